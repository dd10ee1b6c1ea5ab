package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.Stage;
import dev.tomthumb.model.Timings;
import dev.tomthumb.samples.TestPictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an access log and a listener hear of each answer, through filter, servlet and engine. */
final class AnswerLogTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Map<String, String> TRACED = Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");

    @TempDir
    Path dir;

    private final List<ImageEvents.Visit> visits = new ArrayList<>();

    private WholeSite site() throws Exception {
        WholeSite site = new WholeSite(
                dir.resolve("state"),
                Map.of(
                        "tomthumb.img.prefix",
                        "/img/",
                        "tomthumb.local.root",
                        dir.resolve("in").toString()));
        site.tomthumb().listen(new ImageEvents() {
            @Override
            public void visited(Visit visit) {
                visits.add(visit);
            }
        });
        return site;
    }

    @BeforeEach
    void draw() throws Exception {
        Files.createDirectory(dir.resolve("in"));
        Files.write(dir.resolve("in/two words.png"), TestPictures.png(TestPictures.geometry(60, 40)));
    }

    @Test
    void aMissTellsWhatItWasMadeOfAndWhatItTook() throws Exception {
        try (WholeSite site = site()) {
            site.get("/img/_/w:20/plain/local:///two%20words.png@jpg", TRACED);

            assertThat(site.logged("tomthumb.result")).isEqualTo("Miss");
            assertThat(site.logged("tomthumb.original")).isEqualTo("local:///two%20words.png");
            assertThat(site.logged("tomthumb.trace-id")).isEqualTo(TRACE);
            for (String time : List.of("wait", "fetch", "decode", "process", "encode")) {
                assertThat(site.logged("tomthumb." + time + "-ms")).as(time).matches("[0-9]+");
            }
            assertThat(visits).singleElement().satisfies(visit -> {
                assertThat(visit.trace().orElseThrow().traceId()).isEqualTo(TRACE);
                assertThat(visit.method()).isEqualTo("GET");
                assertThat(visit.path()).isEqualTo("/img/_/w:20/plain/local:///two%20words.png@jpg");
                assertThat(visit.timings().stretches())
                        .extracting(Timings.Stretch::stage)
                        .containsExactly(
                                Stage.LOOKUP,
                                Stage.QUEUE,
                                Stage.FETCH,
                                Stage.MEMORY,
                                Stage.DECODE,
                                Stage.PROCESS,
                                Stage.ENCODE,
                                Stage.STORE);
            });
        }
    }

    @Test
    void aHitOnlyLooked() throws Exception {
        try (WholeSite site = site()) {
            site.get("/img/_/w:20/plain/local:///two%20words.png", Map.of());
            site.get("/img/_/w:20/plain/local:///two%20words.png", Map.of());

            assertThat(site.logged("tomthumb.result")).isEqualTo("Hit");
            assertThat(site.logged("tomthumb.fetch-ms")).isEqualTo("-");
            assertThat(site.logged("tomthumb.trace-id")).isEqualTo("-");
            assertThat(visits.get(1).timings().stretches())
                    .extracting(Timings.Stretch::stage)
                    .containsExactly(Stage.LOOKUP);
        }
    }

    @Test
    void aRefusalTellsWhyAndOfWhat() throws Exception {
        try (WholeSite site = site()) {
            site.get("/img/_/w:20/plain/local:///n%C3%B6%20one.png", TRACED);

            assertThat(site.logged("tomthumb.result")).isEqualTo("Error");
            assertThat(site.logged("tomthumb.problem")).isEqualTo("original-missing");
            assertThat(site.logged("tomthumb.detail")).isEqualTo("original-missing");
            assertThat(site.logged("tomthumb.original")).isEqualTo("local:///n%C3%B6%20one.png");
            assertThat(site.logged("tomthumb.trace-id")).isEqualTo(TRACE);
        }
    }

    @Test
    void aTraceThatIsNoneIsNotRepeated() throws Exception {
        try (WholeSite site = site()) {
            site.get("/img/_/w:20/plain/local:///two%20words.png", Map.of("traceparent", "00-\" forged"));

            assertThat(site.logged("tomthumb.trace-id")).isEqualTo("-");
            assertThat(visits.get(0).trace()).isEmpty();
        }
    }

    @Test
    void aTextOfVisitorsEndsNoFieldAndNoLine() {
        assertThat(new LoggedText("a b\t\r\n\"\\%é\u2028").toString())
                .isEqualTo("a%20b%09%0D%0A%22%5C%25%C3%A9%E2%80%A8");
        assertThat(new LoggedText("x".repeat(100_000)).toString()).hasSize(2_000);
    }
}
