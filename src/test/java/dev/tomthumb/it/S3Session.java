package dev.tomthumb.it;

import dev.tomthumb.samples.BrokenOriginals;
import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * The S3 server of the in-container tests: up before Arquillian starts its Tomcat, whose settings in
 * {@code arquillian.xml} name its port, and down after the last test. In unit tests it does nothing.
 */
public final class S3Session implements LauncherSessionListener {
    /** The bucket behind the mount {@code /photos/}. */
    public static final String BUCKET = "originals";

    /** Small ones, so that the tests are about the server and not about drawing. */
    private static final String[] SAMPLES = {
        "portrait_1.jpg",
        "portrait_6.jpg",
        "portrait_8.jpg",
        "alpha.png",
        "palette.gif",
        "animated.gif",
        "grey.jpg",
        "cmyk.jpg",
        "deep.png",
        "indexed.png",
        "tiny.png",
        "huge.png",
        "sample.bmp",
        "sample.tiff",
        "photo.webp",
        "a name with spaces.jpg",
        "한국어 사진.jpg",
        "plus+sign.jpg",
    };

    private Optional<S3Server> server = Optional.empty();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        String port = System.getProperty("arquillian.s3-port");
        if (port == null) {
            return;
        }
        try {
            S3Server started = S3Server.in(directory())
                    .port(Integer.parseInt(port))
                    .keys("it-access", "it-secret")
                    .start();
            server = Optional.of(started);
            fill(started.bucket(BUCKET));
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException("the S3 server of the tests did not start", failure);
        }
    }

    /** The directory whose files are the objects of {@link #BUCKET}. */
    public static Path bucket() {
        return directory().resolve("buckets").resolve(BUCKET);
    }

    private static Path directory() {
        return BuildOutputs.target().resolve("it-s3-" + BuildOutputs.tomcatLine());
    }

    private static void fill(Path bucket) throws IOException {
        for (String name : SAMPLES) {
            Files.write(bucket.resolve(name), SampleOriginals.bytes(name));
        }
        for (String name : BrokenOriginals.names()) {
            Files.write(bucket.resolve(name), BrokenOriginals.bytes(name));
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        server.ifPresent(S3Server::close);
    }
}
