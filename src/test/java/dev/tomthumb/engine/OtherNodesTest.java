package dev.tomthumb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.RenditionCache;
import dev.tomthumb.cache.SharedRenditions;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.http.caching.FreshnessPolicy;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import dev.tomthumb.pipeline.Limits;
import dev.tomthumb.pipeline.OutputFormats;
import dev.tomthumb.pipeline.Qualities;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.pipeline.RenderRules;
import dev.tomthumb.pipeline.Renderer;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.Room;
import dev.tomthumb.source.Source;
import dev.tomthumb.source.Sources;
import dev.tomthumb.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two engines whose renditions are shared. */
final class OtherNodesTest {
    private static final Duration TTL = Duration.ofHours(1);

    private final SettableClock clock = new SettableClock();
    private final Shared shared = new Shared();
    private final Origin origin = new Origin();
    private final Sources sources = new Sources(Map.of("s3", origin), ImageEvents.NONE);
    private final ProductCodecs codecs = new ProductCodecs(false, 6, new ScratchPool(1 << 20));
    private final MapCache cacheOfB = new MapCache();
    private final ImageEngine a = engine(new MapCache());
    private final ImageEngine b = engine(cacheOfB);

    private ImageEngine engine(RenditionCache cache) {
        Renderer renderer = new Renderer(
                codecs.codecs(),
                Limits.DEFAULT,
                OutputFormats.DEFAULT,
                Qualities.DEFAULT,
                RenderRules.DEFAULT,
                new ScratchPool(1 << 20));
        Policies policies = new Policies() {
            @Override
            public FreshnessPolicy freshness(String reference) {
                return new FreshnessPolicy(
                        Duration.ZERO, TTL, TTL, Duration.ZERO, Duration.ofDays(1), Optional.empty(), false);
            }

            @Override
            public Duration remembered(Problem problem) {
                return Duration.ZERO;
            }

            @Override
            public Duration patience() {
                return Duration.ofSeconds(60);
            }
        };
        return new ImageEngine(
                renderer,
                new RenderPermits(64_000_000, 16),
                cache,
                shared,
                ImageEngine.OriginalsKept.NOWHERE,
                new Keys("test"),
                new ImageEngine.Bounds(2, 2, 16, Duration.ofSeconds(30), 10_000_000),
                policies,
                ImageEvents.NONE,
                clock);
    }

    @AfterEach
    void close() throws Exception {
        a.close();
        b.close();
        codecs.close();
    }

    private static ImageRequest request(int width) {
        Resize resize = new Resize(Resize.Mode.FIT, OptionalInt.of(width), OptionalInt.empty(), false, 1);
        return new ImageRequest(
                new SourceRef("s3", "//originals/cat.png"),
                new Transform(resize, Transform.NONE.gravity(), Optional.empty()),
                OutputSpec.LIKE_ORIGINAL,
                Optional.empty());
    }

    private Outcome produce(ImageEngine engine, int width) {
        return engine.produce(request(width), Partition.SHARED, sources).join();
    }

    @Test
    void whatAnotherNodeHasMadeIsAHitAndKeptHere() {
        Outcome made = produce(a, 20);
        assertThat(made.result()).isEqualTo(ResultType.MISS);

        Outcome found = produce(b, 20);

        assertThat(found.result()).isEqualTo(ResultType.HIT);
        assertThat(found.status().field("c")).contains("detail=shared");
        assertThat(found.rendition().body()).isEqualTo(made.rendition().body());
        assertThat(origin.fetches).isEqualTo(1);
        assertThat(b.lookup(request(20), Partition.SHARED)).isPresent();
        assertThat(shared.offers).as("what came from there does not go there").hasSize(1);
    }

    @Test
    void aStaleOneIsConfirmedByTheOriginAndNotMadeAnew() {
        produce(a, 20);
        clock.advance(TTL.multipliedBy(2));

        Outcome found = produce(b, 20);

        assertThat(found.result()).isEqualTo(ResultType.REFRESH_HIT);
        assertThat(origin.fetches).as("once with its bytes").isEqualTo(1);
        assertThat(origin.confirmed).isEqualTo(1);
    }

    @Test
    void aStaleOneOfAnOlderVersionIsMadeAnewKeptAndShared() {
        produce(a, 20);
        clock.advance(TTL.multipliedBy(2));
        origin.change();

        Outcome renewed = produce(b, 20);

        assertThat(renewed.result()).isEqualTo(ResultType.MISS);
        assertThat(b.lookup(request(20), Partition.SHARED)).isPresent();
        assertThat(shared.entries.values())
                .extracting(Rendition::entityTag)
                .containsExactly(renewed.rendition().entityTag());
        clock.advance(Duration.ofSeconds(1));
        assertThat(produce(a, 20).rendition().entityTag())
                .as("whose own is stale asks, and finds the other's")
                .isEqualTo(renewed.rendition().entityTag());
        assertThat(shared.offers).hasSize(2);
    }

    @Test
    void aStaleOneStandsInForAnOriginThatFails() {
        produce(a, 20);
        clock.advance(TTL.multipliedBy(2));
        origin.failure = Optional.of(new ImageException(Problem.ORIGIN_FAILED, "down"));

        assertThat(produce(b, 20).result()).isEqualTo(ResultType.STALE_HIT);
    }

    @Test
    void whatIsOlderThanWhatIsKnownHereIsNotUsed() {
        produce(a, 20);
        clock.advance(Duration.ofMinutes(1));
        origin.change();
        produce(b, 30);

        Outcome other = produce(b, 20);
        assertThat(other.result()).isEqualTo(ResultType.MISS);
        assertThat(other.rendition().original()).isEqualTo(origin.validators());
    }

    @Test
    void whatIsPurgedWhileItIsLookedForIsNotUsed() {
        produce(a, 20);
        shared.whileLooking = () -> b.invalidate(new Invalidation.OfOriginal("s3://originals/cat.png"));

        Outcome made = produce(b, 20);

        assertThat(made.result()).isEqualTo(ResultType.MISS);
        assertThat(cacheOfB.entries).isEmpty();
    }

    @Test
    void whatFailsIsAbandonedAndWhatIsKeptIsOffered() {
        origin.failure = Optional.of(new ImageException(Problem.ORIGIN_FAILED, "down"));
        assertThatThrownBy(() -> produce(a, 20)).isInstanceOf(CompletionException.class);
        assertThat(shared.abandoned).hasSize(1);

        origin.failure = Optional.empty();
        produce(a, 20);
        assertThat(shared.offers).hasSize(1);
        assertThat(shared.abandoned).hasSize(1);
    }

    @Test
    void whatIsOfOneVisitorStaysHere() {
        Partition own = new Partition("one");
        a.produce(request(20), own, sources).join();
        assertThat(shared.asked).isEmpty();
        assertThat(shared.offers).isEmpty();
        assertThat(shared.abandoned).isEmpty();
    }

    @Test
    void howLongItUsuallyTakesIsLearned() {
        produce(a, 20);
        origin.takes = Duration.ofSeconds(3);
        produce(a, 21);
        produce(a, 22);
        assertThat(shared.asked).hasSize(3);
        assertThat(shared.asked.get(0)).isZero();
        assertThat(shared.asked.get(2)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(3));
    }

    @Test
    void othersAreToldOfTheTagsOfALaterUrl() {
        produce(a, 20);

        a.lookup(request(20), Partition.SHARED, List.of("late"), Optional::empty);

        assertThat(shared.entries.values())
                .singleElement()
                .satisfies(rendition -> assertThat(rendition.tags()).containsExactly("late"));
    }

    private static final class Shared implements SharedRenditions {
        private final Map<CacheKey, Rendition> entries = new ConcurrentHashMap<>();
        private final List<Duration> asked = new CopyOnWriteArrayList<>();
        private final List<CacheKey> offers = new CopyOnWriteArrayList<>();
        private final List<CacheKey> abandoned = new CopyOnWriteArrayList<>();
        private Runnable whileLooking = () -> {};

        @Override
        public long stamp() {
            return 7;
        }

        @Override
        public Optional<Rendition> find(CacheKey key, Duration expected) {
            asked.add(expected);
            whileLooking.run();
            return Optional.ofNullable(entries.get(key));
        }

        @Override
        public void offer(CacheKey key, Rendition rendition, long stamp) {
            assertThat(stamp).isEqualTo(7);
            offers.add(key);
            entries.put(key, rendition);
        }

        @Override
        public void abandon(CacheKey key) {
            abandoned.add(key);
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
        public void close() {}
    }

    private final class Origin implements Source {
        private byte[] bytes = TestPictures.png(TestPictures.geometry(60, 40));
        private String tag = "\"1\"";
        private Duration takes = Duration.ZERO;
        private Optional<ImageException> failure = Optional.empty();
        private int fetches;
        private int confirmed;

        void change() {
            bytes = TestPictures.png(TestPictures.geometry(60, 50));
            tag = "\"2\"";
        }

        Validators validators() {
            return new Validators(Optional.of(tag), Optional.empty());
        }

        @Override
        public synchronized Fetched fetch(SourceRef ref, Validators known, Room room) throws ImageException {
            clock.advance(takes);
            if (failure.isPresent()) {
                throw failure.get();
            }
            if (known.equals(validators())) {
                confirmed++;
                return new Fetched.NotModified();
            }
            fetches++;
            return new Fetched.Original(bytes, validators(), Visibility.PUBLIC, Lifetime.UNKNOWN, List.of());
        }
    }
}
