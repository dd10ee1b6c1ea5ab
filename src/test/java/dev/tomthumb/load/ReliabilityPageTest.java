package dev.tomthumb.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReliabilityPageTest {
    @TempDir
    Path directory;

    @Test
    void aTableStandsBetweenItsMarkersAndReplacesTheOlder() throws Exception {
        Path file = directory.resolve("page.md");
        Files.writeString(file, "# Page\n\n<!-- a -->\nold\n<!-- /a -->\n\n<!-- b -->\n<!-- /b -->\nEnd.\n");
        ReliabilityPage page = new ReliabilityPage(file);

        page.replace(
                "a",
                new Table("x", "long heading")
                        .row("1", "2")
                        .row("3 and more", "")
                        .markdown());
        page.replace("unknown", "lost");

        assertThat(Files.readString(file)).isEqualTo("""
                # Page

                <!-- a -->
                | x          | long heading |
                |------------|--------------|
                | 1          | 2            |
                | 3 and more |              |
                <!-- /a -->

                <!-- b -->
                <!-- /b -->
                End.
                """);
        assertThat(page.rows("a")).containsExactly(List.of("1", "2"), List.of("3 and more", ""));
    }

    @Test
    void thePageNamesEveryScenarioAndHasAPlaceForItsTable() throws Exception {
        String text = Files.readString(Path.of("docs/reliability.md"));

        for (Scenario scenario : Load.ALL) {
            assertThat(text)
                    .contains(
                            '`' + scenario.name() + '`',
                            "<!-- " + scenario.name() + " -->",
                            "<!-- /" + scenario.name() + " -->");
        }
    }
}
