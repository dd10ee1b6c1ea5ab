package dev.tomthumb.cache.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.testkit.SettableClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskStoreTest {
    private static final long LARGE = 64 << 20;
    private static final Labels CAT = new Labels("cat.jpg", Set.of("animals", "home"));

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();

    @Test
    void findsWhatWasPut() throws Exception {
        try (DiskStore store = open(LARGE)) {
            assertThat(store.get(key("a"))).isEmpty();
            assertThat(put(store, "a", "one")).isPresent();
            assertThat(text(store, "a")).contains("one");
            assertThat(store.contains(key("a"))).isTrue();
            assertThat(store.contains(key("b"))).isFalse();
            assertThat(store.statistics().hits()).isEqualTo(1);
            assertThat(store.statistics().misses()).isEqualTo(1);
        }
    }

    @Test
    void keepsTheLastValueOverARestart() throws Exception {
        try (DiskStore store = open(LARGE)) {
            put(store, "a", "one");
            put(store, "a", "two");
            put(store, "b", "");
        }
        try (DiskStore store = open(LARGE)) {
            assertThat(text(store, "a")).contains("two");
            assertThat(text(store, "b")).contains("");
            assertThat(store.statistics().entries()).isEqualTo(2);
            assertThat(store.statistics().recovery().scannedBytes())
                    .as("the index covers all of it")
                    .isZero();
        }
    }

    @Test
    void keepsEverythingIfItsProcessDies() throws Exception {
        DiskStore dying = open(LARGE);
        put(dying, "a", "one");
        put(dying, "b", "two");
        dying.remove(key("a"));
        try (DiskStore store = reopenCopy()) {
            assertThat(text(store, "a")).isEmpty();
            assertThat(text(store, "b")).contains("two");
            assertThat(store.statistics().recovery().scannedBytes()).isPositive();
        }
        dying.close();
    }

    @Test
    void removesForGood() throws Exception {
        try (DiskStore store = open(LARGE)) {
            put(store, "a", "one");
            assertThat(store.remove(key("a"))).isTrue();
            assertThat(store.remove(key("a"))).isFalse();
            assertThat(text(store, "a")).isEmpty();
        }
        try (DiskStore store = open(LARGE)) {
            assertThat(text(store, "a")).isEmpty();
        }
    }

    @Test
    void anEntryExpires() throws Exception {
        try (DiskStore store = open(LARGE)) {
            store.put(key("a"), Labels.NONE, bytes("one"), clock.millis(), clock.millis() + 1000);
            clock.advance(Duration.ofMillis(999));
            assertThat(text(store, "a")).contains("one");
            clock.advance(Duration.ofMillis(1));
            assertThat(text(store, "a")).isEmpty();
            assertThat(store.statistics().expirations()).isEqualTo(1);
        }
        try (DiskStore store = open(LARGE)) {
            assertThat(store.statistics().entries()).isZero();
        }
    }

    @Test
    void expiryCanBePutOffForTheValueThatWasRead() throws Exception {
        try (DiskStore store = open(LARGE)) {
            long id = store.put(key("a"), Labels.NONE, bytes("one"), clock.millis(), clock.millis() + 1000)
                    .orElseThrow();
            store.expireAt(key("a"), id, clock.millis() + 5000);
            store.expireAt(key("a"), id + 1, clock.millis());
            clock.advance(Duration.ofMillis(4000));
            assertThat(text(store, "a")).contains("one");
        }
    }

    /** Its record in the log has the later time, and no removal of it is written while it only expires. */
    @Test
    void whatExpiredEarlierThanItWasPutForDoesNotComeBack() throws Exception {
        try (DiskStore store = open(LARGE)) {
            for (String name : new String[] {"removed", "left"}) {
                long id = put(store, name, "one").orElseThrow();
                store.expireAt(key(name), id, clock.millis() + 1000);
            }
            clock.advance(Duration.ofMillis(1000));
            assertThat(text(store, "removed")).isEmpty();
            assertThat(text(store, "left")).isEmpty();
            store.remove(key("removed"));
        }
        try (DiskStore store = open(LARGE)) {
            assertThat(text(store, "removed")).isEmpty();
            assertThat(text(store, "left")).isEmpty();
        }
    }

    @Test
    void purgesByOriginalTagPrefixAndAll() throws Exception {
        try (DiskStore store = open(LARGE)) {
            fill(store);
            assertThat(store.purge(new Purge.Original("cat.jpg"))).isEqualTo(2);
            assertThat(keys(store)).containsExactly("dog/320", "dog/640");
            fill(store);
            assertThat(store.purge(new Purge.Tag("home"))).isEqualTo(2);
            fill(store);
            assertThat(store.purge(new Purge.Prefix("dog/".getBytes(StandardCharsets.UTF_8))))
                    .isEqualTo(2);
            assertThat(keys(store)).containsExactly("cat/320", "cat/640");
            assertThat(store.purge(new Purge.All())).isEqualTo(2);
            assertThat(keys(store)).isEmpty();
            put(store, "cat/320", "new");
        }
        try (DiskStore store = open(LARGE)) {
            assertThat(keys(store)).containsExactly("cat/320");
        }
    }

    @Test
    void whatWasPurgedDoesNotComeBack() throws Exception {
        DiskStore dying = open(LARGE);
        fill(dying);
        dying.purge(new Purge.Original("cat.jpg"));
        put(dying, "cat/320", "new");
        try (DiskStore store = reopenCopy()) {
            assertThat(keys(store)).containsExactly("cat/320", "dog/320", "dog/640");
            assertThat(text(store, "cat/320")).contains("new");
        }
        dying.close();
    }

    @Test
    void tellsMakersOfPurgesInBetween() throws Exception {
        try (DiskStore store = open(LARGE)) {
            long stamp = store.stamp();
            store.purge(new Purge.Original("cat.jpg"));
            assertThat(store.purgedSince(stamp, utf8("cat/1"), CAT)).isTrue();
            assertThat(store.purgedSince(stamp, utf8("dog/1"), Labels.NONE)).isFalse();
            assertThat(store.purgedSince(store.stamp(), utf8("cat/1"), CAT)).isFalse();
            for (int i = 0; i < 5000; i++) {
                store.purge(new Purge.Tag("t" + i));
            }
            assertThat(store.purgedSince(stamp, utf8("dog/1"), Labels.NONE))
                    .as("forgotten, so in doubt")
                    .isTrue();
        }
    }

    @Test
    void neverHoldsMoreThanItsCapacity() throws Exception {
        long capacity = 4 << 20;
        Random random = new Random(7);
        try (DiskStore store = open(capacity)) {
            for (int i = 0; i < 3000; i++) {
                byte[] value = new byte[random.nextInt(40_000)];
                random.nextBytes(value);
                assertThat(store.put(key("k" + i), Labels.NONE, ByteBuffer.wrap(value), 0, DiskStore.NEVER))
                        .isPresent();
                if (i % 50 == 0) {
                    assertThat(used()).isLessThanOrEqualTo(capacity);
                    assertThat(store.statistics().diskBytes()).isGreaterThanOrEqualTo(used() - 8192);
                }
            }
            assertThat(store.statistics().evictions()).isPositive();
            assertThat(store.statistics().liveBytes()).isGreaterThan(capacity * 8 / 10);
        }
        assertThat(used()).isLessThanOrEqualTo(capacity);
    }

    @Test
    void keepsWhatIsUsed() throws Exception {
        try (DiskStore store = open(4 << 20)) {
            put(store, "hot", "hot");
            for (int i = 0; i < 3000; i++) {
                store.put(key("k" + i), Labels.NONE, ByteBuffer.allocate(10_000), 0, DiskStore.NEVER);
                assertThat(text(store, "hot")).contains("hot");
            }
            assertThat(text(store, "k0")).isEmpty();
        }
    }

    @Test
    void aSmallerCapacityKeepsWhatFits() throws Exception {
        try (DiskStore store = open(LARGE)) {
            for (int i = 0; i < 1000; i++) {
                store.put(key("k" + i), Labels.NONE, ByteBuffer.allocate(20_000), 0, DiskStore.NEVER);
            }
        }
        try (DiskStore store = open(8 << 20)) {
            assertThat(used()).isLessThanOrEqualTo(8 << 20);
            assertThat(store.statistics().entries()).isBetween(200L, 420L);
            assertThat(text(store, "k999")).isPresent();
        }
        try (DiskStore store = open(LARGE)) {
            assertThat(store.statistics().entries()).isBetween(200L, 420L);
        }
    }

    @Test
    void whatIsTooLargeIsNotStoredAndWhatWasThereIsGone() throws Exception {
        try (DiskStore store = open(4 << 20)) {
            put(store, "a", "small");
            assertThat(store.put(key("a"), Labels.NONE, ByteBuffer.allocate(1 << 20), 0, DiskStore.NEVER))
                    .isEmpty();
            assertThat(text(store, "a")).isEmpty();
            assertThat(store.statistics().dropped()).isEqualTo(1);
        }
    }

    @Test
    void aRemovalIsWrittenBeforeItReturnsAlsoIfTheStoreIsFull() throws Exception {
        Random random = new Random(11);
        try (DiskStore store = open(2 << 20)) {
            for (int i = 0; i < 1500; i++) {
                store.put(key("k" + random.nextInt(150)), Labels.NONE, ByteBuffer.allocate(5_000), 0, DiskStore.NEVER);
                if (i > 1000 && i % 25 == 0) {
                    String removed = "k" + random.nextInt(150);
                    store.remove(key(removed));
                    try (DiskStore afterwards = reopenCopy()) {
                        assertThat(afterwards.get(key(removed))).as(removed).isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void whatIsRemovedAndPutAgainAndEvictedStaysAway() throws Exception {
        try (DiskStore store = open(2 << 20)) {
            put(store, "k", "old");
            for (int i = 0; i < 2000; i++) {
                if (i < 500) {
                    text(store, "k");
                }
                if (i == 600) {
                    store.remove(key("k"));
                    put(store, "k", "new");
                }
                store.put(key("x" + i), Labels.NONE, ByteBuffer.allocate(5_000), 0, DiskStore.NEVER);
            }
            assertThat(text(store, "k")).isNotEqualTo(Optional.of("old"));
        }
        try (DiskStore store = open(2 << 20)) {
            assertThat(text(store, "k")).isNotEqualTo(Optional.of("old"));
        }
    }

    @Test
    void anEqualKeyOfOtherBytesIsRemovedForGood() throws Exception {
        try (DiskStore store = open(LARGE)) {
            store.put(anyCase("Key"), Labels.NONE, bytes("one"), 0, DiskStore.NEVER);
            store.put(anyCase("KEY"), Labels.NONE, bytes("two"), 0, DiskStore.NEVER);
            assertThat(store.remove(anyCase("key"))).isTrue();
        }
        try (DiskStore store = open(LARGE)) {
            assertThat(store.contains(anyCase("key"))).isFalse();
            assertThat(store.statistics().entries()).isZero();
        }
    }

    private static DiskKey anyCase(String text) {
        return new DiskKey() {
            @Override
            public int hash() {
                return text.toLowerCase(Locale.ROOT).hashCode();
            }

            @Override
            public byte[] bytes() {
                return utf8(text);
            }

            @Override
            public boolean matches(byte[] stored) {
                return new String(stored, StandardCharsets.UTF_8).equalsIgnoreCase(text);
            }
        };
    }

    @Test
    void entriesOfManyTagsArePurgedAfterARestartToo() throws Exception {
        Set<String> tags = IntStream.range(0, 300).mapToObj(i -> "tag" + i).collect(Collectors.toSet());
        try (DiskStore store = open(LARGE)) {
            store.put(key("a"), new Labels("", tags), bytes("one"), 0, DiskStore.NEVER);
        }
        try (DiskStore store = open(LARGE)) {
            assertThat(store.purge(new Purge.Tag("tag299"))).isEqualTo(1);
        }
    }

    @Test
    void aFileOfAHugeNumberUsesUpNothing() throws Exception {
        Files.createFile(directory.resolve("2147483647.idx"));
        try (DiskStore store = open(LARGE)) {
            put(store, "a", "one");
        }
        try (DiskStore store = open(LARGE)) {
            assertThat(text(store, "a")).contains("one");
        }
    }

    @Test
    void aHugeIndexIsNotRead() throws Exception {
        try (DiskStore store = open(LARGE)) {
            put(store, "a", "one");
        }
        try (FileChannel index = FileChannel.open(directory.resolve("00000001.idx"), StandardOpenOption.WRITE)) {
            index.write(ByteBuffer.allocate(1), 2_000_000_000L);
        }
        try (DiskStore store = open(LARGE)) {
            assertThat(text(store, "a")).contains("one");
        }
    }

    @Test
    void aSecondStoreIsRefusedAndTheHolderNamed() throws Exception {
        try (DiskStore store = open(LARGE)) {
            assertThat(store.statistics().serving()).isTrue();
            assertThatThrownBy(() -> open(LARGE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("held by the test of process "
                            + ProcessHandle.current().pid());
        }
    }

    @Test
    void aClosedStoreIsEmptyAndTakesNothing() throws Exception {
        DiskStore store = open(LARGE);
        put(store, "a", "one");
        store.close();
        store.close();
        assertThat(store.get(key("a"))).isEmpty();
        assertThat(put(store, "a", "two")).isEmpty();
        assertThat(store.remove(key("a"))).isFalse();
        assertThat(store.purge(new Purge.All())).isZero();
    }

    @Test
    void anInterruptedThreadReadsAndWrites() throws Exception {
        try (DiskStore store = open(LARGE)) {
            put(store, "a", "one");
            Thread.currentThread().interrupt();
            assertThat(text(store, "a")).contains("one");
            assertThat(put(store, "b", "two")).isPresent();
            assertThat(Thread.interrupted()).as("told on").isTrue();
            assertThat(text(store, "b")).contains("two");
            assertThat(store.statistics().failures()).isZero();
        }
    }

    @Test
    void theThreadEndsWithTheStore() throws Exception {
        try (DiskStore store = DiskStore.open(directory, settings(LARGE), DiskListener.NONE)) {
            assertThat(put(store, "a", "one")).isPresent();
            assertThat(housekeepers()).isEqualTo(1);
        }
        assertThat(housekeepers()).isZero();
    }

    private long housekeepers() {
        String name = "tomthumb-disk " + directory.getFileName();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name) && thread.isAlive())
                .count();
    }

    private static void fill(DiskStore store) {
        store.put(key("cat/320"), CAT, bytes("cat320"), 0, DiskStore.NEVER);
        store.put(key("cat/640"), CAT, bytes("cat640"), 0, DiskStore.NEVER);
        store.put(key("dog/320"), new Labels("dog.jpg", Set.of("animals")), bytes("dog320"), 0, DiskStore.NEVER);
        store.put(key("dog/640"), new Labels("dog.jpg", Set.of()), bytes("dog640"), 0, DiskStore.NEVER);
    }

    private static TreeSet<String> keys(DiskStore store) {
        TreeSet<String> keys = new TreeSet<>();
        for (Iterator<DiskEntry> entries = store.entries(); entries.hasNext(); ) {
            keys.add(new String(entries.next().key(), StandardCharsets.UTF_8));
        }
        return keys;
    }

    private DiskStore open(long capacity) throws IOException {
        return DiskStore.open(directory, settings(capacity), DiskListener.NONE, new JdkFiles());
    }

    private DiskSettings settings(long capacity) {
        return new DiskSettings(capacity, 0, Sync.NEVER, "the test", clock);
    }

    /** What a process finds that is started after the first one was killed. */
    private DiskStore reopenCopy() throws IOException {
        Path copy = Files.createTempDirectory(directory, "copy");
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (StoreFile.number(file).isPresent()) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
        }
        return DiskStore.open(copy, settings(LARGE), DiskListener.NONE, new JdkFiles());
    }

    private long used() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> Space.blocks(file.toFile().length())).sum();
        }
    }

    private static Optional<Long> put(DiskStore store, String key, String value) {
        return store.put(key(key), Labels.NONE, bytes(value), 0, DiskStore.NEVER);
    }

    private static Optional<String> text(DiskStore store, String key) {
        return store.get(key(key))
                .map(entry ->
                        StandardCharsets.UTF_8.decode(entry.value().duplicate()).toString());
    }

    private static DiskKey key(String text) {
        return DiskKey.of(utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(utf8(text));
    }
}
