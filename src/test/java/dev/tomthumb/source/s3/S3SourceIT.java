package dev.tomthumb.source.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.source.Source;
import dev.tomthumb.source.SourceContract;
import dev.tomthumb.testkit.S3Server;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The source's promises against a real S3 server that checks signatures. */
class S3SourceIT extends SourceContract {
    private static final String BUCKET = "originals";

    private static S3Server server;
    private static S3Source source;
    private static S3Client writer;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        server = S3Server.in(directory).start();
        server.bucket(BUCKET);
        S3Config config = config(server.endpoint(), keys());
        source = new S3Source(config);
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(0);
        writer = S3Clients.client(config, S3Clients.credentials(config, timers), timers);
    }

    @AfterAll
    static void stop() {
        source.close();
        writer.close();
        server.close();
    }

    private static S3Credentials keys() {
        return new S3Credentials.Keys(server.accessKey(), server.secretKey());
    }

    private static S3Config config(URI endpoint, S3Credentials credentials) {
        return new S3Config(
                Optional.of(endpoint),
                Optional.of(S3Server.REGION),
                true,
                credentials,
                bucket -> true,
                true,
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60));
    }

    @Override
    protected Source source() {
        return source;
    }

    @Override
    protected SourceRef store(String name, byte[] content) {
        writer.putObject(request -> request.bucket(BUCKET).key(name), RequestBody.fromBytes(content));
        return refTo(name);
    }

    @Override
    protected SourceRef refTo(String name) {
        return new SourceRef("s3", "//" + BUCKET + "/" + name);
    }

    @Test
    void aMissingBucketIsCalledThat() {
        ImageException refusal = refusal(new SourceRef("s3", "//no-such-bucket/cat.jpg"));

        assertThat(refusal.problem()).isEqualTo(Problem.ORIGINAL_MISSING);
        assertThat(refusal).hasMessage("The original's S3 bucket does not exist.");
    }

    @Test
    void aWrongSecretIsDenied() {
        assertThat(refusalFor(new S3Credentials.Keys(server.accessKey(), "wrong")))
                .hasMessageStartingWith("The S3 server does not accept this server's credentials");
    }

    @Test
    void anUnknownAccessKeyIsDenied() {
        assertThat(refusalFor(new S3Credentials.Keys("nobody", server.secretKey()))
                        .problem())
                .isEqualTo(Problem.ORIGIN_DENIED);
    }

    @Test
    void nobodyIsDenied() {
        assertThat(refusalFor(new S3Credentials.Anonymous()).problem()).isEqualTo(Problem.ORIGIN_DENIED);
    }

    private ImageException refusalFor(S3Credentials credentials) {
        SourceRef ref = store("guarded.jpg", bytes(10));
        try (S3Source stranger = new S3Source(config(server.endpoint(), credentials))) {
            ImageException refusal =
                    catchThrowableOfType(ImageException.class, () -> stranger.fetch(ref, Validators.NONE, PLENTY));
            assertThat(refusal.problem()).isEqualTo(Problem.ORIGIN_DENIED);
            return refusal;
        }
    }
}
