package dev.tomthumb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.SharedRenditions;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.BodyType;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Stage;
import dev.tomthumb.model.Timings;
import dev.tomthumb.model.Transform;
import dev.tomthumb.pipeline.Deadline;
import dev.tomthumb.pipeline.Limits;
import dev.tomthumb.pipeline.OutputFormats;
import dev.tomthumb.pipeline.Qualities;
import dev.tomthumb.pipeline.RenderJob;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.pipeline.RenderRules;
import dev.tomthumb.pipeline.Renderer;
import dev.tomthumb.pipeline.Stopwatch;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.source.Sources;
import dev.tomthumb.testkit.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One decode of an original for all its sizes that are rendered at the same time, through the real engine. */
@Timeout(120)
final class DecodesOnceTest {
    private static final String CAT = "//originals/cat.jpg";
    private static final List<Integer> WIDTHS = List.of(160, 320, 480, 640, 960, 1280);

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private final GatedSource source = new GatedSource();
    private final Sources sources = new Sources(Map.of("s3", source), ImageEvents.NONE);
    private final ProductCodecs codecs = new ProductCodecs(false, 6, new ScratchPool(1 << 20));
    private final Renderer renderer = new Renderer(
            codecs.codecs(),
            Limits.DEFAULT,
            OutputFormats.DEFAULT,
            Qualities.DEFAULT,
            RenderRules.DEFAULT,
            new ScratchPool(1 << 20));
    private final HandTimer timer = new HandTimer();
    private final Heard heard = new Heard();
    private final List<ImageEngine> engines = new ArrayList<>();

    /** Whose time passes when a test says so. */
    private static final class HandTimer implements Timer {
        private final List<Runnable> waiting = Collections.synchronizedList(new ArrayList<>());
        private final List<Duration> asked = new CopyOnWriteArrayList<>();

        @Override
        public Runnable after(Duration delay, Runnable task) {
            waiting.add(task);
            asked.add(delay);
            return () -> waiting.remove(task);
        }

        void awaitAsked() {
            while (waiting.isEmpty()) {
                Thread.onSpinWait();
            }
        }

        void pass() {
            awaitAsked();
            waiting.get(0).run();
        }

        @Override
        public void close() {
            waiting.clear();
        }
    }

    private static final class Heard implements ImageEvents {
        private final List<Integer> together = new CopyOnWriteArrayList<>();
        private final List<Stage> stages = new CopyOnWriteArrayList<>();
        private final List<BodyType> rendered = new CopyOnWriteArrayList<>();

        @Override
        public void rendered(ImageFormat from, BodyType to, Duration time, long bytes) {
            rendered.add(to);
        }

        @Override
        public void decodedTogether(int renditions) {
            together.add(renditions);
        }

        @Override
        public void spent(Stage stage, Duration time) {
            stages.add(stage);
        }
    }

    private ImageEngine engine(int renders, long memory) {
        ImageEngine engine = new ImageEngine(
                renderer,
                new RenderPermits(memory, 16),
                new MapCache(),
                SharedRenditions.NONE,
                ImageEngine.OriginalsKept.NOWHERE,
                new Keys("test"),
                new ImageEngine.Bounds(8, renders, 16, Duration.ofSeconds(100), 10_000_000),
                Policies.DEFAULT,
                timer,
                heard,
                clock);
        engines.add(engine);
        return engine;
    }

    @AfterEach
    void close() throws Exception {
        engines.forEach(ImageEngine::close);
        codecs.close();
    }

    private static ImageRequest request(int width) {
        Resize resize = new Resize(Resize.Mode.FIT, OptionalInt.of(width), OptionalInt.empty(), false, 1);
        return new ImageRequest(
                new SourceRef("s3", CAT),
                new Transform(resize, Transform.NONE.gravity(), Optional.empty()),
                OutputSpec.LIKE_ORIGINAL,
                Optional.empty());
    }

    private Order order(int width) {
        return new Order(
                request(width), Partition.SHARED, sources, List.of(), true, StandIns.NONE, false, new Timings());
    }

    private List<CompletableFuture<Outcome>> produce(ImageEngine engine, List<Integer> widths) {
        return widths.stream().map(width -> engine.produce(order(width))).toList();
    }

    /** Until so many wait, without a thread, for originals that others fetch. */
    private static void awaitPostponed(ImageEngine engine, int count) {
        while (engine.postponed() < count) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6})
    void sixSizesAtOnceAreOneDownloadAndOneDecode(int renders) {
        source.bytes = TestPictures.jpeg(TestPictures.geometry(2000, 1500), 85);
        ImageEngine engine = engine(renders, 256_000_000);
        source.shut(CAT);
        List<CompletableFuture<Outcome>> made = produce(engine, WIDTHS);
        awaitPostponed(engine, WIDTHS.size() - 1);
        source.open(CAT);

        for (int i = 0; i < WIDTHS.size(); i++) {
            assertThat(made.get(i).join().rendition().size()).contains(new Size(WIDTHS.get(i), WIDTHS.get(i) * 3 / 4));
        }
        assertThat(source.fetched).hasSize(1);
        assertThat(heard.together).containsExactly(6);
        assertThat(heard.rendered).hasSize(6);
        assertThat(Collections.frequency(heard.stages, Stage.DECODE)).isEqualTo(6);
        // Those who did not decode waited for a turn of their own behind it.
        assertThat(Collections.frequency(heard.stages, Stage.MEMORY)).isEqualTo(6 + 5);
        assertThat(timer.asked).containsExactly(Duration.ofMillis(10));
        assertThat(timer.waiting).isEmpty();
    }

    @Test
    void filesAreThoseThatAreMadeAlone() throws Exception {
        source.bytes = TestPictures.jpeg(TestPictures.geometry(700, 500), 85);
        ImageEngine engine = engine(2, 256_000_000);
        source.shut(CAT);
        List<CompletableFuture<Outcome>> made = produce(engine, WIDTHS);
        awaitPostponed(engine, WIDTHS.size() - 1);
        source.open(CAT);
        for (int i = 0; i < WIDTHS.size(); i++) {
            byte[] alone = renderer.run(renderer.prepare(source.bytes, request(WIDTHS.get(i))), Deadlines.NEVER)
                    .bytes();
            assertThat(made.get(i).join().rendition().body()).isEqualTo(alone);
        }
        assertThat(heard.together).hasSize(1);
    }

    @Test
    void whoHasNoCompanyWaitsForNone() {
        ImageEngine engine = engine(2, 256_000_000);
        for (int width : WIDTHS) {
            engine.produce(order(width)).join();
        }
        assertThat(timer.asked).isEmpty();
        assertThat(Collections.frequency(heard.stages, Stage.MEMORY)).isEqualTo(6);
        assertThat(heard.together).isEmpty();
        assertThat(heard.rendered).hasSize(6);
    }

    @Test
    void twoVersionsOfAnOriginalAreNeverDecodedTogether() throws Exception {
        source.bytes = TestPictures.jpeg(TestPictures.geometry(800, 600), 85);
        ImageEngine engine = engine(1, 256_000_000);
        source.shut(CAT);
        List<CompletableFuture<Outcome>> old = produce(engine, WIDTHS.subList(0, 2));
        awaitPostponed(engine, 1);
        engine.invalidate(new Invalidation.OfOriginal("s3:" + CAT));
        source.bytes = TestPictures.jpeg(TestPictures.geometry(800, 400), 85);
        List<CompletableFuture<Outcome>> anew = produce(engine, WIDTHS.subList(2, 5));
        awaitPostponed(engine, 3);
        while (source.fetched.size() < 2) {
            Thread.onSpinWait();
        }
        source.open(CAT);

        assertThat(old.get(0).join().rendition().size()).contains(new Size(160, 120));
        assertThat(old.get(1).join().rendition().size()).contains(new Size(320, 240));
        assertThat(anew.get(0).join().rendition().size()).contains(new Size(480, 240));
        assertThat(anew.get(2).join().rendition().size()).contains(new Size(800, 400));
        anew.get(1).join();
        assertThat(heard.together).containsExactlyInAnyOrder(2, 3);
    }

    /** A companion that is refused before it renders, for it accepts fewer pixels than the original has. */
    @Test
    void whoIsRefusedIsNotWaitedFor() {
        source.bytes = TestPictures.jpeg(TestPictures.geometry(800, 600), 85);
        ImageEngine engine = engine(2, 256_000_000);
        source.shut(CAT);
        CompletableFuture<Outcome> good = engine.produce(order(320));
        source.failure = Optional.empty();
        ImageRequest verbatim = new ImageRequest(
                new SourceRef("s3", CAT),
                request(640).transform(),
                new OutputSpec(Optional.of(ImageFormat.JXL), OptionalInt.empty()),
                Optional.empty());
        CompletableFuture<Outcome> refused = engine.produce(new Order(verbatim, Partition.SHARED, sources));
        awaitPostponed(engine, 1);
        source.open(CAT);
        assertThat(good.join().rendition().size()).contains(new Size(320, 240));
        assertThatThrownBy(refused::join)
                .cause()
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.UNSUPPORTED_OUTPUT));
        assertThat(heard.together).isEmpty();
    }

    /** The companion waits for the memory that the first one holds: it cannot come before its time is over. */
    @Test
    void whoDoesNotComeIsNotWaitedForLong() throws Exception {
        source.bytes = TestPictures.jpeg(TestPictures.geometry(800, 600), 85);
        long each = renderer.prepare(source.bytes, request(640)).memory();
        ImageEngine engine = engine(2, each * 3 / 2);
        source.shut(CAT);
        CompletableFuture<Outcome> first = engine.produce(order(640));
        CompletableFuture<Outcome> second = engine.produce(order(630));
        awaitPostponed(engine, 1);
        source.open(CAT);
        timer.awaitAsked();
        assertThat(first).isNotDone();
        timer.pass();
        assertThat(first.join().rendition().size()).contains(new Size(640, 480));
        assertThat(second.join().rendition().body()).isNotEmpty();
        assertThat(heard.together).isEmpty();
    }

    @Test
    void closingEndsTheWaitForCompany() throws Exception {
        source.bytes = TestPictures.jpeg(TestPictures.geometry(800, 600), 85);
        long each = renderer.prepare(source.bytes, request(640)).memory();
        ImageEngine engine = engine(2, each * 3 / 2);
        source.shut(CAT);
        CompletableFuture<Outcome> first = engine.produce(order(640));
        CompletableFuture<Outcome> second = engine.produce(order(630));
        awaitPostponed(engine, 1);
        source.open(CAT);
        timer.awaitAsked();
        engine.close();
        assertThat(first.join().rendition().body()).isNotEmpty();
        assertThat(second.join().rendition().body()).isNotEmpty();
    }

    /** Groups by themselves, with threads that a test can interrupt. */
    private final class Guests {
        private final Turns turns = new Turns(1);
        private final SharedDecodes decodes = new SharedDecodes(renderer, turns, timer, heard);
        private final byte[] original = TestPictures.jpeg(TestPictures.geometry(400, 300), 85);
        private final List<Thread> threads = new ArrayList<>();

        CompletableFuture<byte[]> start(int width, Deadline deadline) throws ImageException {
            return start(original, width, deadline);
        }

        CompletableFuture<byte[]> start(byte[] file, int width, Deadline deadline) throws ImageException {
            RenderJob job = renderer.prepare(file, request(width));
            CompletableFuture<byte[]> made = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try (SharedDecodes.Place place = decodes.take(file, made, job, deadline)) {
                    made.complete(renderer.run(job, deadline, new Stopwatch(), place.seat())
                            .bytes());
                } catch (Throwable failure) { // told to the test
                    made.completeExceptionally(failure);
                }
            });
            threads.add(thread);
            thread.start();
            return made;
        }

        void awaitWaiting(int thread) {
            while (threads.get(thread).getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }

        /** The turn is free again. */
        void requireOver() throws Exception {
            for (Thread thread : threads) {
                thread.join();
            }
            turns.take(Deadline.in(Duration.ZERO, clock)).close();
        }
    }

    private static void assertOverloaded(CompletableFuture<byte[]> made) {
        assertThatThrownBy(made::join)
                .cause()
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.OVERLOADED));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whoIsInterruptedWhileTheyGatherLeavesTheOthersTogether(int interrupted) throws Exception {
        Guests guests = new Guests();
        List<CompletableFuture<byte[]>> made = new ArrayList<>();
        try (Turns.Turn held = guests.turns.take(Deadlines.NEVER)) {
            for (int i = 0; i < 3; i++) {
                made.add(guests.start(40 + 50 * i, Deadlines.NEVER));
                guests.awaitWaiting(i);
            }
            guests.threads.get(interrupted).interrupt();
            assertOverloaded(made.get(interrupted));
            while (guests.turns.waiting() < 1) {
                Thread.onSpinWait();
            }
        }
        for (int i = 0; i < 3; i++) {
            if (i != interrupted) {
                assertThat(made.get(i).join()).isNotEmpty();
            }
        }
        guests.requireOver();
        assertThat(heard.together).containsExactly(2);
    }

    @Test
    void whoseTurnDoesNotComeInTimeLeavesTheOthersTogether() throws Exception {
        Guests guests = new Guests();
        List<CompletableFuture<byte[]>> made = new ArrayList<>();
        try (Turns.Turn held = guests.turns.take(Deadlines.NEVER)) {
            assertOverloaded(guests.start(200, Deadline.in(Duration.ZERO, clock)));
            made.add(guests.start(40, Deadlines.NEVER));
            guests.awaitWaiting(1);
            assertOverloaded(guests.start(100, Deadline.in(Duration.ZERO, clock)));
            made.add(guests.start(150, Deadlines.NEVER));
            guests.awaitWaiting(3);
        }
        made.forEach(file -> assertThat(file.join()).isNotEmpty());
        guests.requireOver();
        assertThat(heard.together).containsExactly(2);
    }

    @Test
    void equalBytesOfAnotherDownloadAreAnotherOriginal() throws Exception {
        Guests guests = new Guests();
        CompletableFuture<byte[]> one;
        CompletableFuture<byte[]> other;
        try (Turns.Turn held = guests.turns.take(Deadlines.NEVER)) {
            one = guests.start(guests.original, 40, Deadlines.NEVER);
            guests.awaitWaiting(0);
            other = guests.start(guests.original.clone(), 40, Deadlines.NEVER);
            guests.awaitWaiting(1);
        }
        assertThat(one.join()).isEqualTo(other.join());
        guests.requireOver();
        assertThat(heard.together).isEmpty();
    }

    /** Of a crowd, several decode: one thread would scale for all of them. */
    @Test
    void aCrowdIsSeveralGroups() throws Exception {
        Guests guests = new Guests();
        List<CompletableFuture<byte[]>> made = new ArrayList<>();
        try (Turns.Turn held = guests.turns.take(Deadlines.NEVER)) {
            for (int i = 0; i < 10; i++) {
                made.add(guests.start(40 + 10 * i, Deadlines.NEVER));
                guests.awaitWaiting(i);
            }
        }
        made.forEach(file -> assertThat(file.join()).isNotEmpty());
        guests.requireOver();
        assertThat(heard.together).containsExactlyInAnyOrder(8, 2);
    }
}
