package dev.tomthumb.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Whether the S3 server is a fair examiner: other tests' claims about signatures and names rest on it. */
@EnabledIfSystemProperty(named = "tomcat.line", matches = "11", disabledReason = "once is enough")
class S3ServerIT {

    @TempDir
    private static Path directory;

    private static S3Server server;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.in(directory).keys("reader", "right").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void servesWhatWasUploadedUnderAnyName() throws Exception {
        byte[] bytes = "seen".getBytes(StandardCharsets.UTF_8);
        server.put("originals", "한국어 a+b.txt", bytes, "text/plain");

        try (S3Client client = server.client()) {
            var object = client.getObjectAsBytes(get -> get.bucket("originals").key("한국어 a+b.txt"));
            assertThat(object.asByteArray()).isEqualTo(bytes);
            assertThat(object.response().eTag()).isNotBlank();
            assertThat(object.response().contentType()).isEqualTo("text/plain");
        }
    }

    @Test
    void servesFilesThatWereWrittenIntoABucketsDirectory() throws Exception {
        Files.writeString(server.bucket("written").resolve("plus + space.txt"), "seen");

        try (S3Client client = server.client()) {
            var object = client.getObjectAsBytes(get -> get.bucket("written").key("plus + space.txt"));
            assertThat(object.asUtf8String()).isEqualTo("seen");
        }
    }

    @Test
    void knowsWhetherAnObjectHasChanged() throws Exception {
        server.put("originals", "same.txt", new byte[] {1, 2, 3}, "text/plain");

        try (S3Client client = server.client()) {
            String tag = client.headObject(head -> head.bucket("originals").key("same.txt"))
                    .eTag();
            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(() -> client.getObjectAsBytes(
                            get -> get.bucket("originals").key("same.txt").ifNoneMatch(tag)))
                    .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(304));
        }
    }

    @Test
    void refusesARequestSignedWithAnotherSecret() throws Exception {
        server.put("originals", "a.txt", new byte[] {1}, "text/plain");

        try (S3Client client = S3Server.client(server.endpoint(), server.accessKey(), "wrong")) {
            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(() -> client.getObjectAsBytes(
                            get -> get.bucket("originals").key("a.txt")))
                    .satisfies(refusal -> assertThat(refusal.statusCode()).isEqualTo(403));
        }
    }
}
