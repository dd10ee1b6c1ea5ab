package dev.tomthumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.KeptOriginal;
import dev.tomthumb.cache.OriginalCache;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.Room;
import dev.tomthumb.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

final class KeptOriginalsTest {
    private static final SourceRef CAT = new SourceRef("s3", "//b/cat.png");

    private final GatedSource source = new GatedSource();
    private final Sources sources = new Sources(Map.of("s3", source), ImageEvents.NONE);
    private final MapOfOriginals cache = new MapOfOriginals();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private KeptOriginals kept = started();

    /** As after a start of the server: what is in the cache is there, what is in memory is not. */
    private KeptOriginals started() {
        return new KeptOriginals(cache, OriginalTrust.upTo(Duration.ofHours(1)), () -> now);
    }

    private Fetched fetch(Validators known) throws ImageException {
        return kept.fetch(sources, CAT, known, Room.upTo(1_000_000));
    }

    private byte[] bytes() throws ImageException {
        return ((Fetched.Original) fetch(Validators.NONE)).bytes();
    }

    @Test
    void aKnownOriginalNeedsNoTripUntilItsTimeIsOver() throws Exception {
        assertThat(bytes()).isEqualTo(source.bytes);
        now = now.plus(Duration.ofMinutes(59));
        assertThat(bytes()).isEqualTo(source.bytes);
        assertThat(source.fetched).hasSize(1);

        now = now.plus(Duration.ofMinutes(1));
        assertThat(bytes()).isEqualTo(source.bytes);
        assertThat(source.known).containsExactly(Validators.NONE, source.validators());

        now = now.plus(Duration.ofMinutes(59));
        assertThat(bytes()).as("not modified makes it trusted anew").isEqualTo(source.bytes);
        assertThat(source.fetched).hasSize(2);
    }

    @Test
    void oneThatHasChangedTakesItsPlace() throws Exception {
        bytes();
        now = now.plus(Duration.ofHours(1));
        source.bytes = new byte[] {1, 2};
        source.entityTag = "\"second\"";

        assertThat(bytes()).containsExactly(1, 2);
        assertThat(bytes()).containsExactly(1, 2);
        assertThat(source.fetched).hasSize(2);
    }

    @Test
    void theOriginsWordShortensTheTime() throws Exception {
        source.lifetime = new Lifetime(Optional.of("max-age=60"), Optional.empty());
        bytes();
        now = now.plusSeconds(60);
        bytes();

        assertThat(source.fetched).hasSize(2);
    }

    @Test
    void afterAStartEachIsAskedOnce() throws Exception {
        bytes();
        kept = started();
        bytes();
        bytes();

        assertThat(source.known).containsExactly(Validators.NONE, source.validators());
    }

    @Test
    void whoAsksUnderAConditionIsAnsweredByTheOriginWhichCountsForTheKeptOneToo() throws Exception {
        bytes();
        now = now.plus(Duration.ofMinutes(50));
        assertThat(fetch(source.validators())).isInstanceOf(Fetched.NotModified.class);
        now = now.plus(Duration.ofMinutes(50));
        bytes();

        assertThat(source.fetched).hasSize(2);
    }

    @Test
    void whatNobodyButTheVisitorMayKeepIsNotKept() throws Exception {
        for (String said : List.of("no-store", "private, max-age=60")) {
            source.lifetime = new Lifetime(Optional.of(said), Optional.empty());
            bytes();
            assertThat(cache.entries).as(said).isEmpty();
        }
        source.lifetime = Lifetime.UNKNOWN;
        source.visibility = Visibility.PRIVATE;
        bytes();
        assertThat(cache.entries).isEmpty();
    }

    @Test
    void oneThatBecomesPrivateIsForgotten() throws Exception {
        bytes();
        now = now.plus(Duration.ofHours(1));
        source.entityTag = "\"second\"";
        source.visibility = Visibility.PRIVATE;
        bytes();

        assertThat(cache.entries).isEmpty();
    }

    @Test
    void whatIsNotRemoteIsNotKept() throws Exception {
        source.remote = false;
        bytes();
        bytes();

        assertThat(cache.entries).isEmpty();
        assertThat(source.fetched).hasSize(2);
    }

    @Test
    void whatIsLargerThanIsAcceptedIsLeftToTheOrigin() throws Exception {
        bytes();
        kept.fetch(sources, CAT, Validators.NONE, Room.upTo(10));

        assertThat(source.fetched).hasSize(2);
    }

    @Test
    void aPurgeReachesIt() throws Exception {
        bytes();
        kept.invalidate(new Invalidation.OfOriginal(CAT.toString()));
        source.bytes = new byte[] {1};

        assertThat(bytes()).containsExactly(1);
        assertThat(source.known).containsExactly(Validators.NONE, Validators.NONE);
    }

    @Test
    void aTagThatOnlyRenditionsCarryMakesEveryOriginalBeAskedAboutAgain() throws Exception {
        bytes();
        kept.invalidate(new Invalidation.OfTag("of-a-request"));
        bytes();

        assertThat(source.known).containsExactly(Validators.NONE, source.validators());
    }

    @Test
    void whatIsOnItsWayDuringAPurgeIsNotKept() throws Exception {
        Sources purging = new Sources(
                Map.of("s3", new dev.tomthumb.source.Source() {
                    @Override
                    public boolean isRemote() {
                        return true;
                    }

                    @Override
                    public Fetched fetch(SourceRef ref, Validators known, Room room) throws ImageException {
                        kept.invalidate(new Invalidation.OfOriginals("s3://b/"));
                        return source.fetch(ref, known, room);
                    }
                }),
                ImageEvents.NONE);
        kept.fetch(purging, CAT, Validators.NONE, Room.upTo(1_000_000));

        assertThat(cache.entries).isEmpty();
    }

    /** A cache that is a map. */
    private static final class MapOfOriginals implements OriginalCache {
        private final Map<CacheKey, KeptOriginal> entries = new ConcurrentHashMap<>();
        private long stamp;

        @Override
        public Optional<KeptOriginal> get(CacheKey key) {
            return Optional.ofNullable(entries.get(key));
        }

        @Override
        public void put(CacheKey key, KeptOriginal original, long stamp) {
            if (stamp == this.stamp) {
                entries.put(key, original);
            }
        }

        @Override
        public long stamp() {
            return stamp;
        }

        @Override
        public void remove(CacheKey key) {
            entries.remove(key);
        }

        @Override
        public long invalidate(Invalidation what) {
            stamp++;
            entries.entrySet()
                    .removeIf(
                            entry -> what.means(entry.getKey(), entry.getValue().tags()));
            return 0;
        }

        @Override
        public String describe() {
            return "a map";
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
