package dev.tomthumb.source.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.source.s3.S3BucketException.Kind;
import dev.tomthumb.testkit.S3Server;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket of our own on a real S3 server. */
class S3BucketIT {
    private static final byte[] BODY = "a picture".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private static Path directory;

    private static S3Server server;
    private static S3Bucket bucket;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.in(directory).start();
        server.bucket("fleet");
        bucket = bucket(server, "fleet", server.secretKey());
    }

    private static S3Bucket bucket(S3Server server, String name, String secret) {
        return new S3Bucket(
                name,
                "a/b/",
                new S3Config(
                        Optional.of(server.endpoint()),
                        Optional.of(S3Server.REGION),
                        true,
                        new S3Credentials.Keys(server.accessKey(), secret),
                        any -> true,
                        false,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20)));
    }

    @AfterAll
    static void stop() {
        bucket.close();
        server.close();
    }

    private static boolean put(String name, boolean onlyIfAbsent) throws S3BucketException {
        return bucket.put(
                name, BODY, Map.of("some-name", "a&b=%20c"), "image/webp", Optional.of("max-age=5"), onlyIfAbsent);
    }

    @Test
    void whatIsWrittenIsReadWithAllThatWasSaidOfIt() throws Exception {
        assertThat(put("x/one", false)).isTrue();

        S3Bucket.Found found = bucket.get("x/one", 1000, bytes -> true).orElseThrow();
        assertThat(found.body()).isEqualTo(BODY);
        assertThat(found.metadata()).containsEntry("some-name", "a&b=%20c");
        assertThat(found.date().orElseThrow())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(bucket.get("x/none", 1000, bytes -> true)).isEmpty();
        bucket.delete("x/one");
        assertThat(bucket.get("x/one", 1000, bytes -> true)).isEmpty();
        bucket.delete("x/one");
    }

    @Test
    void whatIsThereStaysAsItIsWhereThatIsAsked() throws Exception {
        assertThat(put("lease", true)).isTrue();
        assertThat(put("lease", true)).isFalse();
        bucket.delete("lease");
        assertThat(put("lease", true)).isTrue();
    }

    @Test
    void objectsAreListedByTheirNamesBelowThePrefix() throws Exception {
        for (int i = 0; i < 5; i++) {
            put("list/" + i, false);
        }
        assertThat(bucket.list("list/", 100).objects())
                .extracting(S3Bucket.Listed::name)
                .containsExactly("list/0", "list/1", "list/2", "list/3", "list/4");
        assertThat(bucket.list("list/", 2).objects()).hasSize(2);
        assertThat(bucket.list("nothing/", 100).objects()).isEmpty();
        assertThat(bucket.list("list/", 100).date()).isPresent();
    }

    @Test
    void troubleIsNamed() throws Exception {
        put("large", false);
        refused(Kind.UNFIT, "more than 3", () -> bucket.get("large", 3, bytes -> true));
        try (S3Bucket wrong = bucket(server, "fleet", "not-the-secret")) {
            refused(Kind.DENIED, "SignatureDoesNotMatch", () -> wrong.get("large", 1000, bytes -> true));
            refused(
                    Kind.DENIED,
                    "s3:PutObject",
                    () -> wrong.put("x", BODY, Map.of(), "text/plain", Optional.empty(), true));
            refused(Kind.DENIED, "s3:ListBucket", () -> wrong.list("", 10));
        }
        try (S3Bucket none = bucket(server, "no-such-bucket", server.secretKey())) {
            refused(Kind.DENIED, "There is no S3 bucket no-such-bucket", () -> none.get("x", 1000, bytes -> true));
        }
        S3Server dead = S3Server.in(directory.resolve("dead")).start();
        try (S3Bucket gone = bucket(dead, "fleet", dead.secretKey())) {
            dead.kill();
            refused(Kind.UNAVAILABLE, "The S3 server", () -> gone.get("x", 1000, bytes -> true));
        }
    }

    private static void refused(Kind kind, String words, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3BucketException.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal).hasMessageContaining(words);
        });
    }
}
