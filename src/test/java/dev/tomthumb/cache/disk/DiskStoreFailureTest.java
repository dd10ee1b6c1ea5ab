package dev.tomthumb.cache.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.disk.FaultyFiles.Fault;
import dev.tomthumb.cache.disk.FaultyFiles.Kind;
import dev.tomthumb.cache.disk.FaultyFiles.Operation;
import dev.tomthumb.testkit.LogLines;
import dev.tomthumb.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that is full, broken or read-only, for a moment or for long, at any operation of the store. */
class DiskStoreFailureTest {
    private static final long CAPACITY = 1 << 20;
    private static final int LENGTH = 9_000;
    private static final Set<Kind> CHANGES = EnumSet.of(
            Kind.OPEN, Kind.CREATE_DIRECTORIES, Kind.WRITE, Kind.FORCE, Kind.TRUNCATE, Kind.MOVE, Kind.DELETE);

    private static final int[] TORN = {0, 1, 57, 4096};

    @TempDir
    Path dir;

    private final LogLines log = new LogLines(DiskStore.class);
    private final SettableClock clock = new SettableClock();
    private final MemoryFiles memory = new MemoryFiles();
    private final FaultyFiles files = new FaultyFiles(memory);

    @AfterEach
    void closeLog() {
        log.close();
    }

    private DiskStore open(FileLayer over) throws IOException {
        return DiskStore.open(dir, Sample.settings(CAPACITY, Sync.SECOND, clock), DiskListener.NONE, over);
    }

    private static Optional<Long> put(DiskStore store, String key, long version) {
        return store.put(
                Sample.key(key),
                new Labels("original-" + key.charAt(0), Set.of()),
                KnownValue.of(key, version, LENGTH),
                1,
                DiskStore.NEVER);
    }

    private static Optional<Long> version(DiskStore store, String key) {
        return store.get(Sample.key(key)).map(entry -> KnownValue.version(key, entry.value()));
    }

    /** Enough time and housekeeping for a store to try again. */
    private void waitFor(DiskStore store) {
        for (int i = 0; i < 400; i++) {
            clock.advance(Duration.ofMillis(500));
            store.maintain();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FaultyFiles.FULL, FaultyFiles.BROKEN, FaultyFiles.READ_ONLY})
    void putsAreDroppedWhileTheDiskCannotBeWrittenAndTakenAgainWhenItCan(String reason) throws IOException {
        try (DiskStore store = open(files)) {
            assertThat(put(store, "a", 1)).isPresent();
            files.fail(Fault.each(CHANGES, reason));
            assertThat(put(store, "b", 1)).isEmpty();
            assertThat(put(store, "a", 2)).isEmpty();
            for (int i = 0; i < 50; i++) {
                assertThat(put(store, "c" + i, 1)).isEmpty();
                store.maintain();
            }

            DiskStatistics failing = store.statistics();
            assertThat(failing.serving()).isFalse();
            assertThat(failing.failures()).isPositive();
            assertThat(failing.dropped()).isEqualTo(52);
            assertThat(failing.lastFailure())
                    .hasValueSatisfying(last -> assertThat(last).contains(dir.toString(), reason));
            assertThat(version(store, "a"))
                    .as("the value that could not be replaced")
                    .isEmpty();
            assertThat(log.warnings())
                    .hasSize(1)
                    .allSatisfy(line -> assertThat(line).contains(dir.toString(), reason));

            waitFor(store);
            assertThat(store.statistics().serving()).isFalse();
            assertThat(log.warnings()).hasSize(1);

            files.heal();
            waitFor(store);
            assertThat(store.statistics().serving()).isTrue();
            assertThat(put(store, "d", 1)).isPresent();
            assertThat(version(store, "d")).contains(1L);
        }
        try (DiskStore again = open(files)) {
            assertThat(version(again, "a"))
                    .as("replaced when the disk could not be written")
                    .isEmpty();
            assertThat(version(again, "d")).contains(1L);
        }
    }

    @Test
    void whatIsThereIsReadWhileTheDiskIsFull() throws IOException {
        try (DiskStore store = open(files)) {
            assertThat(put(store, "a", 1)).isPresent();
            files.fail(Fault.each(CHANGES, FaultyFiles.FULL));
            put(store, "b", 1);

            assertThat(version(store, "a")).contains(1L);
        }
        files.heal();
        try (DiskStore again = open(files)) {
            assertThat(version(again, "a")).contains(1L);
        }
    }

    @Test
    void removalsAndPurgesWhileTheDiskIsBrokenHoldAtOnceAndForGood() throws IOException {
        try (DiskStore store = open(files)) {
            for (String key : List.of("a1", "a2", "b1", "b2", "c1")) {
                assertThat(put(store, key, 1)).isPresent();
            }
            files.fail(Fault.each(CHANGES, FaultyFiles.BROKEN));
            put(store, "d", 1);
            assertThat(store.remove(Sample.key("a1"))).isTrue();
            assertThat(store.purge(new Purge.Original("original-b"))).isEqualTo(2);
            assertThat(version(store, "a1")).isEmpty();
            assertThat(version(store, "b1")).isEmpty();
            assertThat(version(store, "c1")).contains(1L);
            files.heal();
            waitFor(store);
            try (MemoryStore killed = killed()) {
                killed.expectOnly("a2", "c1");
            }
        }
        try (MemoryStore closed = killed()) {
            closed.expectOnly("a2", "c1");
        }
    }

    @Test
    void removalsAreWrittenAtTheLatestAtClose() throws IOException {
        try (DiskStore store = open(files)) {
            for (String key : List.of("a1", "b1", "c1")) {
                assertThat(put(store, key, 1)).isPresent();
            }
            files.fail(Fault.each(CHANGES, FaultyFiles.FULL));
            store.remove(Sample.key("a1"));
            store.purge(new Purge.Original("original-b"));
            files.heal();
        }
        try (MemoryStore closed = killed()) {
            closed.expectOnly("c1");
        }
    }

    /** A store opened, in a directory of its own, on what another process would find now. */
    private MemoryStore killed() throws IOException {
        DiskSettings settings = Sample.settings(CAPACITY, Sync.SECOND, clock);
        Path other = dir.resolve("killed");
        MemoryFiles moved = new MemoryFiles();
        memory.contents().forEach((file, bytes) -> moved.place(other.resolve(file.getFileName()), bytes.clone()));
        return new MemoryStore(DiskStore.open(other, settings, DiskListener.NONE, moved));
    }

    private record MemoryStore(DiskStore store) implements AutoCloseable {
        void expectOnly(String... keys) {
            Set<String> found = new TreeSet<>();
            for (String letter : List.of("a", "b", "c", "d")) {
                for (String key : List.of(letter, letter + 1, letter + 2)) {
                    version(store, key).ifPresent(version -> found.add(key));
                }
            }
            assertThat(found).containsExactly(keys);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    /** Evicted in memory, while the segment that has it is still there: it must not come back either. */
    @Test
    void whatIsRemovedWhileItsSegmentCannotBeGivenUpStaysAway() throws IOException {
        Set<String> removed = new TreeSet<>();
        try (DiskStore store = open(files)) {
            files.fail(Fault.each(EnumSet.of(Kind.FORCE), FaultyFiles.BROKEN));
            int puts = 0;
            while (store.statistics().serving()) {
                put(store, "a" + puts++, 1);
            }
            for (int i = 0; i < puts; i++) {
                if (!store.contains(Sample.key("a" + i))) {
                    store.remove(Sample.key("a" + i));
                    removed.add("a" + i);
                }
            }
            files.heal();
        }
        assertThat(removed).isNotEmpty();
        try (DiskStore again = open(files)) {
            removed.forEach(key -> assertThat(version(again, key)).as(key).isEmpty());
        }
    }

    @Test
    void aDiskThatIsFullAtCloseCostsNothingThatWasStored() throws IOException {
        DiskStore store = open(files);
        for (int i = 0; i < 20; i++) {
            assertThat(put(store, "a" + i, 1)).isPresent();
        }
        files.fail(Fault.each(CHANGES, FaultyFiles.FULL));
        store.close();
        files.heal();

        try (DiskStore again = open(files)) {
            for (int i = 0; i < 20; i++) {
                assertThat(version(again, "a" + i)).contains(1L);
            }
            assertThat(put(again, "b", 1)).isPresent();
        }
    }

    /** The next start is not refused for want of space, and the store reads. */
    @Test
    void aVolumeThatIsFullAtTheStartIsReadAndWrittenAgainWhenThereIsSpace() throws IOException {
        MemoryFiles volume = new MemoryFiles(4 << 20);
        DiskStore before = open(volume);
        for (int i = 0; i < 40; i++) {
            assertThat(put(before, "a" + i, 1)).isPresent();
        }
        MemoryFiles left = volume.afterKill();
        before.close();
        left.occupy(4 << 20);

        try (DiskStore store = open(left)) {
            for (int i = 0; i < 40; i++) {
                assertThat(version(store, "a" + i)).contains(1L);
            }
            for (int i = 0; i < 40; i++) {
                put(store, "b" + i, 1);
            }
            assertThat(put(store, "c", 1)).isEmpty();
            assertThat(store.statistics().serving()).isFalse();
            left.occupy(0);
            waitFor(store);
            assertThat(put(store, "c", 1)).isPresent();
            assertThat(version(store, "c")).contains(1L);
        }
    }

    @Test
    void theMinimumOfFreeSpaceIsKeptByGivingBack() throws IOException {
        MemoryFiles volume = new MemoryFiles(4 << 20);
        DiskSettings settings = new DiskSettings(3 << 20, 1 << 20, Sync.SECOND, "test", clock);
        try (DiskStore store = DiskStore.open(dir, settings, DiskListener.NONE, volume)) {
            for (int i = 0; i < 400; i++) {
                put(store, "a" + i, 1);
                store.maintain();
            }
            assertThat(volume.usableSpace(dir)).isGreaterThanOrEqualTo((1 << 20) - 256 * 1024);
            volume.occupy(2 << 20);
            for (int i = 0; i < 100; i++) {
                clock.advance(Duration.ofMillis(200));
                store.maintain();
            }
            assertThat(volume.usableSpace(dir)).as("bytes left for others").isGreaterThanOrEqualTo(1 << 20);
            assertThat(store.statistics().serving()).isTrue();
            assertThat(store.statistics().failures()).isZero();
            assertThat(version(store, "a399")).as("the newest").contains(1L);
        }
    }

    /** Below the minimum of free space nothing fails, for nothing is written; an operator must hear of it all the same. */
    @Test
    void whoLeavesNoRoomIsToldOfAndSoIsHisGoing() throws IOException {
        MemoryFiles volume = new MemoryFiles(4 << 20);
        DiskSettings settings = new DiskSettings(3 << 20, 1 << 20, Sync.SECOND, "test", clock);
        try (DiskStore store = DiskStore.open(dir, settings, DiskListener.NONE, volume)) {
            assertThat(put(store, "a", 1)).isPresent();
            volume.occupy(7 << 19);
            waitFor(store);

            assertThat(put(store, "b", 1)).isEmpty();
            assertThat(store.statistics().serving()).isFalse();
            assertThat(store.statistics().failures()).isZero();
            assertThat(store.statistics().lastFailure())
                    .hasValueSatisfying(reason -> assertThat(reason)
                            .startsWith("no room in " + dir + ": ")
                            .endsWith(" are free on its volume, of which 1 MB are to stay so (minimum-free)"));
            assertThat(log.warnings()).singleElement().asString().startsWith("The disk tier pauses: no room in " + dir);

            volume.occupy(0);
            waitFor(store);
            assertThat(put(store, "b", 1)).isPresent();
            assertThat(store.statistics().serving()).isTrue();
            assertThat(store.statistics().lastFailure()).isEmpty();
            assertThat(log.all()).anyMatch(line -> line.endsWith("stores entries again."));
        }
    }

    @Test
    void aSmallVolumeUnderALargeCapacityOnlyDropsPuts() throws IOException {
        MemoryFiles volume = new MemoryFiles(1 << 20);
        DiskSettings settings = new DiskSettings(64 << 20, 0, Sync.SECOND, "test", clock);
        Map<String, Long> stored = new HashMap<>();
        try (DiskStore store = DiskStore.open(dir, settings, DiskListener.NONE, volume)) {
            for (int i = 0; i < 300; i++) {
                String key = "a" + i;
                put(store, key, 1).ifPresent(id -> stored.put(key, 1L));
                clock.advance(Duration.ofMillis(200));
                store.maintain();
            }
            assertThat(stored).hasSizeBetween(50, 299);
            stored.forEach(
                    (key, version) -> assertThat(version(store, key)).as(key).contains(version));
        }
        try (DiskStore again = DiskStore.open(dir, settings, DiskListener.NONE, volume)) {
            stored.forEach(
                    (key, version) -> assertThat(version(again, key)).as(key).contains(version));
        }
    }

    @Test
    void anEntryThatCannotBeReadIsAMissAndOthersAreRead() throws IOException {
        try (DiskStore store = open(files)) {
            for (int i = 0; i < 20; i++) {
                assertThat(put(store, "a" + i, 1)).isPresent();
            }
            files.fail(Fault.once(files.operations().size() + 1, FaultyFiles.BROKEN));
            assertThat(version(store, "a1")).isEmpty();
            assertThat(store.statistics().failures()).isOne();
            assertThat(store.statistics().lastFailure())
                    .hasValueSatisfying(last -> assertThat(last).contains(dir.toString(), FaultyFiles.BROKEN));
            assertThat(version(store, "a2")).contains(1L);
            assertThat(log.warnings()).as("logged once").hasSize(1);
        }
    }

    @Test
    void aDiskThatCannotBeReadTurnsTheStoreOffAndOnAgain() throws IOException {
        try (DiskStore store = open(files)) {
            for (int i = 0; i < 40; i++) {
                assertThat(put(store, "a" + i, 1)).isPresent();
            }
            files.fail(operation -> Optional.of(new FaultyFiles.Failure(FaultyFiles.BROKEN, 0)));
            for (int i = 0; i < 30; i++) {
                assertThat(version(store, "a" + i)).isEmpty();
            }
            assertThat(store.statistics().serving()).isFalse();
            int asked = files.operations().size();
            assertThat(version(store, "a31")).isEmpty();
            assertThat(files.operations()).as("a dead disk is left alone").hasSize(asked);
            files.heal();
            waitFor(store);
            assertThat(version(store, "a31")).contains(1L);
            assertThat(put(store, "b", 1)).isPresent();
        }
    }

    @Test
    void anyOperationMayFailOnce() throws IOException {
        for (Operation operation : new Script(Fault.NONE, true).run()) {
            int number = operation.number();
            String reason = number % 2 == 0 ? FaultyFiles.FULL : FaultyFiles.BROKEN;
            for (int torn : Effort.MUCH ? TORN : new int[] {TORN[number % TORN.length]}) {
                new Script(Fault.torn(number, reason, torn), true).run();
            }
        }
    }

    @Test
    void anyOperationMayFailAndAllChangesAfterIt() throws IOException {
        failForGood(FaultyFiles.FULL, CHANGES);
    }

    @Test
    void anyOperationMayFailAndAllAfterIt() throws IOException {
        failForGood(FaultyFiles.BROKEN, EnumSet.allOf(Kind.class));
    }

    private void failForGood(String reason, Set<Kind> kinds) throws IOException {
        List<Operation> all = new Script(Fault.NONE, true).run();
        for (int first = 1; first <= all.size(); first += Effort.MUCH ? 1 : 7) {
            int from = first;
            Fault fault = operation -> operation.number() >= from && kinds.contains(operation.kind())
                    ? Optional.of(new FaultyFiles.Failure(reason, 10))
                    : Optional.empty();
            new Script(fault, false).run();
        }
    }

    /**
     * The life of a store that comes around its log several times, under a fault, with what it must still hold at its end:
     * nothing wrong, and nothing that had been removed.
     */
    private final class Script {
        private final SettableClock time = new SettableClock();
        private final MemoryFiles volume = new MemoryFiles();
        private final FaultyFiles faulty = new FaultyFiles(volume);
        private final Fault fault;
        private final boolean forgiving;
        private final Map<String, Long> last = new HashMap<>();
        private final Set<String> gone = new HashSet<>();
        private long versions;

        /** @param forgiving whether the store can make good for the fault before its end */
        Script(Fault fault, boolean forgiving) {
            this.fault = fault;
            this.forgiving = forgiving;
        }

        List<Operation> run() throws IOException {
            faulty.fail(fault);
            live(0);
            live(1);
            List<Operation> operations = faulty.operations();
            faulty.heal();
            afterwards(operations);
            return operations;
        }

        private void live(int part) {
            DiskStore store;
            try {
                store = open();
            } catch (IOException refused) {
                assertThat(refused).as("a refusal by the disk").hasMessageContaining("");
                return;
            }
            for (int i = 0; i < 130; i++) {
                put(store, "a" + i % 30);
                check(store, "a" + i * 7 % 30);
                if (i % 13 == 5) {
                    remove(store, "a" + i * 11 % 30);
                }
                if (i % 10 == 0) {
                    time.advance(Duration.ofMillis(700));
                    store.maintain();
                }
                if (i == 70 + part) {
                    store.purge(new Purge.Prefix(new byte[] {'a', '1'}));
                    last.keySet().stream().filter(key -> key.startsWith("a1")).forEach(gone::add);
                    last.keySet().removeAll(gone);
                }
            }
            last.keySet().forEach(key -> check(store, key));
            gone.forEach(key -> check(store, key));
            store.close();
        }

        private DiskStore open() throws IOException {
            return DiskStore.open(dir, Sample.settings(CAPACITY, Sync.SECOND, time), DiskListener.NONE, faulty);
        }

        private void put(DiskStore store, String key) {
            long version = ++versions;
            if (DiskStoreFailureTest.put(store, key, version).isPresent()) {
                last.put(key, version);
                gone.remove(key);
            } else {
                last.remove(key);
                gone.add(key);
            }
        }

        private void remove(DiskStore store, String key) {
            store.remove(Sample.key(key));
            last.remove(key);
            gone.add(key);
        }

        private void check(DiskStore store, String key) {
            Optional<Long> version = version(store, key);
            if (version.isPresent()) {
                assertThat(version.get())
                        .as(() -> "version of " + key + ", after " + failed(faulty.operations()))
                        .isEqualTo(last.get(key));
            }
        }

        /** The disk is well again: the store comes back, holds nothing wrong, and what is put now stays. */
        private void afterwards(List<Operation> operations) throws IOException {
            String when = failed(operations);
            try (DiskStore store = open()) {
                store.maintain();
                for (int i = 0; i < 30; i++) {
                    String key = "a" + i;
                    if (forgiving) {
                        check(store, key);
                    } else {
                        version(store, key)
                                .ifPresent(version -> assertThat(version).isBetween(1L, versions));
                    }
                }
                assertThat(DiskStoreFailureTest.put(store, "z", 1))
                        .as("a put after %s", when)
                        .isPresent();
            }
            try (DiskStore store = open()) {
                assertThat(version(store, "z")).as("after %s", when).contains(1L);
                assertThat(store.statistics().recovery().setAside())
                        .as("after %s", when)
                        .isZero();
            }
            assertThat(volume.mostUsed()).as("bytes after %s", when).isLessThanOrEqualTo(CAPACITY);
        }

        private String failed(List<Operation> operations) {
            return operations.stream()
                    .filter(operation -> fault.of(operation).isPresent())
                    .findFirst()
                    .map(Operation::toString)
                    .orElse("nothing");
        }
    }
}
