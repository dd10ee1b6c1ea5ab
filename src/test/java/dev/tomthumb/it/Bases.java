package dev.tomthumb.it;

import dev.tomthumb.testkit.BuildOutputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Places for Tomcats of tests: below the build's directory, so that their logs can be read afterwards. */
final class Bases {
    private Bases() {}

    /** An empty directory for this test on this line of Tomcat. */
    static Path empty(String name) throws IOException {
        Path base = BuildOutputs.target().resolve("it-" + name + "-" + BuildOutputs.tomcatLine());
        if (Files.exists(base)) {
            try (Stream<Path> all = Files.walk(base)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        return Files.createDirectories(base);
    }
}
