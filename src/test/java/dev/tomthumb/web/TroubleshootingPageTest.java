package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The product's sentences that docs/troubleshooting.md quotes are the product's sentences. */
class TroubleshootingPageTest {
    private static final Pattern QUOTED = Pattern.compile("(?m)^ *```log\\R(.*?)^ *```", Pattern.DOTALL);
    private static final int LEAST = 8;

    @Test
    void whatIsQuotedStandsInTheCode() throws IOException {
        String code = literals();

        List<String> quoted = quoted();
        assertThat(quoted).hasSizeGreaterThan(20);
        assertThat(quoted).filteredOn(piece -> !code.contains(piece)).isEmpty();
    }

    /** Pieces of the lines between what differs from case to case. */
    private static List<String> quoted() throws IOException {
        List<String> pieces = new ArrayList<>();
        Matcher blocks = QUOTED.matcher(Files.readString(Path.of("docs/troubleshooting.md")));
        while (blocks.find()) {
            blocks.group(1)
                    .lines()
                    .flatMap(line -> Stream.of(line.strip().split("…")))
                    .map(String::strip)
                    .filter(piece -> piece.length() >= LEAST)
                    .forEach(pieces::add);
        }
        return pieces;
    }

    /** The sources with strings in one piece that are put together from several. */
    private static String literals() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file).replaceAll("(?<!\\\\)\"\\s*\\+\\s*\"", ""));
            }
        }
        return all.toString().replace("\\\"", "\"").replaceAll("''", "'");
    }
}
