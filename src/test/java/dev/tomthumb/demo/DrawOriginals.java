package dev.tomthumb.demo;

import dev.tomthumb.samples.Sample;
import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.JavaProcess;
import dev.tomthumb.testkit.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Draws the sample originals and uploads them, in a process of its own: their names hold Korean, and the JVM that Maven
 * runs in cannot handle such names where no locale is set, as on many a server.
 */
public final class DrawOriginals {

    private DrawOriginals() {}

    /**
     * Draws and uploads.
     *
     * @param args the server's endpoint, access key and secret key, and the bucket
     */
    public static void main(String[] args) {
        try (S3Client client = S3Server.client(URI.create(args[0]), args[1], args[2])) {
            for (Sample sample : SampleOriginals.all()) {
                client.putObject(
                        put -> put.bucket(args[3]).key(sample.name()).contentType(sample.mediaType()),
                        RequestBody.fromBytes(SampleOriginals.bytes(sample.name())));
            }
        }
    }

    static void into(S3Server server, String bucket, Path directory) throws IOException, InterruptedException {
        server.bucket(bucket);
        List<Path> classPath = new ArrayList<>(BuildOutputs.warLibraries());
        classPath.add(BuildOutputs.target().resolve("test-classes"));
        JavaProcess process = JavaProcess.start(
                "The drawing of the originals",
                directory,
                classPath,
                List.of("-Djava.awt.headless=true"),
                DrawOriginals.class.getName(),
                List.of(server.endpoint().toString(), server.accessKey(), server.secretKey(), bucket),
                directory.resolve("draw.log"));
        process.awaitSuccess();
    }
}
