package dev.tomthumb.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The most memory this process has had. */
final class PeakMemory {
    private PeakMemory() {}

    /** As the kernel tells it; it counts what the JVM needs beside the heap as well. */
    static String text() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> "peak resident "
                            + line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("peak unknown");
        } catch (IOException elsewhere) {
            return "peak unknown";
        }
    }
}
