package dev.tomthumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.SharedRenditions;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.http.caching.FreshnessPolicy;
import dev.tomthumb.model.BodyType;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of stored renditions when their time ends. TTL 100 s; stale for 10 s while asking, for 1000 s on errors. */
final class RevalidationTest {
    private static final byte[] ONE = TestPictures.png(TestPictures.geometry(60, 40));
    private static final byte[] OTHER = TestPictures.png(TestPictures.geometry(80, 80));
    private static final byte[] HTML = "<html>Please log in".getBytes(StandardCharsets.UTF_8);

    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;
    private final MapCache cache = new MapCache();
    private final Origin origin = new Origin();
    private final Sources sources = new Sources(Map.of("s3", origin), ImageEvents.NONE);
    private final AtomicInteger renders = new AtomicInteger();
    private final List<Runnable> timers = new CopyOnWriteArrayList<>();
    private final ProductCodecs codecs = new ProductCodecs(false, 6, new ScratchPool(1 << 20));
    private Duration minTtl = Duration.ofSeconds(1);
    private Duration staleWhileRevalidate = Duration.ofSeconds(10);
    private ImageEngine engine = engine();

    private ImageEngine engine() {
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
                        minTtl,
                        Duration.ofSeconds(100),
                        Duration.ofDays(1),
                        staleWhileRevalidate,
                        Duration.ofSeconds(1000),
                        Optional.empty(),
                        false);
            }

            @Override
            public Duration remembered(Problem problem) {
                return problem.remembered();
            }

            @Override
            public Duration patience() {
                return Duration.ofSeconds(2);
            }
        };
        Timer timer = new Timer() {
            @Override
            public Runnable after(Duration delay, Runnable task) {
                timers.add(task);
                return () -> timers.remove(task);
            }

            @Override
            public void close() {
                timers.clear();
            }
        };
        ImageEvents events = new ImageEvents() {
            @Override
            public void rendered(ImageFormat from, BodyType to, Duration time, long bytes) {
                renders.incrementAndGet();
            }
        };
        return new ImageEngine(
                renderer,
                new RenderPermits(64_000_000, 16),
                cache,
                SharedRenditions.NONE,
                ImageEngine.OriginalsKept.NOWHERE,
                new Keys("test"),
                new ImageEngine.Bounds(4, 2, 64, Duration.ofSeconds(30), 10_000_000),
                policies,
                timer,
                events,
                clock);
    }

    @AfterEach
    void close() throws Exception {
        origin.open();
        engine.close();
        codecs.close();
    }

    // ---- The same original

    @Test
    void anOriginalThatIsTheSameKeepsAllItsRenditionsAndNothingIsDecoded() {
        List<ImageRequest> sizes = List.of(request("a.png", 10), request("a.png", 20), request("a.png", 30));
        sizes.forEach(this::produce);
        pass(150);

        assertThat(engine.lookup(sizes.get(0), Partition.SHARED))
                .as("not fresh")
                .isEmpty();
        Outcome refreshed = produce(sizes.get(0));

        assertThat(refreshed.result()).isEqualTo(ResultType.REFRESH_HIT);
        assertThat(field(refreshed)).isEqualTo("t; fwd=stale; fwd-status=304; ttl=100; stored");
        sizes.forEach(size -> assertThat(produce(size).result()).isIn(ResultType.HIT));
        assertThat(renders).hasValue(3);
        assertThat(origin.conditional).hasValue(1);
        assertThat(origin.transfers).hasValue(3);
    }

    @Test
    void aThousandOriginalsThatAreTheSameAreAThousandRefreshHitsWithoutADecode() {
        List<ImageRequest> requests = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            requests.add(request("picture-" + i + ".png", 8));
        }
        requests.forEach(this::produce);
        int made = renders.get();
        pass(150);

        List<ResultType> results =
                requests.stream().map(request -> produce(request).result()).toList();

        assertThat(results).hasSize(1000).containsOnly(ResultType.REFRESH_HIT);
        assertThat(renders).hasValue(made);
        assertThat(origin.conditional).hasValue(1000);
    }

    @Test
    void manyVisitorsOfManySizesAskOnce() {
        List<ImageRequest> sizes = new ArrayList<>();
        for (int width = 1; width <= 30; width++) {
            sizes.add(request("a.png", width));
        }
        sizes.forEach(this::produce);
        pass(150);
        origin.hold();

        List<CompletableFuture<Outcome>> waiting = new ArrayList<>();
        sizes.forEach(size -> waiting.add(engine.produce(size, Partition.SHARED, sources)));
        sizes.forEach(size -> waiting.add(engine.produce(size, Partition.SHARED, sources)));
        origin.awaitBegun();
        origin.open();

        assertThat(waiting)
                .allSatisfy(answer -> assertThat(answer.join().result()).isEqualTo(ResultType.REFRESH_HIT));
        assertThat(origin.conditional).hasValue(1);
        assertThat(renders).hasValue(30);
    }

    /** Where files are asked about every few seconds, each answer would write each picture to the disk once more. */
    @Test
    void aConfirmationIsHeldInMemoryAndWrittenDownOnceAnHour() {
        ImageRequest request = request("a.png", 10);
        Rendition stored = produce(request).rendition();
        for (int i = 0; i < 20; i++) {
            pass(150);
            Outcome refreshed = produce(request);
            Outcome hit = engine.lookup(request, Partition.SHARED).orElseThrow();

            assertThat(refreshed.result()).isEqualTo(ResultType.REFRESH_HIT);
            assertThat(refreshed.confirmedAt()).isEqualTo(now);
            assertThat(hit.result()).isEqualTo(ResultType.HIT);
            assertThat(hit.confirmedAt()).isEqualTo(now);
            assertThat(hit.rendition()).isSameAs(stored);
        }
        pass(600);
        produce(request);

        assertThat(cache.entries.values()).singleElement().satisfies(written -> {
            assertThat(written.confirmation().at()).isEqualTo(now);
            assertThat(written.body()).isSameAs(stored.body());
        });
    }

    @Test
    void aConfirmationThatWasNotWrittenDownCostsOneQuestionAfterARestart() {
        ImageRequest request = request("a.png", 10);
        produce(request);
        pass(150);
        produce(request);
        engine.close();
        engine = engine();

        assertThat(produce(request).result()).isEqualTo(ResultType.REFRESH_HIT);
        assertThat(renders).hasValue(1);
        assertThat(origin.conditional).hasValue(2);
    }

    @Test
    void whatIsNewInAConfirmationIsWrittenDownAtOnce() {
        ImageRequest request = request("a.png", 10);
        produce(request);
        pass(150);
        origin.lifetime = lifetime("max-age=500");
        produce(request);
        assertThat(written().originalLifetime().cacheControl()).contains("max-age=500");
        pass(600);
        origin.lifetime = lifetime("max-age=500, private");
        produce(request);
        assertThat(written().visibility()).isEqualTo(Visibility.PRIVATE);
        pass(600);
        origin.entityTag = Optional.of("\"another server's\"");
        produce(request);
        assertThat(written().original().entityTag()).contains("\"another server's\"");
    }

    private Rendition written() {
        return cache.entries.values().iterator().next();
    }

    @Test
    void theConfirmationOutlivesARestart() {
        ImageRequest request = request("a.png", 10);
        produce(request);
        pass(3600);
        produce(request);
        engine.close();
        engine = engine();

        pass(60);

        assertThat(engine.lookup(request, Partition.SHARED).map(Outcome::result))
                .contains(ResultType.HIT);
    }

    @Test
    void anOriginWithoutValidatorsIsComparedByItsBytes() {
        origin.entityTag = Optional.empty();
        ImageRequest request = request("a.png", 10);
        produce(request);
        pass(150);

        Outcome refreshed = produce(request);

        assertThat(refreshed.result()).isEqualTo(ResultType.REFRESH_HIT);
        assertThat(field(refreshed)).contains("fwd-status=200");
        assertThat(renders).hasValue(1);
        origin.bytes = OTHER;
        pass(150);
        assertThat(produce(request).result()).isEqualTo(ResultType.MISS);
        assertThat(renders).hasValue(2);
    }

    @Test
    void anotherEntityTagForTheSameBytesIsNoChange() {
        ImageRequest request = request("a.png", 10);
        produce(request);
        produce(request("a.png", 20));
        origin.entityTag = Optional.of("\"another server's\"");
        pass(150);

        assertThat(produce(request).result()).isEqualTo(ResultType.REFRESH_HIT);
        assertThat(produce(request("a.png", 20)).result()).isEqualTo(ResultType.HIT);
        assertThat(produce(request("a.png", 30)).result()).isEqualTo(ResultType.MISS);
        assertThat(cache.invalidations).isEmpty();
    }

    @Test
    void whatTheOriginSaysWithItsConfirmationCounts() {
        origin.lifetime = lifetime("max-age=50");
        ImageRequest request = request("a.png", 10);
        produce(request);
        pass(60);
        origin.lifetime = lifetime("max-age=500");
        produce(request);

        pass(400);

        assertThat(engine.lookup(request, Partition.SHARED))
                .as("RFC 9111, 4.3.4")
                .isPresent();
    }

    @Test
    void anOriginalThatHasBecomePrivateIsPrivateInAllSizes() {
        produce(request("a.png", 10));
        produce(request("a.png", 20));
        origin.lifetime = lifetime("max-age=100, private");
        pass(150);

        assertThat(produce(request("a.png", 10)).visibility()).isEqualTo(Visibility.PRIVATE);
        assertThat(produce(request("a.png", 20)).visibility()).isEqualTo(Visibility.PRIVATE);
    }

    // ---- A changed original

    @Test
    void anOriginalThatHasChangedReplacesAllItsRenditions() {
        ImageRequest small = request("a.png", 10);
        ImageRequest large = request("a.png", 20);
        produce(small);
        byte[] before = produce(large).rendition().body();
        produce(request("b.png", 10));
        origin.change(OTHER, "\"second\"");
        pass(150);

        assertThat(produce(small).result()).isEqualTo(ResultType.MISS);

        assertThat(engine.lookup(large, Partition.SHARED)).isEmpty();
        Outcome after = produce(large);
        assertThat(after.result()).isEqualTo(ResultType.MISS);
        assertThat(after.rendition().body()).isNotEqualTo(before);
        assertThat(cache.invalidations).hasSize(1).first().isInstanceOf(Invalidation.OfOlderVersions.class);
        assertThat(cache.entries).as("the other original's, too").hasSize(3);
    }

    @Test
    void aMissThatBringsANewVersionTakesTheOlderRenditionsAway() {
        ImageRequest old = request("a.png", 10);
        produce(old);
        origin.change(OTHER, "\"second\"");

        produce(request("a.png", 20));

        assertThat(engine.lookup(old, Partition.SHARED))
                .as("fresh, but of the older version")
                .isEmpty();
        assertThat(cache.entries).hasSize(1);
    }

    @Test
    void aRenderOfTheOlderVersionThatEndsLaterIsNotKept() {
        produce(request("a.png", 10));
        origin.hold();
        CompletableFuture<Outcome> late = engine.produce(request("a.png", 20), Partition.SHARED, sources);
        origin.awaitBegun();
        byte[] old = origin.bytes;
        origin.change(OTHER, "\"second\"");
        origin.answerHeldWith(old, "\"first\"");
        // While it is held, somebody else brings the new version: through a source of his own, or he would share the
        // old one.
        origin.passOthers();
        ImageRequest large = request("a.png", 30);
        Sources own = sources.with(large.source().scheme(), origin::fetch);
        engine.produce(large, Partition.SHARED, own).join();
        origin.open();
        late.join();

        assertThat(engine.lookup(request("a.png", 30), Partition.SHARED)
                        .map(found -> found.rendition().original())
                        .or(() -> engine.lookup(request("a.png", 20), Partition.SHARED)
                                .map(found -> found.rendition().original())))
                .isPresent();
        long versions = cache.entries.values().stream()
                .map(Rendition::original)
                .distinct()
                .count();
        assertThat(versions).as("never two versions at once").isEqualTo(1);
    }

    @Test
    void aRenditionFromBeforeARestartIsRecognisedAsOld() {
        ImageRequest small = request("a.png", 10);
        ImageRequest large = request("a.png", 20);
        produce(small);
        Rendition old = cache.entries.values().iterator().next();
        CacheKey oldKey = cache.entries.keySet().iterator().next();
        origin.change(OTHER, "\"second\"");
        pass(10);
        produce(large);
        cache.entries.put(oldKey, old);
        engine.close();
        engine = engine();

        assertThat(engine.lookup(large, Partition.SHARED)).isPresent();
        assertThat(engine.lookup(small, Partition.SHARED)).isEmpty();
    }

    @Test
    void aPurgeWhileTheOriginIsAskedWins() {
        ImageRequest request = request("a.png", 10);
        produce(request);
        pass(150);
        origin.hold();
        CompletableFuture<Outcome> refreshed = engine.produce(request, Partition.SHARED, sources);
        origin.awaitBegun();

        engine.invalidate(new Invalidation.OfOriginal("s3://originals/a.png"));
        origin.open();
        refreshed.join();

        assertThat(engine.lookup(request, Partition.SHARED)).isEmpty();
    }

    // ---- Stale while it is asked

    @Test
    void aStaleRenditionIsSentAtOnceAndAskedAboutMeanwhile() {
        ImageRequest request = request("a.png", 10);
        produce(request);
        pass(105);
        origin.hold();

        Outcome first = lookup(request).orElseThrow();
        Outcome second = lookup(request).orElseThrow();
        origin.open();

        assertThat(first.result()).isEqualTo(ResultType.STALE_HIT);
        assertThat(field(first)).isEqualTo("t; hit; ttl=-5; detail=stale-while-revalidate");
        assertThat(second.result()).isEqualTo(ResultType.STALE_HIT);
        awaitFresh(request);
        assertThat(origin.conditional).hasValue(1);
    }

    @Test
    void whatNobodyCanAskForInTheBackgroundIsAskedForWithTheVisitor() {
        ImageRequest request = request("a.png", 10);
        produce(request);
        pass(105);

        assertThat(engine.lookup(request, Partition.SHARED)).isEmpty();
        assertThat(produce(request).result()).isEqualTo(ResultType.REFRESH_HIT);
    }

    // ---- Stale because of errors

    @ParameterizedTest
    @EnumSource(
            value = Problem.class,
            names = {"ORIGIN_UNREACHABLE", "ORIGIN_FAILED", "ORIGIN_TIMEOUT", "ORIGINAL_INCOMPLETE", "OVERLOADED"})
    void anOriginThatFailsDoesNotTakeAwayWhatIsThere(Problem problem) {
        ImageRequest request = request("a.png", 10);
        produce(request);
        pass(150);
        origin.failure = Optional.of(new ImageException(problem, "No."));

        Outcome stale = produce(request);

        assertThat(stale.result()).isEqualTo(ResultType.STALE_HIT);
        assertThat(field(stale)).isEqualTo("t; fwd=stale; ttl=-50; detail=" + problem.code());
        origin.failure = Optional.empty();
        pass(20);
        assertThat(produce(request).result()).as("it recovers by itself").isEqualTo(ResultType.REFRESH_HIT);
    }

    @Test
    void anOriginInTroubleIsNotAskedByEveryVisitor() {
        ImageRequest request = request("a.png", 10);
        produce(request);
        produce(request("a.png", 20));
        pass(150);
        origin.failure = Optional.of(new ImageException(Problem.ORIGIN_FAILED, "No."));
        produce(request);
        int asked = origin.fetches.get();

        for (int i = 0; i < 50; i++) {
            assertThat(lookup(request).orElseThrow().result()).isEqualTo(ResultType.STALE_HIT);
            assertThat(produce(request("a.png", 20)).result()).isEqualTo(ResultType.STALE_HIT);
        }
        assertThat(failure(request("a.png", 30)))
                .as("nothing to show, and no use in asking")
                .isEqualTo(Problem.ORIGIN_FAILED);

        assertThat(origin.fetches).hasValue(asked);
        assertThat(field(lookup(request).orElseThrow())).isEqualTo("t; hit; ttl=-50; detail=stale-if-error");
    }

    @Test
    void afterTheWindowAnErrorIsAnError() {
        ImageRequest request = request("a.png", 10);
        produce(request);
        pass(1100);
        origin.failure = Optional.of(new ImageException(Problem.ORIGIN_FAILED, "No."));

        assertThat(failure(request)).isEqualTo(Problem.ORIGIN_FAILED);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "max-age=100, must-revalidate",
                "max-age=100, proxy-revalidate",
                "s-maxage=100",
                "max-age=100, stale-if-error=0",
                "no-cache"
            })
    void whatForbidsStaleIsObeyed(String cacheControl) {
        origin.lifetime = lifetime(cacheControl);
        staleWhileRevalidate = Duration.ZERO;
        ImageRequest request = request("a.png", 10);
        produce(request);
        pass(150);
        origin.failure = Optional.of(new ImageException(Problem.ORIGIN_FAILED, "No."));

        assertThat(lookup(request)).isEmpty();
        assertThat(failure(request)).isEqualTo(Problem.ORIGIN_FAILED);
    }

    @Test
    void aLyingOriginDoesNotReplaceAGoodRendition() {
        ImageRequest request = request("a.png", 10);
        byte[] good = produce(request).rendition().body();
        pass(150);
        origin.change(HTML, "\"login\"");

        Outcome stale = produce(request);

        assertThat(stale.result()).isEqualTo(ResultType.STALE_HIT);
        assertThat(stale.rendition().body()).isEqualTo(good);
        assertThat(field(stale)).contains("detail=not-an-image");
        int asked = origin.fetches.get();
        assertThat(produce(request).result()).isEqualTo(ResultType.STALE_HIT);
        assertThat(origin.fetches).as("remembered for seconds").hasValue(asked);
        int transfers = origin.transfers.get();
        pass(20);
        assertThat(produce(request).result()).isEqualTo(ResultType.STALE_HIT);
        assertThat(origin.transfers)
                .as("asked whether it still lies, under a condition")
                .hasValue(transfers);
        origin.change(ONE, "\"first\"");
        pass(20);
        assertThat(produce(request).result()).isEqualTo(ResultType.REFRESH_HIT);
    }

    @Test
    void aSlowOriginIsNotWaitedForWhereThereIsSomethingToShow() {
        ImageRequest request = request("a.png", 10);
        produce(request);
        pass(150);
        origin.hold();

        CompletableFuture<Outcome> answer = engine.produce(request, Partition.SHARED, sources);
        origin.awaitBegun();
        assertThat(answer).isNotDone();
        timers.forEach(Runnable::run);

        assertThat(answer.join().result()).isEqualTo(ResultType.STALE_HIT);
        assertThat(field(answer.join())).isEqualTo("t; hit; ttl=-50; detail=slow-origin");
        assertThat(lookup(request).map(RevalidationTest::field))
                .as("who comes now does not wait")
                .contains("t; hit; ttl=-50; detail=slow-origin");
        origin.open();
        awaitFresh(request);
    }

    // ---- Gone and denied

    @Test
    void anOriginalThatIsGoneTakesItsRenditionsAlong() {
        ImageRequest request = request("a.png", 10);
        produce(request);
        produce(request("a.png", 20));
        pass(150);
        origin.failure = Optional.of(new ImageException(Problem.ORIGINAL_MISSING, "Gone.").answered(404));

        assertThat(failure(request)).isEqualTo(Problem.ORIGINAL_MISSING);

        assertThat(cache.entries).isEmpty();
        assertThat(cache.invalidations).contains(new Invalidation.OfOriginal("s3://originals/a.png"));
        int asked = origin.fetches.get();
        assertThat(failure(request("a.png", 20))).isEqualTo(Problem.ORIGINAL_MISSING);
        assertThat(origin.fetches).hasValue(asked);
    }

    @Test
    void anOriginalThatIsDeniedIsNotShownUntilItIsNotDeniedAnyMore() {
        ImageRequest request = request("a.png", 10);
        produce(request);
        pass(150);
        origin.failure = Optional.of(new ImageException(Problem.ORIGIN_DENIED, "No.").answered(403));
        assertThat(failure(request)).isEqualTo(Problem.ORIGIN_DENIED);
        assertThat(lookup(request)).isEmpty();
        assertThat(failure(request)).isEqualTo(Problem.ORIGIN_DENIED);

        origin.failure = Optional.empty();
        pass(20);

        assertThat(produce(request).result()).isEqualTo(ResultType.REFRESH_HIT);
        assertThat(renders).hasValue(1);
    }

    @Test
    void strangersWhoAskForWhatIsNotThereCostTheCacheNothing() {
        origin.failure = Optional.of(new ImageException(Problem.ORIGINAL_MISSING, "No."));

        for (int i = 0; i < 10; i++) {
            failure(request("guess-" + i + ".png", 10));
        }

        assertThat(cache.invalidations).isEmpty();
    }

    // ---- CloudFront's minimum of zero

    @Test
    void withoutAMinimumNoStoreIsNotKept() {
        minTtl = Duration.ZERO;
        origin.lifetime = lifetime("no-store");
        ImageRequest request = request("a.png", 10);

        assertThat(field(produce(request))).isEqualTo("t; fwd=uri-miss; fwd-status=200");
        assertThat(cache.entries).isEmpty();
    }

    @Test
    void withAMinimumItIsKeptSoLong() {
        origin.lifetime = lifetime("private");
        ImageRequest request = request("a.png", 10);
        produce(request);

        assertThat(lookup(request).map(Outcome::result)).contains(ResultType.HIT);
        now = now.plusMillis(1001);
        assertThat(lookup(request)).isEmpty();
    }

    // ---- Results

    @Test
    void everyResultHasItsWords() {
        ImageRequest request = request("a.png", 10);
        assertThat(field(produce(request))).isEqualTo("t; fwd=uri-miss; fwd-status=200; ttl=100; stored");
        pass(30);
        assertThat(field(lookup(request).orElseThrow())).isEqualTo("t; hit; ttl=70");
        Order past = new Order(request, Partition.SHARED, sources, List.of(), false, StandIns.NONE);
        Outcome bypass = engine.produce(past).join();
        assertThat(bypass.result()).isEqualTo(ResultType.BYPASS);
        assertThat(field(bypass)).isEqualTo("t; fwd=bypass; fwd-status=200");
    }

    @Test
    void whoWaitedForAnothersRenderIsAHitThatSaysSo() {
        origin.hold();
        CompletableFuture<Outcome> first = engine.produce(request("a.png", 10), Partition.SHARED, sources);
        CompletableFuture<Outcome> second = engine.produce(request("a.png", 10), Partition.SHARED, sources);
        origin.open();

        assertThat(first.join().result()).isEqualTo(ResultType.MISS);
        assertThat(second.join().result()).isEqualTo(ResultType.HIT);
        assertThat(field(second.join())).isEqualTo("t; fwd=uri-miss; fwd-status=200; ttl=100; collapsed");
    }

    @Test
    void whatIsNamedByItsOwnBytesIsNeverAskedAbout() {
        Partition visitor = new Partition("hash-of-the-bytes");
        engine.produce(request("a.png", 10), visitor, sources).join();
        pass(1_000_000);

        assertThat(engine.lookup(request("a.png", 10), visitor).map(Outcome::result))
                .contains(ResultType.HIT);
    }

    // ---- Helpers

    private Outcome produce(ImageRequest request) {
        return engine.produce(request, Partition.SHARED, sources).join();
    }

    private Optional<Outcome> lookup(ImageRequest request) {
        return engine.lookup(
                request, Partition.SHARED, List.of(), () -> Optional.of(new Order(request, Partition.SHARED, sources)));
    }

    private Problem failure(ImageRequest request) {
        try {
            throw new AssertionError("answered " + produce(request).result());
        } catch (CompletionException failure) {
            return ((ImageException) failure.getCause()).problem();
        }
    }

    private void awaitFresh(ImageRequest request) {
        while (engine.lookup(request, Partition.SHARED)
                .filter(found -> found.result() == ResultType.HIT)
                .isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }

    private static String field(Outcome outcome) {
        return outcome.status().field("t");
    }

    private static Lifetime lifetime(String cacheControl) {
        return new Lifetime(Optional.of(cacheControl), Optional.empty());
    }

    private static ImageRequest request(String key, int width) {
        Resize resize = new Resize(Resize.Mode.FIT, OptionalInt.of(width), OptionalInt.empty(), false, 1);
        return new ImageRequest(
                new SourceRef("s3", "//originals/" + key),
                new Transform(resize, Transform.NONE.gravity(), Optional.empty()),
                OutputSpec.LIKE_ORIGINAL,
                Optional.empty());
    }

    /** An origin that does what the test says, and can be held in the middle of an answer. */
    private static final class Origin implements Source {
        private final AtomicInteger fetches = new AtomicInteger();
        private final AtomicInteger conditional = new AtomicInteger();
        private final AtomicInteger transfers = new AtomicInteger();
        private volatile byte[] bytes = ONE;
        private volatile Optional<String> entityTag = Optional.of("\"first\"");
        private volatile Lifetime lifetime = Lifetime.UNKNOWN;
        private volatile Optional<ImageException> failure = Optional.empty();
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile CountDownLatch begun = new CountDownLatch(1);
        private volatile Optional<Fetched.Original> heldAnswer = Optional.empty();

        void change(byte[] another, String tag) {
            bytes = another;
            entityTag = Optional.of(tag);
        }

        void hold() {
            gate = new CountDownLatch(1);
            begun = new CountDownLatch(1);
        }

        /** Who is held now is answered so. */
        void answerHeldWith(byte[] old, String tag) {
            heldAnswer = Optional.of(new Fetched.Original(
                    old, new Validators(Optional.of(tag), Optional.empty()), Visibility.PUBLIC, lifetime));
        }

        private volatile boolean othersPass;

        void passOthers() {
            othersPass = true;
        }

        void open() {
            gate.countDown();
        }

        void awaitBegun() {
            try {
                begun.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Fetched fetch(SourceRef ref, Validators known, Room room) throws ImageException {
            fetches.incrementAndGet();
            CountDownLatch mine = gate;
            boolean held = !othersPass && mine.getCount() > 0;
            begun.countDown();
            try {
                if (held) {
                    mine.await();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (failure.isPresent()) {
                throw failure.get();
            }
            if (held && heldAnswer.isPresent()) {
                return heldAnswer.get();
            }
            if (!known.isEmpty() && known.entityTag().equals(entityTag)) {
                conditional.incrementAndGet();
                return new Fetched.NotModified(lifetime);
            }
            transfers.incrementAndGet();
            return new Fetched.Original(
                    bytes, new Validators(entityTag, Optional.empty()), Visibility.PUBLIC, lifetime);
        }
    }
}
