package dev.tomthumb.demo;

import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.S3Server;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the demonstration consists of: an S3 server with the sample originals, and the WAR in a Tomcat that reads them.
 * What is in its directory serves the next run.
 */
final class DemoSite {

    private static final String BUCKET = "originals";

    private final Path directory;

    DemoSite(Path directory) {
        this.directory = directory;
    }

    /** Starts the S3 server, without originals when it never was {@link #fill filled}. */
    S3Server startS3() throws IOException, InterruptedException {
        return S3Server.in(directory.resolve("s3")).start();
    }

    /** Draws and uploads the originals unless an earlier run has. */
    void fill(S3Server s3, PrintStream progress) throws IOException, InterruptedException {
        Path complete = directory.resolve("originals-complete");
        if (!Files.exists(complete)) {
            progress.println("Drawing the sample originals (only the first time; about a minute) ...");
            DrawOriginals.into(s3, BUCKET, directory.resolve("drawing"));
            Files.createFile(complete);
        }
    }

    /** The Tomcat, not started yet. */
    TomcatServer.Builder tomcat(S3Server s3) {
        return TomcatServer.of(BuildOutputs.tomcatHome("11"), directory.resolve("tomcat"))
                .atFullSpeed()
                .deploy("ROOT", BuildOutputs.war())
                .systemProperty("dev.tomthumb.demo", "true")
                .systemProperty("tomthumb.mounts", "/photos/ = s3://" + BUCKET + "/")
                .systemProperty("tomthumb.max-animation-frames", "100")
                .systemProperty("tomthumb.s3.endpoint", s3.endpoint().toString())
                .systemProperty("tomthumb.s3.region", S3Server.REGION)
                .systemProperty("tomthumb.s3.path-style", "true")
                .systemProperty("tomthumb.s3.access-key", s3.accessKey())
                .systemProperty("tomthumb.s3.secret-key", s3.secretKey())
                .systemProperty("tomthumb.cache.dir", directory.resolve("cache").toString());
    }
}
