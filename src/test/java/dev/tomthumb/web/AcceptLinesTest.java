package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.TestPictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A field may come in several lines, which are one list (RFC 9110, section 5.3). */
final class AcceptLinesTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "'image/webp', image/webp",
        "'text/html|image/webp', image/webp",
        "'image/png|image/webp;q=0|*/*', image/png",
        "'text/html', image/png"
    })
    void everyLineOfAcceptCounts(String accept, String type) throws Exception {
        Files.write(directory.resolve("cat.png"), TestPictures.png(TestPictures.geometry(60, 40)));
        try (WholeSite site = new WholeSite(
                directory.resolve("state"),
                Map.of("tomthumb.local.root", directory.toString(), "tomthumb.mounts", "/photos/ = local:///"))) {
            assertThat(site.answer("/photos/cat.png?w=64&auto=format", Map.of("Accept", accept.replace('|', '\n')))
                            .headers())
                    .containsEntry("content-type", type)
                    .containsEntry("vary", "Accept");
        }
    }
}
