package dev.tomthumb.engine.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.ResponseCache;
import dev.tomthumb.engine.responses.HostResponses.Found;
import dev.tomthumb.http.caching.Decision;
import dev.tomthumb.http.caching.FreshnessPolicy;
import dev.tomthumb.http.caching.Obstacle;
import dev.tomthumb.model.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostResponsesTest {
    private static final byte[] BODY = {1, 2, 3};
    private static final Fields MINUTE = Fields.NONE.and("Cache-Control", "max-age=60");

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final InMemory cache = new InMemory();
    private final HostResponses responses = new HostResponses(cache, new HostResponses.Bounds(1000, 16), () -> now);

    @Test
    void whatIsStoredIsFoundUntilItsTimeEnds() {
        Asking asking = asking("/a", Map.of());
        store(asking, MINUTE);

        assertThat(decision(asking)).isInstanceOf(Decision.Fresh.class);
        now = now.plusSeconds(61);
        assertThat(decision(asking)).isInstanceOf(Decision.Revalidate.class);
    }

    @Test
    void tenThousandVariantsLeaveSixteen() {
        for (int i = 0; i < 10_000; i++) {
            store(asking("/a", Map.of("accept", "image/" + i)), MINUTE.and("Vary", "Accept"));
        }

        // And where they lie.
        assertThat(cache.entries).hasSize(16 + 1);
        assertThat(decision(asking("/a", Map.of("accept", "image/9999")))).isInstanceOf(Decision.Fresh.class);
        assertThat(responses.find(asking("/a", Map.of("accept", "image/1")))).isInstanceOf(Found.Nothing.class);
    }

    @Test
    void anAnswerWhoseMakingBeganBeforeAChangeIsNotKept() {
        Asking asking = asking("/a", Map.of());
        HostResponses.Stamp stamp = responses.stamp();
        responses.changed(asking.origin(), List.of("/a"));
        responses.store(asking, head(MINUTE), BODY, stamp);

        assertThat(responses.find(asking)).isInstanceOf(Found.Nothing.class);
        store(asking, MINUTE);
        assertThat(decision(asking)).isInstanceOf(Decision.Fresh.class);
    }

    @Test
    void changesThatWereForgottenMeanEverything() {
        Asking asking = asking("/a", Map.of());
        HostResponses.Stamp stamp = responses.stamp();
        for (int i = 0; i < 5000; i++) {
            responses.changed(asking.origin(), List.of("/other" + i));
        }
        responses.store(asking, head(MINUTE), BODY, stamp);

        assertThat(responses.find(asking)).isInstanceOf(Found.Nothing.class);
    }

    @Test
    void anotherHostIsAnotherAnswer() {
        store(asking("/a", Map.of()), MINUTE);
        Asking forged = new Asking(
                "http://evil.example:80", "/a", name -> List.of(), false, false, false, policies(Duration.ZERO));

        assertThat(responses.find(forged)).isInstanceOf(Found.Nothing.class);
    }

    @Test
    void aClockThatWasSetBackMakesNothingFresh() {
        Asking asking = asking("/a", Map.of());
        store(asking, MINUTE);
        now = now.minusSeconds(3600);

        assertThat(decision(asking)).isNotInstanceOf(Decision.Fresh.class);
    }

    @Test
    void aSessionsAnswerIsKeptOnlyOnItsOwnWord() {
        Asking session = new Asking(
                "http://shop.example:80",
                "/a",
                name -> List.of(),
                false,
                true,
                false,
                policies(Duration.ofMinutes(10)));
        Asking stranger = asking("/a", Map.of());

        assertThat(responses.obstacle(session, head(Fields.NONE), false, responses.stamp()))
                .contains(new Obstacle("session", true));
        assertThat(responses.obstacle(session, head(MINUTE), false, responses.stamp()))
                .isEmpty();
        assertThat(responses.obstacle(stranger, head(MINUTE), true, responses.stamp()))
                .contains(new Obstacle("set-cookie", false));
    }

    @Test
    void answersThatCannotBeSharedAreRememberedForAWhile() {
        Asking asking = asking("/a", Map.of());
        responses.noteNotShared(asking);

        assertThat(responses.isNotShared(asking)).isTrue();
        now = now.plusSeconds(121);
        assertThat(responses.isNotShared(asking)).isFalse();
    }

    @Test
    void tagsAreReadOffTheAnswer() {
        Asking asking = asking("/a", Map.of());
        store(asking, MINUTE.and("Cache-Tag", "charts, , sales").and("Cache-Tag", "charts"));

        Found found = responses.find(asking);
        assertThat(((Found.Something) found).response().tags()).containsExactly("charts", "sales");
    }

    private Decision decision(Asking asking) {
        return ((Found.Something) responses.find(asking)).decision();
    }

    private void store(Asking asking, Fields fields) {
        responses.store(asking, head(fields), BODY, responses.stamp());
    }

    private static Asking.Head head(Fields fields) {
        return new Asking.Head(200, Optional.empty(), fields);
    }

    private static Asking asking(String path, Map<String, String> fields) {
        return new Asking(
                "http://shop.example:80",
                path,
                name -> fields.containsKey(name) ? List.of(fields.get(name)) : List.of(),
                false,
                false,
                false,
                policies(Duration.ZERO));
    }

    private static Asking.Policies policies(Duration otherwise) {
        FreshnessPolicy policy = new FreshnessPolicy(
                Duration.ZERO, otherwise, Duration.ofDays(365), Duration.ZERO, Duration.ZERO, Optional.empty(), false);
        return new Asking.Policies(policy, policy);
    }

    /** Keeps everything. */
    private static final class InMemory implements ResponseCache {
        private final Map<CacheKey, Kept> entries = new HashMap<>();

        @Override
        public Optional<Kept> get(CacheKey key) {
            return Optional.ofNullable(entries.get(key));
        }

        @Override
        public void put(CacheKey key, Kept kept, long stamp) {
            entries.put(key, kept);
        }

        @Override
        public long stamp() {
            return 0;
        }

        @Override
        public void remove(CacheKey key) {
            entries.remove(key);
        }

        @Override
        public long invalidate(Invalidation what) {
            List<CacheKey> meant = new ArrayList<>(entries.keySet());
            meant.removeIf(key -> !what.means(key, List.of()));
            meant.forEach(entries::remove);
            return meant.size();
        }

        @Override
        public String describe() {
            return "in memory";
        }

        @Override
        public Optional<String> lack() {
            return Optional.empty();
        }

        @Override
        public Map<String, Map<String, Long>> statistics() {
            return Map.of();
        }

        @Override
        public void close() {
            entries.clear();
        }
    }
}
