package dev.tomthumb.load;

import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.Ports;
import dev.tomthumb.testkit.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 server that can be killed and comes back on the same port with what it had. */
final class Bucket implements AutoCloseable {
    private static final String NAME = "originals";

    private final Path directory;
    private final int port;
    private S3Server server;

    /** Starts empty. */
    Bucket(String name) throws IOException, InterruptedException {
        this.directory = BuildOutputs.target().resolve("load").resolve(name + "-s3");
        Site.delete(directory);
        this.port = Ports.free();
        this.server = start();
    }

    private S3Server start() throws IOException, InterruptedException {
        return S3Server.in(directory).port(port).start();
    }

    /** Puts one picture under these keys, as a client of S3 does. */
    void put(Iterable<String> keys, Picture picture) throws IOException {
        server.bucket(NAME);
        try (S3Client client = server.client()) {
            for (String key : keys) {
                client.putObject(
                        put -> put.bucket(NAME)
                                .key(key)
                                .contentType("image/jpeg")
                                .cacheControl(picture.cacheControl().orElse(null)),
                        RequestBody.fromBytes(picture.bytes()));
            }
        }
    }

    /** What the product must be told so that {@code /s3/} is this bucket. */
    Map<String, String> settings() {
        return Map.of(
                "tomthumb.mounts", "/s3/ = s3://" + NAME + "/",
                "tomthumb.s3.endpoint", server.endpoint().toString(),
                "tomthumb.s3.region", S3Server.REGION,
                "tomthumb.s3.access-key", server.accessKey(),
                "tomthumb.s3.secret-key", server.secretKey());
    }

    /** As a crash would. */
    void kill() {
        server.kill();
    }

    /** Returns when it answers. */
    void revive() throws IOException, InterruptedException {
        server = start();
    }

    @Override
    public void close() {
        server.close();
    }
}
