package dev.tomthumb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.DocumentType;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.InfoSpec;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Reading;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import dev.tomthumb.model.Watermark;
import dev.tomthumb.pipeline.Limits;
import dev.tomthumb.pipeline.OutputFormats;
import dev.tomthumb.pipeline.Qualities;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.pipeline.RenderRules;
import dev.tomthumb.pipeline.Renderer;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.source.Asked;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.MemorySource;
import dev.tomthumb.source.Passed;
import dev.tomthumb.source.Room;
import dev.tomthumb.source.Source;
import dev.tomthumb.source.Sources;
import dev.tomthumb.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ImageEngineTest {
    private final SettableClock clock = new SettableClock();
    private final MapCache cache = new MapCache();
    private final ScriptedSource source = new ScriptedSource();
    private final Sources sources = new Sources(Map.of("s3", source), ImageEvents.NONE);
    private final ProductCodecs codecs = new ProductCodecs(false, 6, new ScratchPool(1 << 20));
    private ImageEngine engine = engine(4, 16);

    private ImageEngine engine(int threads, int queued) {
        Renderer renderer = new Renderer(
                codecs.codecs(),
                Limits.DEFAULT,
                OutputFormats.DEFAULT,
                Qualities.DEFAULT,
                RenderRules.DEFAULT,
                new ScratchPool(1 << 20));
        return Engines.plain(
                renderer,
                new RenderPermits(64_000_000, 16),
                cache,
                new ImageEngine.Bounds(threads, 2, queued, Duration.ofSeconds(30), 10_000_000),
                clock);
    }

    @AfterEach
    void close() throws Exception {
        engine.close();
        codecs.close();
    }

    @Test
    void originalsTakeTurnsForTheMemoryTheyShareAndGiveItBack() throws ImageException {
        RenderPermits memory = new RenderPermits(100, 1);
        InstantSource ticking = new InstantSource() {
            private Instant now = Instant.EPOCH;

            @Override
            public Instant instant() {
                now = now.plusSeconds(1);
                return now;
            }
        };
        try (SharedRoom one = new SharedRoom(memory, 1000, ticking);
                SharedRoom other = new SharedRoom(memory, 1000, ticking)) {
            one.take(60);
            one.take(1_000_000);
            assertThat(memory.bytesInUse()).isEqualTo(100);
            assertThatThrownBy(() -> other.take(10))
                    .isInstanceOfSatisfying(
                            ImageException.class,
                            refusal -> assertThat(refusal.problem()).isEqualTo(Problem.OVERLOADED));
            one.close();
            other.take(10);
        }
        assertThat(memory.bytesInUse()).isZero();
    }

    @Test
    void anOriginalThatHasComeKeepsOnlyTheRoomOfItsOwnLength() throws ImageException {
        RenderPermits memory = new RenderPermits(100, 1);
        try (SharedRoom room = new SharedRoom(memory, 1000, clock)) {
            room.take(80);
            room.settle(30);
            assertThat(memory.bytesInUse()).isEqualTo(30);
            room.settle(50);
            assertThat(memory.bytesInUse()).as("nothing is taken that way").isEqualTo(30);
        }
        assertThat(memory.bytesInUse()).isZero();
    }

    @Test
    void theRoomOfAnOriginalIsFreeAgainWhateverBecameOfIt() {
        source.needs = 64_000_000;
        source.bytes = "no picture".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> engine.produce(request("a.png", 20), Partition.SHARED, sources)
                        .join())
                .isInstanceOf(CompletionException.class);

        source.bytes = TestPictures.png(TestPictures.geometry(60, 40));
        assertThat(engine.produce(request("b.png", 20), Partition.SHARED, sources)
                        .join()
                        .result())
                .isEqualTo(ResultType.MISS);
    }

    @Test
    void theFirstRequestIsAMissAndTheSecondFindsItStored() {
        ImageRequest request = request("a.png", 20);

        Outcome first = engine.produce(request, Partition.SHARED, sources).join();

        assertThat(first.result()).isEqualTo(ResultType.MISS);
        assertThat(first.rendition().format()).isEqualTo(ImageFormat.PNG);
        assertThat(engine.lookup(request, Partition.SHARED).map(Outcome::rendition))
                .contains(first.rendition());
    }

    @Test
    void whatIsToldOfAnOriginalIsKeptAndPurgedWithIt() {
        InfoSpec info =
                new InfoSpec(Set.of(InfoSpec.Fact.DIMENSIONS), OptionalInt.empty(), Optional.empty(), List.of());
        ImageRequest request = request("a.png", 20).withOutput(OutputSpec.telling(info));

        Outcome told = engine.produce(request, Partition.SHARED, sources).join();

        assertThat(told.rendition().format()).isEqualTo(DocumentType.JSON);
        assertThat(new String(told.rendition().body(), StandardCharsets.UTF_8)).startsWith("{\"width\":");
        assertThat(engine.lookup(request, Partition.SHARED).map(Outcome::rendition))
                .contains(told.rendition());
        assertThat(engine.lookup(request("a.png", 20), Partition.SHARED)).isEmpty();
        engine.invalidate(new Invalidation.OfOriginal(request.source().toString()));
        assertThat(engine.lookup(request, Partition.SHARED)).isEmpty();
    }

    @Test
    void aRenditionThatIsDeclaredOldWhileItIsMadeIsSentAndNotKept() {
        ImageRequest request = request("a.png", 20);
        source.gate = new CountDownLatch(1);
        CompletableFuture<Outcome> making = engine.produce(request, Partition.SHARED, sources);
        source.awaitFetch();

        engine.invalidate(new Invalidation.OfOriginal(request.source().toString()));
        source.gate.countDown();

        assertThat(making.join().rendition().body()).isNotEmpty();
        assertThat(engine.lookup(request, Partition.SHARED)).isEmpty();
        engine.produce(request, Partition.SHARED, sources).join();
        assertThat(engine.lookup(request, Partition.SHARED)).isPresent();
    }

    // ---- Purging

    @Test
    void whoAsksAfterAPurgeDoesNotGetWhatWasOnItsWayBefore() {
        ImageRequest request = request("a.png", 20);
        CountDownLatch first = new CountDownLatch(1);
        source.gate = first;
        CompletableFuture<Outcome> before = engine.produce(request, Partition.SHARED, sources);
        source.awaitFetch();

        engine.invalidate(new Invalidation.OfTag("any"));
        source.gate = new CountDownLatch(0);
        source.tags = List.of("new");
        Outcome after = engine.produce(request, Partition.SHARED, sources).join();
        first.countDown();

        assertThat(after.result()).isEqualTo(ResultType.MISS);
        assertThat(before.join().result()).isEqualTo(ResultType.MISS);
        assertThat(source.fetches).hasValue(2);
    }

    @Test
    void aFlightThatAPurgeDoesNotMeanIsStillShared() {
        source.gate = new CountDownLatch(1);
        CompletableFuture<Outcome> first = engine.produce(request("a.png", 20), Partition.SHARED, sources);
        source.awaitFetch();

        engine.invalidate(new Invalidation.OfOriginal("s3://originals/b.png"));
        CompletableFuture<Outcome> second = engine.produce(request("a.png", 20), Partition.SHARED, sources);
        source.gate.countDown();

        assertThat(first.join().result()).isEqualTo(ResultType.MISS);
        assertThat(second.join().result()).isEqualTo(ResultType.HIT);
        assertThat(source.fetches).hasValue(1);
    }

    @Test
    void aRenditionHasTheTagsOfItsUrlAndOfItsOriginalAndIsPurgedByEither() {
        source.tags = List.of("product:42");
        ImageRequest request = request("a.png", 20);

        Outcome made = engine.produce(order(request, List.of("Red"), true, StandIns.NONE))
                .join();

        assertThat(made.rendition().tags()).containsExactly("red", "product:42");
        assertThat(engine.invalidate(new Invalidation.OfTag("PRODUCT:42"))).isEqualTo(1);
        assertThat(engine.lookup(request, Partition.SHARED)).isEmpty();
        engine.produce(order(request, List.of("Red"), true, StandIns.NONE)).join();
        assertThat(engine.invalidate(new Invalidation.OfTag("RED"))).isEqualTo(1);
    }

    @Test
    void aRenditionThatWasMadeForAnotherUrlIsPurgedByTheTagsOfThisOne() {
        ImageRequest request = request("a.png", 20);
        engine.produce(order(request, List.of("first"), true, StandIns.NONE)).join();

        engine.lookup(request, Partition.SHARED, List.of("Second"), Optional::empty);
        engine.lookup(request, Partition.SHARED, List.of("second", "third"), Optional::empty);

        assertThat(engine.lookup(request, Partition.SHARED)
                        .orElseThrow()
                        .rendition()
                        .tags())
                .containsExactly("first", "second", "third");
        assertThat(engine.invalidate(new Invalidation.OfTag("second"))).isEqualTo(1);
        assertThat(engine.lookup(request, Partition.SHARED)).isEmpty();
    }

    @Test
    void aRenditionThatOthersAreWaitingForIsPurgedByTheTagsOfAllOfThem() {
        source.gate = new CountDownLatch(1);
        ImageRequest request = request("a.png", 20);
        CompletableFuture<Outcome> first = engine.produce(order(request, List.of(), true, StandIns.NONE));
        CompletableFuture<Outcome> second = engine.produce(order(request, List.of("second"), true, StandIns.NONE));

        source.gate.countDown();
        first.join();
        second.join();

        assertThat(engine.invalidate(new Invalidation.OfTag("second"))).isEqualTo(1);
    }

    /** Anybody can write tags into an unsigned URL. */
    @Test
    void aRenditionTakesOnNoMoreTagsThanOneObjectMayHave() {
        ImageRequest request = request("a.png", 20);
        engine.produce(order(request, List.of(), true, StandIns.NONE)).join();
        for (int i = 0; i < 60; i++) {
            engine.lookup(request, Partition.SHARED, List.of("tag" + i), Optional::empty);
        }
        Rendition full = engine.lookup(request, Partition.SHARED).orElseThrow().rendition();

        engine.lookup(request, Partition.SHARED, List.of("more"), Optional::empty);

        assertThat(full.tags()).hasSize(50).contains("tag0", "tag49");
        assertThat(engine.lookup(request, Partition.SHARED).orElseThrow().rendition())
                .isSameAs(full);
    }

    @Test
    void anOriginalThatWasMissingIsAskedForAgainAfterAPurgeOfItOrOfATag() {
        source.failure = new ImageException(Problem.ORIGINAL_MISSING, "Not yet.");
        Order order = order(request("a.png", 20), List.of("red"), true, StandIns.NONE);
        assertRefused(engine.produce(order), Problem.ORIGINAL_MISSING);
        assertRefused(engine.produce(order), Problem.ORIGINAL_MISSING);
        assertThat(source.fetches).hasValue(1);

        engine.invalidate(new Invalidation.OfTag("Red"));
        assertRefused(engine.produce(order), Problem.ORIGINAL_MISSING);
        assertThat(source.fetches).hasValue(2);

        source.failure = null;
        engine.invalidate(new Invalidation.OfOriginal("s3://originals/a.png"));
        assertThat(engine.produce(order).join().result()).isEqualTo(ResultType.MISS);
    }

    @Test
    void aRefusalThatWasOnItsWayWhenItsOriginalWasPurgedIsNotRemembered() {
        source.gate = new CountDownLatch(1);
        source.failure = new ImageException(Problem.ORIGINAL_MISSING, "Not yet.");
        CompletableFuture<Outcome> before = engine.produce(request("a.png", 20), Partition.SHARED, sources);
        source.awaitFetch();

        engine.invalidate(new Invalidation.OfOriginal("s3://originals/a.png"));
        source.gate.countDown();
        assertRefused(before, Problem.ORIGINAL_MISSING);
        source.failure = null;

        assertThat(engine.produce(request("a.png", 20), Partition.SHARED, sources)
                        .join()
                        .result())
                .isEqualTo(ResultType.MISS);
    }

    @Test
    void manyWhoAskAtOnceShareOneFetchAndAllButOneAreHits() {
        source.gate = new CountDownLatch(1);
        List<CompletableFuture<Outcome>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(engine.produce(request("a.png", 20), Partition.SHARED, sources));
        }
        source.gate.countDown();

        List<ResultType> results =
                all.stream().map(future -> future.join().result()).toList();

        assertThat(source.fetches).hasValue(1);
        assertThat(results).filteredOn(ResultType.MISS::equals).hasSize(1);
        assertThat(results).filteredOn(ResultType.HIT::equals).hasSize(99);
    }

    @Test
    void whoLeavesDoesNotTakeTheRenditionFromTheOthers() {
        source.gate = new CountDownLatch(1);
        CompletableFuture<Outcome> leaver = engine.produce(request("a.png", 20), Partition.SHARED, sources);
        CompletableFuture<Outcome> stayer = engine.produce(request("a.png", 20), Partition.SHARED, sources);

        leaver.cancel(true);
        source.gate.countDown();

        assertThat(stayer.join().rendition().body()).isNotEmpty();
    }

    @Test
    void aFullQueueIsRefusedAtOnceAndTheNextGoodRequestWorks() {
        engine.close();
        engine = engine(1, 1);
        source.gate = new CountDownLatch(1);
        CompletableFuture<Outcome> running = engine.produce(request("a.png", 20), Partition.SHARED, sources);
        source.awaitFetch();
        CompletableFuture<Outcome> waiting = engine.produce(request("b.png", 20), Partition.SHARED, sources);
        CompletableFuture<Outcome> refused = engine.produce(request("c.png", 20), Partition.SHARED, sources);

        assertThat(refused).isCompletedExceptionally();
        assertRefused(refused, Problem.OVERLOADED);
        assertThatThrownBy(refused::join)
                .cause()
                .hasMessage("The server has more pictures to make than it can queue; please try again.");

        source.gate.countDown();
        running.join();
        waiting.join();
        assertThat(engine.produce(request("c.png", 20), Partition.SHARED, sources)
                        .join()
                        .result())
                .isEqualTo(ResultType.MISS);
    }

    @Test
    void aMissingOriginalIsRememberedForSecondsAndThenAskedForAgain() {
        source.failure = new ImageException(Problem.ORIGINAL_MISSING, "There is none.");

        assertRefused(engine.produce(request("a.png", 20), Partition.SHARED, sources), Problem.ORIGINAL_MISSING);
        assertRefused(engine.produce(request("a.png", 20), Partition.SHARED, sources), Problem.ORIGINAL_MISSING);
        assertThat(source.fetches).hasValue(1);

        clock.advance(Problem.ORIGINAL_MISSING.remembered());
        source.failure = null;
        assertThat(engine.produce(request("a.png", 20), Partition.SHARED, sources)
                        .join()
                        .result())
                .isEqualTo(ResultType.MISS);
    }

    @Test
    void anUndecodableOriginalIsRefusedUntilItsValidatorChanges() {
        source.bytes = "<html>not a picture</html>".getBytes(StandardCharsets.UTF_8);
        assertRefused(engine.produce(request("a.png", 20), Partition.SHARED, sources), Problem.NOT_AN_IMAGE);

        clock.advance(Duration.ofMinutes(5));
        assertRefused(engine.produce(request("a.png", 20), Partition.SHARED, sources), Problem.NOT_AN_IMAGE);
        assertThat(source.asked).last().isEqualTo(source.validators());
        assertThat(source.notModified).hasValue(1);

        clock.advance(Duration.ofMinutes(5));
        source.bytes = TestPictures.png(TestPictures.geometry(60, 40));
        source.entityTag = "\"mended\"";
        assertThat(engine.produce(request("a.png", 20), Partition.SHARED, sources)
                        .join()
                        .result())
                .isEqualTo(ResultType.MISS);
    }

    @Test
    void nothingIsStoredWhenTheRenderFails() {
        byte[] whole = TestPictures.png(TestPictures.geometry(60, 40));
        source.bytes = java.util.Arrays.copyOf(whole, whole.length / 2);

        assertRefused(engine.produce(request("a.png", 20), Partition.SHARED, sources), Problem.BROKEN_IMAGE);

        assertThat(cache.entries).isEmpty();
    }

    @Test
    void aRenditionIsAsPrivateAsItsOriginal() {
        source.visibility = Visibility.PRIVATE;

        Outcome outcome =
                engine.produce(request("a.png", 20), Partition.SHARED, sources).join();

        assertThat(outcome.visibility()).isEqualTo(Visibility.PRIVATE);
    }

    @Test
    void aFailingCacheDoesNotFailTheResponse() {
        cache.broken = true;

        assertThat(engine.produce(request("a.png", 20), Partition.SHARED, sources)
                        .join()
                        .rendition()
                        .body())
                .isNotEmpty();
    }

    @Test
    void onePartitionDoesNotSeeTheRenditionsOfAnother() {
        ImageRequest request = request("a.png", 20);
        engine.produce(request, new Partition("hash-of-what-anna-saw"), sources).join();

        assertThat(engine.lookup(request, Partition.SHARED)).isEmpty();
        assertThat(engine.lookup(request, new Partition("hash-of-what-bert-saw")))
                .isEmpty();
        assertThat(engine.lookup(request, new Partition("hash-of-what-anna-saw")))
                .isPresent();
    }

    @Test
    void closingRefusesWhatIsQueuedInsteadOfLettingItHang() {
        engine.close();
        engine = engine(1, 4);
        source.gate = new CountDownLatch(1);
        engine.produce(request("a.png", 20), Partition.SHARED, sources);
        source.awaitFetch();
        CompletableFuture<Outcome> queued = engine.produce(request("b.png", 20), Partition.SHARED, sources);

        Thread closing = new Thread(engine::close);
        closing.start();

        assertRefused(queued, Problem.OVERLOADED);
        source.gate.countDown();
    }

    private static void assertRefused(CompletableFuture<Outcome> future, Problem problem) {
        assertThatThrownBy(future::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(problem));
    }

    private static ImageRequest marked(String key) {
        ImageRequest plain = request(key, 20);
        Watermark mark = new Watermark(
                1,
                Watermark.Position.CENTER,
                0,
                0,
                0,
                new Watermark.Content.Picture(new SourceRef("http", "//marks.example/a.png")),
                OptionalInt.empty(),
                OptionalInt.empty(),
                0,
                0);
        Transform bare = plain.transform();
        return plain.withTransform(new Transform(
                bare.trim(),
                bare.crop(),
                bare.resize(),
                bare.turn(),
                bare.gravity(),
                bare.effects(),
                bare.extend(),
                bare.extendAspectRatio(),
                bare.padding(),
                bare.background(),
                bare.backgroundOpacity(),
                Optional.of(mark)));
    }

    @Test
    void aWatermarkOfTheRequestIsFetchedLikeAnOriginal() {
        ScriptedSource marks = new ScriptedSource();
        Sources both = sources.with("http", marks);

        Outcome outcome =
                engine.produce(marked("a.png"), Partition.SHARED, both).join();

        assertThat(outcome.result()).isEqualTo(ResultType.MISS);
        assertThat(marks.fetches).hasValue(1);
        assertThat(source.fetches).hasValue(1);
        assertThat(engine.lookup(marked("a.png"), Partition.SHARED)).isPresent();
        assertThat(engine.lookup(request("a.png", 20), Partition.SHARED)).isEmpty();
    }

    @Test
    void aPictureWithAPrivateWatermarkIsPrivate() {
        ScriptedSource marks = new ScriptedSource();
        marks.visibility = Visibility.PRIVATE;

        Outcome outcome = engine.produce(marked("a.png"), Partition.SHARED, sources.with("http", marks))
                .join();

        assertThat(outcome.visibility()).isEqualTo(Visibility.PRIVATE);
    }

    @Test
    void aWatermarkThatCannotBeFetchedIsNamedAsTheCause() {
        ScriptedSource marks = new ScriptedSource();
        marks.failure = new ImageException(Problem.ORIGINAL_MISSING, "There is nothing.");

        assertThatThrownBy(() -> engine.produce(marked("a.png"), Partition.SHARED, sources.with("http", marks))
                        .join())
                .hasRootCauseMessage("There is nothing.")
                .cause()
                .hasMessage("The watermark cannot be fetched. There is nothing.");
        assertThat(source.fetches).as("no original is held meanwhile").hasValue(0);
    }

    @Test
    void aWatermarkThatClaimsNotToHaveChangedIsItsOriginsFault() {
        Source marks = (ref, known, room) -> new Fetched.NotModified();

        assertThatThrownBy(() -> engine.produce(marked("a.png"), Partition.SHARED, sources.with("http", marks))
                        .join())
                .cause()
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.ORIGIN_FAILED));
    }

    @Test
    void aMendedWatermarkIsTriedAgainThoughTheOriginalIsStillTheSame() {
        ScriptedSource marks = new ScriptedSource();
        marks.bytes = "no picture".getBytes(StandardCharsets.UTF_8);
        Sources both = sources.with("http", marks);
        assertThatThrownBy(() ->
                        engine.produce(marked("a.png"), Partition.SHARED, both).join())
                .isInstanceOf(CompletionException.class);

        marks.bytes = TestPictures.png(TestPictures.geometry(10, 10));
        clock.advance(Duration.ofMinutes(1));

        assertThat(engine.produce(marked("a.png"), Partition.SHARED, both)
                        .join()
                        .result())
                .isEqualTo(ResultType.MISS);
    }

    // ---- Stand-ins, tags, and what is not kept

    private static final SourceRef NONE_YET = new SourceRef("memory", "none-yet");
    private static final SourceRef LAST = new SourceRef("memory", "last");

    private Order order(ImageRequest request, List<String> tags, boolean kept, StandIns standIns) {
        Source memory = new MemorySource(Map.of(LAST, TestPictures.png(TestPictures.geometry(80, 80))));
        return new Order(request, Partition.SHARED, sources.with("memory", memory), tags, kept, standIns);
    }

    private static final StandIns MISSING = new StandIns(List.of(NONE_YET, LAST), Set.of(Problem.ORIGINAL_MISSING));

    @Test
    void aStandInIsMadeToTheSizeAskedForAndKeptUnderItsOwnNameOnly() {
        source.failure = new ImageException(Problem.ORIGINAL_MISSING, "Gone.");
        ImageRequest request = request("a.png", 20);

        Outcome first =
                engine.produce(order(request, List.of("red"), true, MISSING)).join();
        assertThat(first.rendition().size()).contains(new Size(20, 20));
        assertThat(first.standsInFor()).contains(source.failure);
        assertThat(first.result()).isEqualTo(ResultType.MISS);
        assertThat(first.rendition().tags()).isEmpty();
        assertThat(engine.lookup(request, Partition.SHARED)).isEmpty();

        Outcome again = engine.produce(order(request("b.png", 20), List.of(), true, MISSING))
                .join();
        assertThat(again.result()).as("all originals share it").isEqualTo(ResultType.HIT);

        source.failure = null;
        clock.advance(Duration.ofSeconds(11));
        Outcome mended =
                engine.produce(order(request, List.of(), true, MISSING)).join();
        assertThat(mended.standsInFor()).isEmpty();
        assertThat(mended.rendition().size()).contains(new Size(20, 13));
    }

    @Test
    void aFaultThatIsNotListedIsTheAnswer() {
        source.failure = new ImageException(Problem.ORIGIN_TIMEOUT, "Slow.");

        assertThatThrownBy(() -> engine.produce(order(request("a.png", 20), List.of(), true, MISSING))
                        .join())
                .hasCause(source.failure);
    }

    @Test
    void aStandInThatFailsTooLeavesTheFirstFaultAsTheAnswer() {
        source.failure = new ImageException(Problem.ORIGINAL_MISSING, "Gone.");
        StandIns useless = new StandIns(List.of(NONE_YET), Set.of(Problem.ORIGINAL_MISSING));

        assertThatThrownBy(() -> engine.produce(order(request("a.png", 20), List.of(), true, useless))
                        .join())
                .hasCause(source.failure);
    }

    @Test
    void aSumThatTheOriginalMustHaveIsNotAskedOfItsStandIn() {
        Reading summed = new Reading(
                OptionalInt.empty(),
                OptionalInt.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.of(new Reading.Hashsum("md5", "00")),
                Reading.Limits.SERVER);
        ImageRequest request = request("a.png", 20).withReading(summed);

        assertThat(order(request, List.of(), true, MISSING).standIn().image().reading())
                .isEqualTo(Reading.PLAIN);
    }

    @Test
    void aRenditionCarriesItsTagsAndIsForgottenByThem() {
        ImageRequest red = request("a.png", 20);
        ImageRequest blue = request("b.png", 20);
        engine.produce(order(red, List.of("red", "all"), true, StandIns.NONE)).join();
        engine.produce(order(blue, List.of("blue", "all"), true, StandIns.NONE)).join();

        assertThat(engine.invalidate(new Invalidation.OfTag("red"))).isEqualTo(1);

        assertThat(engine.lookup(red, Partition.SHARED)).isEmpty();
        assertThat(engine.lookup(blue, Partition.SHARED)).isPresent();
    }

    @Test
    void whatBypassesTheCacheIsNeitherReadNorKept() {
        ImageRequest request = request("a.png", 20);
        engine.produce(order(request, List.of(), false, StandIns.NONE)).join();
        assertThat(engine.lookup(request, Partition.SHARED)).isEmpty();

        engine.produce(order(request, List.of(), true, StandIns.NONE)).join();
        Outcome anew =
                engine.produce(order(request, List.of(), false, StandIns.NONE)).join();

        assertThat(anew.result()).isEqualTo(ResultType.BYPASS);
        assertThat(source.fetches).hasValue(3);
    }

    @Test
    void whatBypassesTheCacheKeepsTheLimitsOfTheRequest() {
        ImageRequest plain = request("a.png", 20);
        Reading.Limits few = new Reading.Limits(
                OptionalDouble.empty(),
                OptionalLong.of(10),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty());
        ImageRequest limited = plain.withReading(new Reading(
                OptionalInt.empty(),
                OptionalInt.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                few));

        engine.produce(order(limited, List.of(), true, StandIns.NONE)).join();
        engine.produce(order(limited, List.of(), false, StandIns.NONE)).join();

        assertThat(source.ceilings).containsExactly(10L, 10L);
    }

    @Test
    void anOriginalIsPassedOnAsItIsAndNeverKept() {
        source.bytes = "<html>no picture".getBytes(StandardCharsets.UTF_8);
        ImageRequest request = request("a.png", 20);

        Passed passed = engine.pass(request.source(), Asked.WHOLE, sources).join();

        assertThat(passed.status()).isEqualTo(200);
        assertThat(passed.body()).isEqualTo(source.bytes);
        assertThat(engine.lookup(request, Partition.SHARED)).isEmpty();
    }

    @Test
    void aRenditionKnowsItsOriginalsSize() {
        Outcome made =
                engine.produce(request("a.png", 20), Partition.SHARED, sources).join();

        assertThat(made.rendition().originalSize()).contains(new Size(60, 40));
    }

    private static ImageRequest request(String key, int width) {
        Resize resize = new Resize(Resize.Mode.FIT, OptionalInt.of(width), OptionalInt.empty(), false, 1);
        return new ImageRequest(
                new SourceRef("s3", "//originals/" + key),
                new Transform(resize, Transform.NONE.gravity(), Optional.empty()),
                OutputSpec.LIKE_ORIGINAL,
                Optional.empty());
    }

    /** Gives what the test says, when the test says. */
    private static final class ScriptedSource implements Source {
        private final AtomicInteger fetches = new AtomicInteger();
        private final AtomicInteger notModified = new AtomicInteger();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final List<Validators> asked = new ArrayList<>();
        private final List<Long> ceilings = Collections.synchronizedList(new ArrayList<>());
        private byte[] bytes = TestPictures.png(TestPictures.geometry(60, 40));
        private Visibility visibility = Visibility.PUBLIC;
        private List<String> tags = List.of();
        private String entityTag = "\"first\"";
        private ImageException failure;
        private long needs;
        private CountDownLatch gate = new CountDownLatch(0);

        Validators validators() {
            return new Validators(Optional.of(entityTag), Optional.empty());
        }

        void awaitFetch() {
            try {
                begun.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Fetched fetch(SourceRef ref, Validators known, Room room) throws ImageException {
            fetches.incrementAndGet();
            asked.add(known);
            ceilings.add(room.ceiling());
            begun.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (failure != null) {
                throw failure;
            }
            room.take(needs);
            if (known.equals(validators())) {
                notModified.incrementAndGet();
                return new Fetched.NotModified();
            }
            return new Fetched.Original(bytes, validators(), visibility, Lifetime.UNKNOWN, tags);
        }
    }

    /** A cache that is a map, and keeps nothing when broken: the contract lets a cache forget, not throw. */
}
