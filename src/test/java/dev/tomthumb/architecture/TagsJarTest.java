package dev.tomthumb.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.Tomthumb;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tags jar needs the JDK and what every container has. */
class TagsJarTest {
    private static final Pattern NEEDS = Pattern.compile("(?m)^ +(\\S+) +-> (\\S+)");
    private static final List<String> PRESENT = List.of(
            "java.",
            "javax.management",
            "javax.xml",
            "javax.crypto",
            "org.xml.sax",
            "jakarta.servlet",
            "org.jspecify.annotations",
            "dev.tomthumb.model",
            "dev.tomthumb.config",
            "dev.tomthumb.dialect",
            "dev.tomthumb.markup",
            "dev.tomthumb.jsp");
    /** What JDKs with fewer modules lack, and {@code java.base} has not. */
    private static final List<String> ABSENT = List.of("java.awt", "java.net.http", "java.sql");

    @Test
    void nothingIsMissingBesideIt(@TempDir Path copy) throws Exception {
        copy(copy);

        Set<String> needed = needed(copy);

        assertThat(needed).contains("jakarta.servlet.jsp.tagext", "dev.tomthumb.dialect.query");
        assertThat(needed)
                .allMatch(name -> PRESENT.stream().anyMatch(name::startsWith))
                .noneMatch(name -> ABSENT.stream().anyMatch(name::startsWith));
    }

    private static void copy(Path to) throws Exception {
        Path classes = Path.of(Tomthumb.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        for (String pattern : Files.readAllLines(Path.of("src/main/tags-jar/classes.txt"))) {
            Path from = classes.resolve(pattern.replace("/**", ""));
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    // Left out by the build as well: it is what the WAR's own page shows.
                    if (!file.getFileName().toString().startsWith("DemoPage")) {
                        Path target = to.resolve(classes.relativize(file).toString());
                        Files.createDirectories(target.getParent());
                        Files.copy(file, target);
                    }
                }
            }
        }
    }

    private static Set<String> needed(Path classes) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        ToolProvider.findFirst("jdeps").orElseThrow().run(writer, writer, "-verbose:package", classes.toString());
        writer.flush();
        Set<String> needed = new TreeSet<>();
        Matcher lines = NEEDS.matcher(out.toString());
        while (lines.find()) {
            needed.add(lines.group(2));
        }
        return needed;
    }
}
