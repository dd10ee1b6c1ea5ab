package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.options.OptionExample;
import dev.tomthumb.options.OptionExamples;
import dev.tomthumb.options.OptionKitchen;
import dev.tomthumb.options.Originals;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Renders that share one decode make the very files that each of them makes alone. */
@Timeout(120)
class SharedDecodeTest {
    private static final OptionKitchen KITCHEN = new OptionKitchen(Originals.star(24));
    private static final int TOGETHER = 6;
    private static final String[] WIDTHS = {
        "w:40", "w:90/g:no", "w:160/blur:1", "w:200/c:150:100:nowe", "w:300", "w:360"
    };

    @AfterAll
    static void close() {
        KITCHEN.close();
    }

    private static byte[] original(String kind) throws ImageException {
        return switch (kind) {
            case "jpeg" -> TestPictures.jpeg(TestPictures.geometry(400, 300), 90);
            case "progressive" -> TestPictures.progressiveJpeg(TestPictures.geometry(400, 300), 90);
            case "turned" -> TestPictures.jpegWithOrientation(TestPictures.geometry(400, 300), 6, 90);
            case "alpha" -> TestPictures.png(TestPictures.alphaRamp(400, 300, 0x4080c0));
            case "deep" -> KITCHEN.codecs().encoder(ImageFormat.PNG).encode(deep(400, 300), Encoding.of(90));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Pixels deep(int width, int height) {
        Pixels pixels = Plane.interleavedDeep(Layout.RGB_ALPHA, new byte[8 * width * height], width, height);
        float[] row = new float[width];
        for (int i = 0; i < 4; i++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    row[x] = (x + y * (i + 1f)) * 255 / (width + 4f * height);
                }
                pixels.planes().get(i).writeRow(y, row);
            }
        }
        return pixels;
    }

    /** A render in a group. */
    private record Member(RenderJob job, Deadline deadline) {
        Member(RenderJob job) {
            this(job, Deadlines.NEVER);
        }
    }

    /** A group whose members run on threads of their own. */
    private static final class Group {
        private final List<CompletableFuture<byte[]>> files = new ArrayList<>();
        private final List<Thread> threads = new ArrayList<>();
        private final List<Integer> ended = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger passed = new AtomicInteger();
        private final SharedDecode decode;

        Group(int members) {
            decode = new SharedDecode(Collections.nCopies(members, passed::incrementAndGet), ended::add);
        }

        void start(int index, Member member) {
            CompletableFuture<byte[]> file = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try (SharedDecode.Seat seat = decode.seat(index)) {
                    seat.await(member.deadline);
                    file.complete(KITCHEN.run(member.job, member.deadline, seat).bytes());
                } catch (Throwable failure) { // told to the test
                    file.completeExceptionally(failure);
                }
            });
            files.add(file);
            threads.add(thread);
            thread.start();
        }

        byte[] file(int index) throws ImageException {
            try {
                return files.get(index).join();
            } catch (CompletionException failed) {
                if (failed.getCause() instanceof ImageException refusal) {
                    throw refusal;
                }
                throw failed;
            }
        }

        void join() throws InterruptedException {
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static Group run(List<Member> members) throws InterruptedException {
        Group group = new Group(members.size());
        // Backwards: the order in which threads start must not matter.
        for (int i = members.size() - 1; i >= 0; i--) {
            group.start(i, members.get(i));
        }
        group.join();
        Collections.reverse(group.files);
        return group;
    }

    private static RenderJob job(byte[] original, String options) throws ImageException {
        return KITCHEN.prepare(original, KITCHEN.request(options, Optional.of(ImageFormat.JPEG)));
    }

    private static List<RenderJob> jobs(byte[] original) throws ImageException {
        List<RenderJob> jobs = new ArrayList<>();
        for (String options : WIDTHS) {
            jobs.add(job(original, options));
        }
        return jobs;
    }

    @ParameterizedTest
    @CsvSource({
        "jpeg, JPEG, false",
        "jpeg, PNG, false",
        "progressive, WEBP, false",
        "turned, JPEG, false",
        "alpha, PNG, false",
        "alpha, WEBP, false",
        "deep, PNG, true"
    })
    void everyOptionMakesTheSameFileTogetherAsAlone(String kind, ImageFormat output, boolean keepsBits)
            throws Exception {
        byte[] original = original(kind);
        List<RenderJob> jobs = new ArrayList<>();
        for (OptionExample example : OptionExamples.all()) {
            for (String scaled : new String[] {"", "/w:130/h:70/rt:fit"}) {
                String options = example.url(original) + scaled + (keepsBits ? "/ph:1" : "");
                try {
                    RenderJob job = KITCHEN.prepare(original, KITCHEN.request(options, Optional.of(output)));
                    boolean deep = job instanceof RenderJob.Making making && making.deep();
                    if (KITCHEN.sharesDecode(job) && deep == keepsBits) {
                        jobs.add(job);
                    }
                } catch (ImageException refused) {
                    assertThat(example.option()).as(options).isIn("page", "hashsum", "max_src_resolution");
                }
            }
        }
        assertThat(jobs.size()).isGreaterThan(50);
        for (int from = 0; from < jobs.size(); from += TOGETHER) {
            List<RenderJob> some = jobs.subList(from, Math.min(jobs.size(), from + TOGETHER));
            Group group = run(some.stream().map(Member::new).toList());
            for (int i = 0; i < some.size(); i++) {
                assertThat(group.file(i))
                        .as("%s", some.get(i))
                        .isEqualTo(KITCHEN.run(some.get(i)).bytes());
            }
            if (!kind.equals("progressive")) {
                // Of which a small part at full size and all of it at an eighth take less memory one by one.
                assertThat(group.ended).containsExactly(some.size() > 1 ? some.size() : 0);
            }
            assertThat(group.passed.get()).isEqualTo(some.size() - 1);
        }
    }

    /** Whenever it is: while it gets ready, while it waits, while another one decodes for it, behind that. */
    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "progressive", "alpha"})
    void whoseTimeIsOverTakesNothingFromTheOthers(String kind) throws Exception {
        byte[] original = original(kind);
        List<RenderJob> jobs = jobs(original);
        List<byte[]> alone = new ArrayList<>();
        for (RenderJob job : jobs) {
            alone.add(KITCHEN.run(job).bytes());
        }
        int late = 0;
        for (int looks = 0; looks < 60; looks += 1 + looks / 8) {
            int hurried = looks % jobs.size();
            List<Member> members = new ArrayList<>();
            for (int i = 0; i < jobs.size(); i++) {
                members.add(i == hurried ? new Member(jobs.get(i), inLooks(looks)) : new Member(jobs.get(i)));
            }
            Group group = run(members);
            for (int i = 0; i < jobs.size(); i++) {
                if (i == hurried && group.files.get(i).isCompletedExceptionally()) {
                    int index = i;
                    late++;
                    assertThatThrownBy(() -> group.file(index))
                            .isInstanceOfSatisfying(
                                    ImageException.class,
                                    refusal -> assertThat(refusal.problem()).isEqualTo(Problem.TIMEOUT));
                } else {
                    assertThat(group.file(i)).isEqualTo(alone.get(i));
                }
            }
            assertThat(group.ended).hasSize(1);
        }
        assertThat(late).isGreaterThan(5);
    }

    /** Over when the clock has been looked at so many times. */
    private static Deadline inLooks(int looks) {
        AtomicInteger left = new AtomicInteger(looks);
        InstantSource clock = () -> left.getAndDecrement() > 0 ? Instant.EPOCH : Instant.EPOCH.plusSeconds(400);
        return new Deadline(clock, Instant.EPOCH.plusSeconds(300));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whoLeavesBeforeTheDecodeIsNotWaitedFor(int leaver) throws Exception {
        byte[] original = original("jpeg");
        List<RenderJob> jobs = jobs(original).subList(0, 3);
        for (boolean whenItIsItsTurn : new boolean[] {false, true}) {
            Group group = new Group(3);
            List<Integer> others = new ArrayList<>(List.of(0, 1, 2));
            others.remove((Object) leaver);
            for (int other : others) {
                group.start(other, new Member(jobs.get(other)));
            }
            if (whenItIsItsTurn) {
                group.decode.seat(leaver).await(Deadlines.NEVER);
            }
            group.decode.seat(leaver).close();
            group.join();
            for (int i = 0; i < 2; i++) {
                assertThat(group.file(i))
                        .isEqualTo(KITCHEN.run(jobs.get(others.get(i))).bytes());
            }
            assertThat(group.ended).containsExactly(2);
        }
    }

    @Test
    void whenAllLeaveItIsOver() {
        Group group = new Group(3);
        for (int i : new int[] {1, 0, 2}) {
            assertThat(group.ended).isEmpty();
            group.decode.seat(i).close();
            group.decode.seat(i).close();
        }
        assertThat(group.ended).containsExactly(0);
    }

    @Test
    void oneAloneDecodesForItself() throws Exception {
        RenderJob job = job(original("jpeg"), "w:40");
        Group group = run(List.of(new Member(job)));
        assertThat(group.file(0)).isEqualTo(KITCHEN.run(job).bytes());
        assertThat(group.ended).containsExactly(0);
        assertThat(group.passed.get()).isZero();
    }

    @Test
    void whoIsInterruptedWhileNobodyDecodesLeavesAtOnce() throws Exception {
        byte[] original = original("jpeg");
        List<RenderJob> jobs = jobs(original).subList(0, 3);
        Group group = new Group(3);
        group.start(0, new Member(jobs.get(0)));
        awaitWaiting(group.threads.get(0));
        group.threads.get(0).interrupt();
        assertThatThrownBy(() -> group.file(0))
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.OVERLOADED));
        group.start(1, new Member(jobs.get(1)));
        group.start(2, new Member(jobs.get(2)));
        group.join();
        assertThat(group.file(1)).isEqualTo(KITCHEN.run(jobs.get(1)).bytes());
        assertThat(group.file(2)).isEqualTo(KITCHEN.run(jobs.get(2)).bytes());
        assertThat(group.ended).containsExactly(2);
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    /** Who waits for a decode has no time limit of its own, unlike who waits for his turn. */
    private static void awaitDecoded(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    /** Its wait has been ended by the interruption, or it would be seen waiting as before. */
    private static void awaitTaken(Thread thread) {
        while (thread.isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    /** Others may be writing into its rows: it stays until they have ended, and nothing is decoded for it meanwhile. */
    @Test
    void whoIsInterruptedWhileOthersDecodeStaysUntilTheyHaveEnded() throws Exception {
        byte[] original = original("jpeg");
        List<RenderJob> jobs = jobs(original).subList(0, 2);
        CountDownLatch decoding = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Group group = new Group(2);
        Thread[] own = new Thread[1];
        InstantSource clock = () -> {
            if (Thread.currentThread() != own[0] && decoding.getCount() > 0) {
                decoding.countDown();
                awaitUninterruptibly(goOn);
            }
            return Instant.EPOCH;
        };
        Deadline deadline = Deadline.in(Duration.ofMinutes(5), InstantSource.fixed(Instant.EPOCH));
        CompletableFuture<byte[]> file = new CompletableFuture<>();
        AtomicInteger interrupted = new AtomicInteger();
        own[0] = new Thread(() -> {
            try (SharedDecode.Seat seat = group.decode.seat(0)) {
                seat.await(deadline);
                file.complete(KITCHEN.run(jobs.get(0), new Deadline(clock, deadline.end()), seat)
                        .bytes());
            } catch (Throwable failure) { // told to the test
                interrupted.set(Thread.currentThread().isInterrupted() ? 1 : 0);
                file.completeExceptionally(failure);
            }
        });
        own[0].start();
        group.start(1, new Member(jobs.get(1)));
        decoding.await();
        awaitDecoded(own[0]);
        own[0].interrupt();
        awaitTaken(own[0]);
        awaitDecoded(own[0]);
        assertThat(file).isNotDone();
        goOn.countDown();
        group.join();
        own[0].join();
        assertThat(group.file(0)).isEqualTo(KITCHEN.run(jobs.get(1)).bytes());
        assertThatThrownBy(file::join)
                .cause()
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.OVERLOADED));
        assertThat(interrupted.get()).isEqualTo(1);
        assertThat(group.ended).containsExactly(1);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    /** A picture that is broken for one size is not therefore broken for another, which needs less of it. */
    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "progressive"})
    void damageIsWhatEachWouldHaveFoundAlone(String kind) throws Exception {
        byte[] whole = original(kind);
        byte[] original = Arrays.copyOf(whole, whole.length * 3 / 4);
        List<RenderJob> jobs = jobs(original);
        Group group = run(jobs.stream().map(Member::new).toList());
        for (int i = 0; i < jobs.size(); i++) {
            int index = i;
            String alone = told(() -> KITCHEN.run(jobs.get(index)).bytes());
            assertThat(told(() -> group.file(index))).isEqualTo(alone);
        }
        assertThat(group.ended).hasSize(1);
    }

    @FunctionalInterface
    private interface Made {
        byte[] file() throws ImageException;
    }

    private static String told(Made made) {
        try {
            return Arrays.toString(made.file());
        } catch (ImageException refusal) {
            return refusal.getMessage();
        }
    }

    /** Who may not go on behind the decode fails alone. */
    @Test
    void whomTheTurnstileStopsFailsAlone() throws Exception {
        byte[] original = original("jpeg");
        List<RenderJob> jobs = jobs(original).subList(0, 2);
        ImageException full = new ImageException(Problem.OVERLOADED, "It is full.");
        List<Integer> ended = Collections.synchronizedList(new ArrayList<>());
        SharedDecode decode = new SharedDecode(
                List.of(
                        () -> {
                            throw full;
                        },
                        () -> {
                            throw new AssertionError("it has decoded");
                        }),
                ended::add);
        Thread[] threads = new Thread[2];
        List<CompletableFuture<byte[]>> files = List.of(new CompletableFuture<>(), new CompletableFuture<>());
        for (int i = 0; i < 2; i++) {
            int index = i;
            threads[i] = new Thread(() -> {
                try (SharedDecode.Seat seat = decode.seat(index)) {
                    seat.await(Deadlines.NEVER);
                    files.get(index)
                            .complete(KITCHEN.run(jobs.get(index), Deadlines.NEVER, seat)
                                    .bytes());
                } catch (Throwable failure) { // told to the test
                    files.get(index).completeExceptionally(failure);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThatThrownBy(files.get(0)::join).hasCause(full);
        assertThat(files.get(1).join()).isEqualTo(KITCHEN.run(jobs.get(1)).bytes());
        assertThat(ended).containsExactly(2);
    }
}
