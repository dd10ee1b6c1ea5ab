package dev.tomthumb.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SourcesTest {
    private final List<String> heard = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final Source found = (ref, known, max) -> {
        nanos.addAndGet(5_000_000);
        return new Fetched.Original(new byte[7], Validators.NONE, Visibility.PUBLIC);
    };

    @Test
    void theSchemeChoosesTheSource() throws Exception {
        Fetched.Original other = new Fetched.Original(new byte[1], Validators.NONE, Visibility.PRIVATE);

        Sources sources = sources(Map.of("local", found, "s3", (ref, known, max) -> other));

        assertThat(fetch(sources, "s3")).isSameAs(other);
    }

    @Test
    void anUnknownSchemeIsRefusedWithTheEnabledOnes() {
        ImageException refusal = refusal(sources(Map.of("local", found, "s3", found)), "gopher");

        assertThat(refusal.problem()).isEqualTo(Problem.SOURCE_UNKNOWN);
        assertThat(refusal).hasMessage("There is no source for the scheme \"gopher\"; enabled are local, s3.");
    }

    @Test
    void aSchemeThatIsOffIsRefusedWithTheSettingThatEnablesIt() {
        assertThat(refusal(sources(Map.of("local", found)), "https"))
                .hasMessage("Sources of the scheme \"https\" are off (tomthumb.http.allow or a mount enables them); "
                        + "enabled are local.");
    }

    @Test
    void aRefusingSourceSpeaksForItselfAndDoesNotCountAsEnabled() {
        Sources sources = sources(Map.of("local", found, "s3", new RefusingSource("The AWS SDK is not installed.")));

        assertThat(refusal(sources, "s3")).hasMessage("The AWS SDK is not installed.");
        assertThat(refusal(sources, "gs")).hasMessageEndingWith("enabled are local.");
    }

    @Test
    void withNothingEnabledTheRefusalSaysSo() {
        assertThat(refusal(sources(Map.of()), "x")).hasMessageEndingWith("no source is enabled.");
    }

    @Test
    void aSchemeOfNonsenseNeitherGrowsTheAnswerNorTheMetrics() {
        ImageException refusal = refusal(sources(Map.of()), "<script>\n" + "x".repeat(10_000));

        assertThat(refusal.getMessage()).hasSizeLessThan(120).doesNotContain("<", "\n");
        assertThat(heard).containsExactly("failed unknown SOURCE_UNKNOWN");
    }

    @Test
    void anOverlayLeavesTheRegistryAsItWas() throws Exception {
        Sources base = sources(Map.of("local", found));

        assertThat(fetch(base.with("webapp", found), "webapp")).isInstanceOf(Fetched.Original.class);
        assertThat(refusal(base, "webapp").problem()).isEqualTo(Problem.SOURCE_UNKNOWN);
    }

    @Test
    void aFetchIsAnnouncedWithItsTimeAndSize() throws Exception {
        fetch(sources(Map.of("local", found)), "local");

        assertThat(heard).containsExactly("fetched local PT0.005S 7");
    }

    @Test
    void anUnchangedOriginalIsAnnouncedAsSuch() throws Exception {
        fetch(sources(Map.of("local", (ref, known, max) -> new Fetched.NotModified())), "local");

        assertThat(heard).containsExactly("unchanged local PT0S");
    }

    @Test
    void aRefusalIsAnnouncedAndPassedOn() {
        ImageException missing = new ImageException(Problem.ORIGINAL_MISSING, "Gone.");

        assertThat(refusal(
                        sources(Map.of("local", (ref, known, max) -> {
                            throw missing;
                        })),
                        "local"))
                .isSameAs(missing);
        assertThat(heard).containsExactly("failed local ORIGINAL_MISSING");
    }

    @Test
    void whateverElseASourceThrowsIsARefusalThatTellsNothing() {
        ImageException refusal = refusal(
                sources(Map.of("local", (ref, known, max) -> {
                    throw new IllegalStateException("/secret/path");
                })),
                "local");

        assertThat(refusal.problem()).isEqualTo(Problem.ORIGIN_FAILED);
        assertThat(refusal).hasMessageNotContaining("secret").hasRootCauseMessage("/secret/path");
        assertThat(heard).containsExactly("failed local ORIGIN_FAILED");
    }

    private Sources sources(Map<String, Source> sources) {
        return new Sources(sources, new Listener(), nanos::get);
    }

    private static Fetched fetch(Sources sources, String scheme) throws ImageException {
        return sources.fetch(new SourceRef(scheme, "//x"), Validators.NONE, 100);
    }

    private static ImageException refusal(Sources sources, String scheme) {
        return catchThrowableOfType(ImageException.class, () -> fetch(sources, scheme));
    }

    private final class Listener implements ImageEvents {
        @Override
        public void originalFetched(String scheme, Duration time, long bytes) {
            heard.add("fetched " + scheme + " " + time + " " + bytes);
        }

        @Override
        public void originalUnchanged(String scheme, Duration time) {
            heard.add("unchanged " + scheme + " " + time);
        }

        @Override
        public void originalFailed(String scheme, Problem problem) {
            heard.add("failed " + scheme + " " + problem);
        }
    }
}
