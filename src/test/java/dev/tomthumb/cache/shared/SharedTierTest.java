package dev.tomthumb.cache.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.Renditions;
import dev.tomthumb.cache.shared.ObjectStoreException.Kind;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that share by way of one store. */
class SharedTierTest {
    private static final Instant NOW = Instant.parse("2026-11-26T06:00:00Z");
    private static final Duration QUICK = Duration.ZERO;
    private static final Duration SLOW = Duration.ofSeconds(2);
    /** To the store and back. */
    private static final Duration TRIP = Duration.ofMillis(10);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock(NOW);
    private final FakeStore store = new FakeStore(clock::instant);
    private final List<Node> nodes = new ArrayList<>();
    private Node a;
    private Node b;

    @BeforeEach
    void start() {
        a = started("a");
        b = started("b");
    }

    /** A node, and what it was told to forget. */
    private final class Node {
        private final SharedTier tier;
        private final List<Invalidation> forgotten = new ArrayList<>();

        Node(String name, SettableClock time, ObjectRenditions.Pause pause) {
            tier = new SharedTier(
                    store,
                    new SharedTier.Setup(
                            name.equals("a") ? "aaaa" : "bbbb",
                            "1f2e3d4c",
                            directory.resolve(name),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(2),
                            Duration.ofHours(1),
                            Duration.ofDays(30),
                            1 << 20,
                            1 << 20,
                            4),
                    time,
                    pause);
            nodes.add(this);
        }

        Optional<Rendition> find(int seed) {
            return tier.renditions().find(key(seed), QUICK);
        }

        /** Made just now; there when this returns. */
        void make(int seed) throws Exception {
            offer(seed, tier.renditions().stamp());
        }

        void offer(int seed, long stamp) throws Exception {
            tier.renditions().offer(key(seed), rendition(seed), stamp);
            settle();
        }

        void offerNow(int seed) {
            try {
                offer(seed, tier.renditions().stamp());
            } catch (Exception cut) {
                throw new AssertionError(cut);
            }
        }

        void settle() throws InterruptedException {
            long end = System.nanoTime() + 5_000_000_000L;
            while ((count("queued") > 0 || count("queued_bytes") > 0) && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }

        long count(String name) {
            return tier.renditions().statistics().get("shared").get(name);
        }
    }

    private Node started(String name) {
        return started(name, clock);
    }

    private Node started(String name, SettableClock time) {
        Node node = new Node(name, time, time::advance);
        node.tier.purges().start(node.forgotten::addAll);
        return node;
    }

    private static CacheKey key(int seed) {
        return new CacheKey("1f2e3d4c w:" + seed + "/s3://photos/" + seed + ".jpg", "s3://photos/" + seed + ".jpg");
    }

    private static String name(int seed) {
        return Layout.rendition(key(seed));
    }

    /** Public, with a tag. */
    private static Rendition rendition(int seed) {
        return Renditions.tagged(seed * 2, List.of("red"))
                .confirmed(
                        NOW,
                        Renditions.of(0, 1).original(),
                        dev.tomthumb.model.Visibility.PUBLIC,
                        dev.tomthumb.model.Lifetime.UNKNOWN);
    }

    @AfterEach
    void close() {
        store.gate.countDown();
        nodes.forEach(node -> node.tier.close());
    }

    // ---- Renditions

    @Test
    void whatOneNodeMadeAnotherFinds() throws Exception {
        assertThat(b.find(1)).isEmpty();
        a.make(1);

        assertThat(b.find(1).orElseThrow().body()).isEqualTo(rendition(1).body());
        assertThat(b.count("hits")).isEqualTo(1);
        assertThat(b.count("misses")).isEqualTo(1);
        assertThat(a.count("puts")).isEqualTo(1);
        assertThat(store.object(name(1)).contentType()).isEqualTo("image/webp");
    }

    @Test
    void aDamagedObjectIsAMissAndIsOverwritten() throws Exception {
        a.make(1);
        store.damage(name(1), Arrays.copyOf(rendition(1).body(), 50));
        assertThat(b.find(1)).isEmpty();
        store.plant(name(1), new byte[3 << 20], Map.of());
        assertThat(b.find(1)).as("larger than anything of ours").isEmpty();
        assertThat(b.count("damaged")).isEqualTo(2);
        assertThat(b.count("io_failures")).as("the store works").isZero();

        b.make(1);
        assertThat(a.find(1)).isPresent();
    }

    @Test
    void privateAndLargeRenditionsAreNotShared() throws Exception {
        a.tier.renditions()
                .offer(key(1), Renditions.of(1, 100), a.tier.renditions().stamp());
        a.tier.renditions()
                .offer(
                        key(2),
                        Renditions.of(2, (1 << 20) + 1),
                        a.tier.renditions().stamp());
        a.settle();
        assertThat(store.names("renditions/")).isEmpty();
    }

    @Test
    void aQueueThatIsFullDropsAndCounts() throws Exception {
        store.gate = new CountDownLatch(1);
        for (int i = 0; i < 12; i++) {
            a.tier.renditions()
                    .offer(
                            key(i),
                            Renditions.of(2 * i, 100_000),
                            a.tier.renditions().stamp());
        }
        assertThat(a.count("dropped")).isEqualTo(2);
        assertThat(a.count("queued_bytes")).isLessThanOrEqualTo(1 << 20);
        store.gate.countDown();
        a.settle();
        assertThat(store.names("renditions/")).hasSize(10);
    }

    // ---- A store in trouble

    @Test
    void aStoreThatFailsIsLeftAloneUntilItAnswersAgain() throws Exception {
        a.make(1);
        store.broken = Optional.of(Kind.UNAVAILABLE);
        for (int i = 0; i < 20; i++) {
            assertThat(b.find(1)).isEmpty();
        }
        assertThat(store.gets.get()).as("asked no more after five failures").isLessThan(10);
        assertThat(b.tier.renditions().lack())
                .hasValueSatisfying(why -> assertThat(why).contains("The test has broken it"));
        assertThat(b.count("serving")).isZero();

        store.broken = Optional.empty();
        assertThat(b.find(1)).as("nobody waits for it").isEmpty();
        b.tier.poll();
        assertThat(b.tier.renditions().lack()).as("tried by nobody who waits").isEmpty();
        assertThat(b.find(1)).isPresent();
    }

    @Test
    void aStoreThatTakesNothingIsReadNevertheless() throws Exception {
        a.make(1);
        store.readOnly = true;
        for (int i = 10; i < 20; i++) {
            b.make(i);
            assertThat(b.tier.renditions().find(key(i + 100), SLOW)).isEmpty();
        }
        b.tier.poll();
        assertThat(b.find(1)).isPresent();
        assertThat(b.tier.renditions().lack())
                .hasValueSatisfying(why -> assertThat(why).contains("not written"));

        store.readOnly = false;
        b.tier.poll();
        assertThat(b.tier.renditions().lack()).isEmpty();
    }

    @Test
    void whatCannotBeJudgedIsNotUsed() throws Exception {
        a.make(1);
        store.broken = Optional.of(Kind.DENIED);
        clock.advance(Duration.ofHours(4));
        b.tier.poll();
        store.broken = Optional.empty();

        assertThat(b.find(1)).as("nobody knows what has been purged meanwhile").isEmpty();
        assertThat(b.count("skipped")).isEqualTo(1);
        b.tier.poll();
        assertThat(b.find(1)).isPresent();
    }

    // ---- Purges

    @Test
    void aPurgeReachesTheOtherNodeAndWhatIsShared() throws Exception {
        a.make(1);
        clock.advance(MINUTE);
        assertThat(a.tier.purges().tell(List.of(new Invalidation.OfTag("red")))).isEmpty();

        assertThat(a.find(1)).as("at once where it was purged").isEmpty();
        b.tier.poll();
        assertThat(b.forgotten).containsExactly(new Invalidation.OfTag("red"));
        assertThat(b.find(1)).isEmpty();
        a.tier.poll();
        assertThat(a.forgotten).as("obeyed when it was made").isEmpty();

        clock.advance(MINUTE);
        a.tier.poll();
        b.tier.poll();
        assertThat(b.forgotten).as("once").hasSize(1);
        a.make(1);
        assertThat(b.find(1)).isPresent();
    }

    /** The other node has not heard of the purge, and makes one more size of what it keeps of the original. */
    @Test
    void whatANodeMakesBeforeItHeardOfAPurgeIsOld() throws Exception {
        clock.advance(MINUTE);
        a.tier.purges().tell(List.of(new Invalidation.OfOriginal("s3://photos/1.jpg")));
        clock.advance(Duration.ofSeconds(5));
        b.make(1);
        assertThat(store.names("renditions/")).as("nothing told it").hasSize(1);

        clock.advance(MINUTE);
        a.tier.poll();
        assertThat(a.find(1)).isEmpty();
        b.tier.poll();
        assertThat(b.find(1)).isEmpty();
        b.make(1);
        assertThat(a.find(1)).isPresent();
    }

    @Test
    void clocksThatAreWrongDoNotMatterToPurges() throws Exception {
        SettableClock slow = new SettableClock(NOW.minus(Duration.ofDays(2)));
        Node behind = new Node("behind", slow, slow::advance);
        behind.tier.purges().start(behind.forgotten::addAll);
        a.make(1);
        clock.advance(MINUTE);
        slow.advance(MINUTE);

        behind.tier.purges().tell(List.of(new Invalidation.OfOriginal("s3://photos/1.jpg")));
        a.tier.poll();
        assertThat(a.forgotten).hasSize(1);
        assertThat(a.find(1)).isEmpty();

        clock.advance(MINUTE);
        slow.advance(MINUTE);
        behind.tier.poll();
        behind.make(1);
        assertThat(a.find(1)).isPresent();
    }

    @Test
    void aNodeThatWasDownObeysWhenItComesBack() throws Exception {
        b.tier.close();
        clock.advance(MINUTE);
        a.tier.purges().tell(List.of(new Invalidation.OfTag("red")));
        clock.advance(Duration.ofHours(5));

        Node back = started("b");
        assertThat(back.forgotten).containsExactly(new Invalidation.OfTag("red"));
        back.tier.close();
        clock.advance(MINUTE);
        assertThat(started("b").forgotten)
                .as("what it obeyed before is not obeyed once more")
                .isEmpty();
    }

    @Test
    void aNodeThatWasDownForTooLongBeginsEmpty() {
        b.tier.close();
        clock.advance(Duration.ofDays(31));
        assertThat(started("b").forgotten).contains(new Invalidation.Everything());
    }

    @Test
    void aPurgeThatCannotBeToldIsSaidSoAndToldLaterEvenAfterARestart() {
        store.broken = Optional.of(Kind.UNAVAILABLE);
        assertThat(a.tier.purges().tell(List.of(new Invalidation.OfTag("red"))))
                .hasValueSatisfying(why -> assertThat(why).contains("as soon as it can be"));
        assertThat(a.tier.purges().lack()).isPresent();
        a.tier.close();

        store.broken = Optional.empty();
        Node again = started("a");
        b.tier.poll();
        assertThat(b.forgotten).containsExactly(new Invalidation.OfTag("red"));
        assertThat(again.forgotten).isEmpty();
        assertThat(again.tier.purges().lack()).isEmpty();
        assertThat(new Notes(directory.resolve("a")).untold()).isEmpty();
    }

    @Test
    void aForeignObjectAmongPurgesIsLeftAloneAndADamagedOneMeansEverything() {
        store.plant("purges/v1/readme.txt", "hello".getBytes(StandardCharsets.US_ASCII), Map.of());
        b.tier.poll();
        assertThat(b.forgotten).isEmpty();
        store.plant("purges/v1/0-0-0", "tomthumb purges 1\ntag re".getBytes(StandardCharsets.US_ASCII), Map.of());
        b.tier.poll();
        b.tier.poll();
        assertThat(b.forgotten).as("it may be on its way").isEmpty();
        b.tier.poll();
        assertThat(b.forgotten).containsExactly(new Invalidation.Everything());
    }

    @Test
    void manyPurgesAreGatheredAndNoneIsLost() throws Exception {
        for (int i = 0; i < 250; i++) {
            a.tier.purges().tell(List.of(new Invalidation.OfOriginal("s3://photos/" + i + ".jpg")));
            if (i == 100) {
                b.tier.poll();
            }
        }
        clock.advance(Duration.ofHours(1));
        a.tier.poll();
        assertThat(store.names("purges/")).hasSizeLessThan(10);
        b.tier.poll();
        assertThat(b.forgotten).hasSize(250).doesNotHaveDuplicates();
        clock.advance(Duration.ofHours(1));
        Node fresh = started("c");
        assertThat(fresh.forgotten).hasSize(250);
    }

    private static Invalidation original(int seed) {
        return new Invalidation.OfOriginal("s3://photos/" + seed + ".jpg");
    }

    private void plant(String name, Invalidation what) {
        store.plant(
                "purges/v1/" + name,
                PurgeFile.write(List.of(new PurgeFile.Entry(what, OptionalLong.empty()))),
                Map.of());
    }

    @Test
    void aPurgeThatCannotBeReadKeepsNoOtherFromBeingObeyed() {
        plant("1-cccc-0", original(1));
        plant("2-cccc-0", original(2));
        plant("3-cccc-0", original(3));
        store.unreadable.add("purges/v1/2-cccc-0");
        b.tier.poll();
        assertThat(b.forgotten).containsExactly(original(1));
        assertThat(b.tier.purges().lack()).isPresent();

        store.unreadable.clear();
        b.tier.poll();
        assertThat(b.forgotten).containsExactly(original(1), original(2), original(3));
        assertThat(b.tier.purges().lack()).isEmpty();
    }

    @Test
    void whatIsReadWhenAThreadIsInterruptedIsObeyedLater() {
        plant("1-cccc-0", original(1));
        plant("2-cccc-0", original(2));
        int before = store.gets.get();
        store.whileReading = () -> {
            if (store.gets.get() == before + 2) {
                Thread.currentThread().interrupt();
            }
        };
        b.tier.poll();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(b.forgotten).as("an interrupt closes the files of a cache").isEmpty();

        store.whileReading = () -> {};
        b.tier.poll();
        assertThat(b.forgotten).containsExactlyInAnyOrder(original(1), original(2));
    }

    @Test
    void whatCouldNotBeObeyedIsTriedAgainWhateverWasThrown() {
        for (Throwable thrown : List.of(new IllegalStateException("closed"), new AssertionError("broken"))) {
            List<Invalidation> forgotten = new ArrayList<>();
            boolean[] works = {false};
            Node node = new Node("c" + thrown.getMessage(), clock, clock::advance);
            node.tier.purges().start(what -> {
                if (!works[0]) {
                    SharedTierTest.<RuntimeException>thrown(thrown);
                }
                forgotten.addAll(what);
            });
            plant("1-cccc-" + nodes.size(), original(1));
            node.tier.poll();
            assertThat(node.tier.purges().lack())
                    .hasValueSatisfying(why -> assertThat(why).contains("cannot be obeyed"));
            works[0] = true;
            node.tier.poll();
            assertThat(forgotten).containsExactly(original(1));
            assertThat(node.tier.purges().lack()).isEmpty();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void thrown(Throwable what) throws T {
        throw (T) what;
    }

    @Test
    void equalPurgesOfOneSecondAreTwo() {
        plant("1-cccc-0", original(1));
        b.tier.poll();
        plant("1-cccc-1", original(1));
        b.tier.poll();
        assertThat(b.forgotten).containsExactly(original(1), original(1));
    }

    @Test
    void aListThatIsCutOffIsNotTakenForWhole() {
        plant("1-cccc-0", original(1));
        plant("2-cccc-0", original(2));
        store.page = 1;
        clock.advance(Duration.ofHours(4));
        b.tier.poll();
        assertThat(b.forgotten).containsExactly(original(1));
        assertThat(b.tier.purges().lack())
                .hasValueSatisfying(why -> assertThat(why).contains("the newest cannot be read"));
        assertThat(b.find(7)).isEmpty();
        assertThat(b.count("skipped")).isEqualTo(1);

        store.page = 2;
        b.tier.poll();
        assertThat(b.forgotten).containsExactly(original(1), original(2));
        assertThat(b.tier.purges().lack()).isEmpty();
    }

    @Test
    void aListThatIsCutOffIsGathered() {
        for (int i = 0; i < 300; i++) {
            plant(String.format("%03x-cccc-0", i), original(i));
        }
        store.page = 250;
        clock.advance(Duration.ofHours(1));
        b.tier.poll();
        b.tier.poll();
        assertThat(b.forgotten).hasSize(300);
        assertThat(b.tier.purges().lack()).isEmpty();
    }

    @Test
    void aPurgeOfOursThatIsTooLargeMeansEverything() {
        store.plant("purges/v1/1-cccc-0", new byte[(32 << 20) + 1], Map.of());
        store.plant("purges/v1/backup.tar", new byte[(32 << 20) + 1], Map.of());
        for (int i = 0; i < 4; i++) {
            b.tier.poll();
        }
        assertThat(b.forgotten).containsExactly(new Invalidation.Everything());
    }

    @Test
    void gatheringRemovesNothingThatIsNoPurge() {
        store.plant("purges/v1/0-readme.txt", "hello".getBytes(StandardCharsets.US_ASCII), Map.of());
        for (int i = 0; i < 250; i++) {
            plant(String.format("%03x-cccc-0", i), original(i));
        }
        clock.advance(Duration.ofHours(1));
        b.tier.poll();
        assertThat(store.names("purges/")).hasSize(2).contains("purges/v1/0-readme.txt");
    }

    @Test
    void whereNothingMayBeRemovedGatheringIsLeftAloneForAWhile() {
        for (int i = 0; i < 250; i++) {
            plant(String.format("%03x-cccc-0", i), original(i));
        }
        store.keepsAll = true;
        clock.advance(Duration.ofHours(1));
        for (int i = 0; i < 5; i++) {
            b.tier.poll();
        }
        assertThat(store.names("purges/")).hasSize(251);
        assertThat(b.tier.purges().lack()).as("all have been read").isEmpty();
    }

    @Test
    void aPurgeThatCannotBeWrittenDownEitherIsKeptInMemory() throws Exception {
        Path notes = directory.resolve("a");
        a.tier.close();
        if (Files.exists(notes)) {
            try (var files = Files.list(notes)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(notes);
        }
        Files.writeString(notes, "no directory");
        a = started("a");
        store.broken = Optional.of(Kind.UNAVAILABLE);
        assertThat(a.tier.purges().tell(List.of(original(1))))
                .hasValueSatisfying(why -> assertThat(why).contains("cannot be written down"));

        store.broken = Optional.empty();
        a.tier.poll();
        b.tier.poll();
        assertThat(b.forgotten).containsExactly(original(1));
        assertThat(a.tier.purges().lack()).isEmpty();
        clock.advance(MINUTE);
        a.tier.poll();
        a.make(1);
        assertThat(a.find(1)).as("it is not pending for ever").isPresent();
    }

    @Test
    void aListThatIsNotReadAnyMoreIsSaidSo() {
        assertThat(b.tier.purges().lack()).isEmpty();
        clock.advance(Duration.ofHours(4));
        assertThat(b.tier.purges().lack())
                .hasValueSatisfying(why -> assertThat(why).contains("have not been read since"));
    }

    @Test
    void noMoreIsReadAtOnceThanThereIsRoomFor() throws Exception {
        a.make(1);
        a.make(2);
        // Two of them do not fit together into the room of one: 1 MB and the record's most.
        store.damage(name(1), new byte[1 << 20]);
        store.damage(name(2), new byte[1 << 20]);
        boolean[] within = {false};
        store.whileReading = () -> {
            if (!within[0]) {
                within[0] = true;
                b.find(2);
            }
        };
        b.find(1);
        assertThat(b.count("skipped")).isEqualTo(1);
        assertThat(b.count("damaged")).as("one was read").isEqualTo(1);
        b.find(2);
        assertThat(b.count("damaged")).as("there is room again").isEqualTo(2);
    }

    // ---- One maker

    @Test
    void whoeverComesSecondWaitsForTheFirst() throws Exception {
        assertThat(a.tier.renditions().find(key(1), SLOW))
                .as("it is the one to make it")
                .isEmpty();
        int[] looks = {0};
        store.beforeGet = () -> {
            if (++looks[0] == 4) {
                store.beforeGet = () -> {};
                a.offerNow(1);
            }
        };

        assertThat(b.tier.renditions().find(key(1), SLOW)).isPresent();
        assertThat(b.count("waits")).isEqualTo(1);
        assertThat(store.names("leases/")).as("given back").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {250, 800, 1500, 2000})
    void whoWaitsHasItFiftyMillisecondsLaterThanItsMaker(int render) throws Exception {
        Duration expected = Duration.ofMillis(render);
        assertThat(a.tier.renditions().find(key(1), expected)).isEmpty();
        Instant made = clock.instant().plus(expected.minusMillis(1));
        AtomicBoolean offered = new AtomicBoolean();
        store.beforeGet = () -> {
            clock.advance(TRIP);
            if (!clock.instant().isBefore(made) && !offered.getAndSet(true)) {
                a.offerNow(1);
            }
        };

        assertThat(b.tier.renditions().find(key(1), expected)).isPresent();

        assertThat(Duration.between(made, clock.instant())).isLessThan(Duration.ofMillis(50));
    }

    @ParameterizedTest
    @ValueSource(ints = {250, 800, 1500, 2000})
    void whoWaitsInVainHasLostNoMoreThanOneRenderAndFiftyMilliseconds(int render) {
        Duration expected = Duration.ofMillis(render);
        assertThat(a.tier.renditions().find(key(1), expected)).isEmpty();
        store.beforeGet = () -> clock.advance(TRIP);
        Instant before = clock.instant();

        assertThat(b.tier.renditions().find(key(1), expected)).isEmpty();

        assertThat(Duration.between(before, clock.instant())).isBetween(expected, expected.plusMillis(50));
    }

    @Test
    void nobodyWaitsLongerThanItsPatience() {
        assertThat(a.tier.renditions().find(key(1), SLOW)).isEmpty();
        Instant before = clock.instant();

        assertThat(b.tier.renditions().find(key(1), SLOW.multipliedBy(2))).isEmpty();
        assertThat(Duration.between(before, clock.instant())).isBetween(SLOW, SLOW.plusMillis(50));
    }

    @Test
    void aLeaseOfADeadNodeIsTakenOver() {
        assertThat(a.tier.renditions().find(key(1), SLOW)).isEmpty();
        clock.advance(Duration.ofSeconds(30));
        Instant before = clock.instant();

        assertThat(b.tier.renditions().find(key(1), SLOW)).isEmpty();
        assertThat(clock.instant()).as("it does not wait").isEqualTo(before);
    }

    @Test
    void aLeaseThatIsNoneIsTakenOverAndLeasesGoOn() {
        store.plant(Layout.lease(key(1)), new byte[100], Map.of());
        Instant before = clock.instant();
        assertThat(a.tier.renditions().find(key(1), SLOW)).isEmpty();
        assertThat(clock.instant()).as("it does not wait").isEqualTo(before);
        assertThat(b.tier.renditions().find(key(1), SLOW)).isEmpty();
        assertThat(b.count("waits")).isEqualTo(1);
        assertThat(a.tier.renditions().find(key(2), SLOW)).isEmpty();
        assertThat(store.names("leases/")).hasSize(2);
    }

    @Test
    void whatWasNotMadeAfterAllIsNotWaitedFor() throws Exception {
        assertThat(a.tier.renditions().find(key(1), SLOW)).isEmpty();
        a.tier.renditions().abandon(key(1));
        a.settle();
        Instant before = clock.instant();
        assertThat(b.tier.renditions().find(key(1), SLOW)).isEmpty();
        assertThat(clock.instant()).isEqualTo(before);
    }

    @Test
    void aStoreWithoutConditionsMeansTwoMakers() {
        store.knowsNoConditions = true;
        assertThat(a.tier.renditions().find(key(1), SLOW)).isEmpty();
        Instant before = clock.instant();
        assertThat(b.tier.renditions().find(key(1), SLOW)).isEmpty();
        assertThat(clock.instant()).isEqualTo(before);
        assertThat(b.tier.renditions().lack()).isEmpty();
    }

    @Test
    void whatIsMadeQuicklyHasNoLease() {
        assertThat(a.tier.renditions().find(key(1), Duration.ofMillis(100))).isEmpty();
        assertThat(store.puts.get()).isZero();
    }

    @Test
    void aPlaceThatCannotBeReadOrWrittenCostsNothingButWork() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "no directory");
        Notes notes = new Notes(file);
        notes.place(5);
        assertThat(notes.place()).isEmpty();
        assertThat(notes.untold()).isEmpty();
    }
}
