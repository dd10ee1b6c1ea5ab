package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.SettingsException;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.dialect.Urls;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A memory of URLs hands nobody what another URL means, and nothing that is over. */
final class KnownUrlsTest {
    private Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private final InstantSource clock = () -> now;
    private final Counting counting = new Counting("query");
    private final Dialect remembering = KnownUrls.over(List.of(counting), clock).get(0);

    /** Answers with the URL itself as the source, and notes what it was asked. */
    private static final class Counting implements Dialect {
        private final String name;
        private final List<RequestUrl> asked = new ArrayList<>();
        private Optional<ImageException> refusal = Optional.empty();
        private boolean nobodys;

        Counting(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean claims(RequestUrl url) {
            return url.path().startsWith("/" + name);
        }

        @Override
        public Optional<ParsedUrl> parse(RequestUrl url) throws ImageException {
            asked.add(url);
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            return nobodys ? Optional.empty() : Optional.of(meaning(url));
        }

        static ParsedUrl meaning(RequestUrl url) {
            return new ParsedUrl(
                    new ImageRequest(
                            new SourceRef("local", url.toString()),
                            Transform.NONE,
                            OutputSpec.VERBATIM,
                            Optional.empty()),
                    new Delivery(Delivery.QUERY, Optional.empty(), List.of(), Optional.empty(), false));
        }
    }

    @Test
    void aTextThatComesAgainIsReadOnce() throws Exception {
        ParsedUrl first =
                remembering.parse(new RequestUrl("/query/a", "/query/a", "w=1")).orElseThrow();
        assertThat(remembering
                        .parse(new RequestUrl("/query/a", "/query/a", "w=1"))
                        .orElseThrow())
                .isSameAs(first);
        assertThat(counting.asked).hasSize(1);
    }

    @Test
    void everyOneOfTheReadingsBelongsToTheText() throws Exception {
        List<RequestUrl> different = List.of(
                new RequestUrl("/a", "/b", "/c", "d"),
                new RequestUrl("/x", "/b", "/c", "d"),
                new RequestUrl("/a", "/x", "/c", "d"),
                new RequestUrl("/a", "/b", "/x", "d"),
                new RequestUrl("/a", "/b", "/c", "x"));
        for (int round = 0; round < 2; round++) {
            for (RequestUrl url : different) {
                assertThat(remembering.parse(url)).contains(Counting.meaning(url));
            }
        }
    }

    @Test
    void textsOfOneHashAreToldApart() throws Exception {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        RequestUrl one = new RequestUrl("/query/Aa", "/query/Aa", "Aa");
        RequestUrl other = new RequestUrl("/query/BB", "/query/BB", "BB");
        for (RequestUrl url : List.of(one, other, one, other)) {
            assertThat(remembering.parse(url)).contains(Counting.meaning(url));
        }
    }

    @Test
    void aFloodOfOthersChangesNoAnswer() throws Exception {
        List<RequestUrl> flood = IntStream.range(0, 20_000)
                .mapToObj(i -> new RequestUrl("/query/a", "/query/a", "w=" + i))
                .toList();
        for (int round = 0; round < 2; round++) {
            for (RequestUrl url : flood) {
                assertThat(remembering.parse(url).orElseThrow()).isEqualTo(Counting.meaning(url));
            }
        }
    }

    @Test
    void aRefusalIsNotRemembered() throws Exception {
        RequestUrl url = new RequestUrl("/query/a", "/query/a", "w=1");
        counting.refusal = Optional.of(new ImageException(Problem.BAD_SIGNATURE, "No."));
        assertThat(Urls.refusal(remembering, url)).isEqualTo("bad-signature: No.");
        counting.refusal = Optional.empty();
        assertThat(remembering.parse(url)).contains(Counting.meaning(url));
    }

    @Test
    void whatIsNobodysIsNotRemembered() throws Exception {
        RequestUrl url = new RequestUrl("/query/a", "/query/a", "");
        counting.nobodys = true;
        assertThat(remembering.parse(url)).isEmpty();
        assertThat(remembering.parse(url)).isEmpty();
        assertThat(counting.asked).hasSize(2);
    }

    @Test
    void aLongTextIsReadEachTime() throws Exception {
        RequestUrl url = new RequestUrl("/query/a", "/query/a", "w=1&x=" + "x".repeat(1024));
        remembering.parse(url);
        remembering.parse(url);
        assertThat(counting.asked).hasSize(2);
    }

    @Test
    void eachDialectAnswersForItself() throws Exception {
        Counting other = new Counting("img");
        List<Dialect> both = KnownUrls.over(List.of(other, counting), clock);
        RequestUrl url = new RequestUrl("/query/a", "/query/a", "w=1");
        both.get(1).parse(url);
        assertThat(both.get(0).claims(url)).isFalse();
        assertThat(both.get(1).claims(url)).isTrue();
        both.get(0).parse(url);
        assertThat(other.asked).containsExactly(url);
    }

    private Dialect real(String name, Map<String, String> settings) throws SettingsException {
        Settings read = SettingsLoader.load(
                SettingTexts.ofProperties(settings), new Installation(true, 2, 1L << 30, Path.of("state")));
        Originals originals = new Originals(read, new Site("ROOT", true, Map.of()), ImageEvents.NONE);
        return KnownUrls.over(new Dialects(read, originals, clock).all(), clock).stream()
                .filter(dialect -> dialect.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aUrlThatEndsIsRefusedFromThenOn() throws Exception {
        long end = now.getEpochSecond() + 60;
        Map<String, String> settings = Map.of(
                "tomthumb.mounts", "/photos/ = local:///",
                "tomthumb.local.root", "/pictures");
        Dialect query = real("query", settings);
        Dialect imgproxy = real("imgproxy", settings);
        String asked = "/photos/a.jpg?w=320&expires=" + end;
        String path = "/img/unsafe/exp:" + end + "/plain/local:///a.jpg";
        for (int i = 0; i < 2; i++) {
            assertThat(Urls.parsed(query, asked).delivery().expires()).contains(Instant.ofEpochSecond(end));
            assertThat(Urls.parsed(imgproxy, path).delivery().expires()).contains(Instant.ofEpochSecond(end));
        }
        now = Instant.ofEpochSecond(end + 1);
        assertThat(Urls.refusal(query, asked)).startsWith("expired: ");
        assertThat(Urls.refusal(imgproxy, path)).startsWith("expired: ");
    }

    @Test
    void aRightSignatureOpensNoOtherUrl() throws Exception {
        Dialect query = real(
                "query",
                Map.of(
                        "tomthumb.mounts", "/photos/ = local:///",
                        "tomthumb.local.root", "/pictures",
                        "tomthumb.query.key", "0123456789abcdef"));
        Urls.parsed(query, "/photos/a.jpg?w=320");
        assertThat(Urls.refusal(query, "/photos/a.jpg?w=320&s=AAAA")).startsWith("bad-signature: ");
        Urls.parsed(query, "/photos/a.jpg?w=320");
        assertThat(Urls.refusal(query, "/photos/a.jpg?w=320&s=AAAA")).startsWith("bad-signature: ");
    }
}
