package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.LogLines;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told of refusals, and how often. */
final class RefusalLogTest {
    /** Nobody listens there: it is for a service that no machine has had for decades. */
    private static final String DEAD = "http://127.0.0.1:1/";

    @Test
    void aRefusalThatIsRepeatedFromMemoryIsNoNews(@TempDir Path directory) throws Exception {
        try (WholeSite site = new WholeSite(
                        directory,
                        Map.of("tomthumb.mounts", "/web/ = " + DEAD, "tomthumb.http.allow-loopback", "true"));
                LogLines log = new LogLines(Responder.class)) {
            for (int i = 0; i < 50; i++) {
                assertThat(site.get("/web/cat.jpg?w=" + 100 * (i % 5 + 1), Map.of()).status)
                        .isEqualTo(502);
            }
            assertThat(log.warnings()).singleElement().asString().startsWith("origin-unreachable: ");

            site.get("/web/dog.jpg?w=100", Map.of());
            assertThat(log.warnings()).as("another original").hasSize(2);
        }
    }
}
