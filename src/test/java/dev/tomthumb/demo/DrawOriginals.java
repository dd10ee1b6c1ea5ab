package dev.tomthumb.demo;

import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Draws the sample originals in a process of its own: their names hold Korean, and the JVM that Maven runs in cannot
 * write such names where no locale is set, as on many a server.
 */
public final class DrawOriginals {

    private DrawOriginals() {}

    /** Draws into the directory that is the only argument. */
    public static void main(String[] args) throws IOException {
        SampleOriginals.drawAll(Path.of(args[0]));
    }

    static void inOwnProcess(Path directory) throws IOException, InterruptedException {
        JavaProcess process = JavaProcess.start(
                "The drawing of the originals",
                directory.resolveSibling("draw"),
                List.of(
                        BuildOutputs.target().resolve("test-classes"),
                        BuildOutputs.target().resolve("classes")),
                List.of("-Djava.awt.headless=true"),
                DrawOriginals.class.getName(),
                List.of(directory.toAbsolutePath().toString()),
                directory.resolveSibling("draw").resolve("draw.log"));
        process.awaitSuccess();
    }
}
