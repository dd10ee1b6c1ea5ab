package dev.tomthumb.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of {@code docs/} that is written by the code it describes: a stale page fails the build. */
public final class GeneratedDoc {
    private GeneratedDoc() {}

    /**
     * Compares the committed page with what the code says now; with {@code -Ddocs.update=true} writes it instead.
     *
     * @param page path from the project's root, e.g. {@code docs/options.md}
     * @param expected the page as the code renders it
     */
    public static void check(Path page, String expected) {
        try {
            if (Boolean.getBoolean("docs.update")) {
                Files.createDirectories(page.toAbsolutePath().getParent());
                Files.writeString(page, expected);
            }
            assertThat(Files.exists(page) ? Files.readString(page) : "")
                    .as("%s is generated; write it anew with ./mvnw test -Ddocs.update=true", page)
                    .isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
