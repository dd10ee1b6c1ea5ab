package dev.tomthumb.cache.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.LogLines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever becomes of the files, a store opens on them by itself, returns nothing that was not put under its key, and has
 * lost no more than was hit.
 */
class DiskStoreDamageTest {
    private static final int ENTRIES = 200;

    @TempDir
    Path dir;

    private final Sample sample = new Sample(ENTRIES, 2000);
    private final LogLines log = new LogLines(DiskStore.class);
    private MemoryFiles closed = new MemoryFiles();
    private MemoryFiles killed = new MemoryFiles();

    /** How the store was ended before its files were damaged. */
    enum End {
        CLOSED,
        KILLED,
        /** And its indexes are missing. */
        KILLED_WITHOUT_INDEXES
    }

    @BeforeEach
    void fill() throws IOException {
        MemoryFiles files = new MemoryFiles();
        DiskStore store = Sample.open(dir, files);
        sample.fill(store);
        killed = files.afterKill();
        store.close();
        closed = files.afterKill();
        assertThat(segments(closed)).as("segments").hasSizeGreaterThan(3);
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    private MemoryFiles files(End end) throws IOException {
        MemoryFiles files = (end == End.CLOSED ? closed : killed).afterKill();
        if (end == End.KILLED_WITHOUT_INDEXES) {
            for (Path file : indexes(files)) {
                files.delete(file);
            }
        }
        return files;
    }

    private static List<Path> segments(MemoryFiles files) {
        return files.contents().keySet().stream()
                .filter(file -> file.toString().endsWith(".seg"))
                .toList();
    }

    private static List<Path> indexes(MemoryFiles files) {
        return files.contents().keySet().stream()
                .filter(file -> file.toString().endsWith(".idx"))
                .toList();
    }

    /** Opens the store, checks all that it returns and that it works on, now and after it was opened again. */
    private Set<String> lost(MemoryFiles files) throws IOException {
        Set<String> lost;
        try (DiskStore store = Sample.open(dir, files)) {
            lost = sample.lost(store);
            Sample.checkItServes(store);
            store.maintain();
            assertThat(sample.lost(store))
                    .as(() -> "lost after maintain(), " + store.statistics())
                    .isEqualTo(lost);
        }
        try (DiskStore again = Sample.open(dir, files)) {
            assertThat(sample.lost(again)).as("lost when opened again").isEqualTo(lost);
            assertThat(again.get(Sample.key("another"))).isPresent();
        }
        return lost;
    }

    @ParameterizedTest
    @EnumSource
    void undamagedFilesHaveEverything(End end) throws IOException {
        assertThat(lost(files(end))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void sixtyFourFlippedBitsCostWhatTheyHit(End end) throws IOException {
        for (int seed = 0; seed < 12; seed++) {
            MemoryFiles files = files(end);
            Random random = new Random(seed);
            Set<String> hit = new TreeSet<>();
            for (int i = 0; i < 64; i++) {
                Map<Path, byte[]> contents = files.contents();
                Path file = List.copyOf(contents.keySet()).get(random.nextInt(contents.size()));
                byte[] bytes = contents.get(file);
                hit.addAll(flip(files, file, bytes, random.nextInt(bytes.length * 8)));
            }
            assertThat(hit).as("seed %d: all that is lost was hit", seed).containsAll(lost(files));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFlippedBitAnywhereCostsWhatItHits(End end) throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 400; i++) {
            MemoryFiles files = files(end);
            Map<Path, byte[]> contents = files.contents();
            Path file = List.copyOf(contents.keySet()).get(random.nextInt(contents.size()));
            byte[] bytes = contents.get(file);
            // Half of them in the first kilobyte, where the headers are.
            int bit = random.nextInt(8 * (random.nextBoolean() ? bytes.length : Math.min(1024, bytes.length)));
            Set<String> hit = flip(files, file, bytes, bit);
            assertThat(hit).as("bit %d of %s", bit, file.getFileName()).containsAll(lost(files));
        }
    }

    private Set<String> flip(MemoryFiles files, Path file, byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        files.place(file, flipped);
        return file.toString().endsWith(".idx")
                ? Set.of()
                : sample.hit(
                        (files.contents().containsKey(file) ? original(file, bytes) : bytes), bit / 8, bit / 8 + 1);
    }

    /** The bytes before any damage: of a file that was hit twice, values are not found any more. */
    private byte[] original(Path file, byte[] otherwise) {
        return killed.contents().getOrDefault(file, otherwise);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStoreIsCutAtEveryLength(boolean closedBefore) throws IOException {
        Sample small = new Sample(20, 80);
        MemoryFiles files = new MemoryFiles();
        DiskStore store = Sample.open(dir, files);
        small.fill(store);
        MemoryFiles before = files.afterKill();
        store.close();
        if (closedBefore) {
            before = files.afterKill();
        }
        Path segment = segments(before).get(0);
        byte[] bytes = before.contents().get(segment);
        for (int length = 0; length < bytes.length; length++) {
            MemoryFiles cut = before.afterKill();
            cut.place(segment, Arrays.copyOf(bytes, length));
            try (DiskStore opened = Sample.open(dir, cut)) {
                assertThat(small.hit(bytes, length, bytes.length))
                        .as("cut to %d of %d bytes", length, bytes.length)
                        .containsAll(small.lost(opened));
                Sample.checkItServes(opened);
            }
            try (DiskStore again = Sample.open(dir, cut)) {
                small.lost(again);
                assertThat(again.get(Sample.key("another")))
                        .as("put after the cut to %d", length)
                        .isPresent();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anySegmentMayBeCut(End end) throws IOException {
        Random random = new Random(2);
        for (int i = 0; i < 60; i++) {
            MemoryFiles files = files(end);
            Path segment = segments(files).get(random.nextInt(segments(files).size()));
            byte[] bytes = files.contents().get(segment);
            int length = random.nextInt(bytes.length);
            files.place(segment, Arrays.copyOf(bytes, length));

            assertThat(sample.hit(bytes, length, bytes.length))
                    .as("%s cut to %d", segment.getFileName(), length)
                    .containsAll(lost(files));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSegmentThatIsMissingCostsItsEntries(End end) throws IOException {
        for (Path segment : segments(files(end))) {
            MemoryFiles files = files(end);
            byte[] bytes = files.contents().get(segment);
            files.delete(segment);

            assertThat(sample.hit(bytes, 0, Long.MAX_VALUE))
                    .as("without %s", segment.getFileName())
                    .containsAll(lost(files));
        }
    }

    @ParameterizedTest
    @EnumSource
    void segmentsWithEachOthersBytesCostNothingOfOthers(End end) throws IOException {
        List<Path> segments = segments(files(end));
        for (int i = 0; i + 1 < segments.size(); i++) {
            for (int j : new int[] {i + 1, segments.size() - 1}) {
                MemoryFiles files = files(end);
                byte[] first = files.contents().get(segments.get(i));
                byte[] second = files.contents().get(segments.get(j));
                files.place(segments.get(i), second);
                files.place(segments.get(j), first);

                assertThat(lost(files)).as("%d and %d exchanged", i, j).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSegmentTwiceUnderTwoNamesCostsNothing(End end) throws IOException {
        List<Path> segments = segments(files(end));
        for (Path segment : segments) {
            MemoryFiles files = files(end);
            files.place(dir.resolve("00000099.seg"), files.contents().get(segment));

            assertThat(lost(files)).as("%s twice", segment.getFileName()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSegmentInPlaceOfAnotherCostsTheOthersEntries(End end) throws IOException {
        List<Path> segments = segments(files(end));
        for (int i = 1; i < segments.size(); i++) {
            MemoryFiles files = files(end);
            byte[] lost = files.contents().get(segments.get(i));
            files.place(segments.get(i), files.contents().get(segments.get(i - 1)));

            assertThat(sample.hit(lost, 0, Long.MAX_VALUE)).as("segment %d", i).containsAll(lost(files));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSegmentWithoutAHeaderKeepsItsEntries(End end) throws IOException {
        for (Path segment : segments(files(end))) {
            MemoryFiles files = files(end);
            byte[] bytes = files.contents().get(segment);
            Arrays.fill(bytes, 0, SegmentHeader.SIZE, (byte) 0x5a);
            files.place(segment, bytes);

            assertThat(lost(files))
                    .as("%s without a header", segment.getFileName())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWholePageOfGarbageCostsWhatItHits(End end) throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            MemoryFiles files = files(end);
            Path segment = segments(files).get(random.nextInt(segments(files).size()));
            byte[] bytes = files.contents().get(segment);
            int at = random.nextInt(1 + bytes.length / MemoryFiles.PAGE) * MemoryFiles.PAGE;
            int to = Math.min(bytes.length, at + MemoryFiles.PAGE);
            byte[] garbage = new byte[to - at];
            if (random.nextBoolean()) {
                random.nextBytes(garbage);
            }
            byte[] damaged = bytes.clone();
            System.arraycopy(garbage, 0, damaged, at, garbage.length);
            files.place(segment, damaged);

            assertThat(sample.hit(bytes, at, to))
                    .as("%s from %d to %d", segment.getFileName(), at, to)
                    .containsAll(lost(files));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40, 4096})
    void indexesThatAreDamagedOrAnothersCostNothing(int length) throws IOException {
        for (Path index : indexes(closed)) {
            MemoryFiles files = closed.afterKill();
            byte[] garbage = new byte[length];
            new Random(length).nextBytes(garbage);
            files.place(index, garbage);
            assertThat(lost(files)).as("garbage in %s", index.getFileName()).isEmpty();

            files = closed.afterKill();
            files.place(index, files.contents().get(indexes(closed).get(0)));
            assertThat(lost(files)).as("the first for %s", index.getFileName()).isEmpty();
        }
    }

    /** An index of before, when the segment had fewer records, must not hide what came later. */
    @Test
    void anIndexThatIsOlderThanItsSegmentHidesNothing() throws IOException {
        MemoryFiles files = new MemoryFiles();
        Sample small = new Sample(20, 80);
        try (DiskStore store = Sample.open(dir, files)) {
            assertThat(store.put(Sample.key("x"), Labels.NONE, KnownValue.of("x", 1, 50), 1, DiskStore.NEVER))
                    .isPresent();
        }
        Map<Path, byte[]> early = files.contents();
        try (DiskStore store = Sample.open(dir, files)) {
            small.fill(store);
        }
        early.forEach((file, bytes) -> {
            if (file.toString().endsWith(".idx")) {
                files.place(file, bytes);
            }
        });

        try (DiskStore store = Sample.open(dir, files)) {
            assertThat(small.lost(store)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notes.txt",
                "00000001.seg.tmp",
                "00000050.seg",
                "99999999.seg",
                "2147483647.seg",
                "99999999999999.seg",
                "00000000.seg",
                "-1.seg",
                "x.seg",
                "00000002.idx.tmp",
                "00000050.idx",
                ".seg",
                "00000001.seg.set-aside"
            })
    void filesOfOthersDoNotMatter(String name) throws IOException {
        for (int length : new int[] {0, 1, 63, 128, 5000}) {
            MemoryFiles files = closed.afterKill();
            byte[] garbage = new byte[length];
            new Random(length).nextBytes(garbage);
            files.place(dir.resolve(name), garbage);

            assertThat(lost(files)).as("%s of %d bytes", name, length).isEmpty();
        }
    }

    @Test
    void aForeignFileIsLeftAlone() throws IOException {
        MemoryFiles files = closed.afterKill();
        byte[] notes = {1, 2, 3};
        files.place(dir.resolve("notes.txt"), notes);
        lost(files);

        assertThat(files.contents().get(dir.resolve("notes.txt"))).isEqualTo(notes);
    }

    @ParameterizedTest
    @EnumSource
    void aSegmentOfAnotherVersionIsSetAsideAndNotServed(End end) throws IOException {
        for (Path segment : segments(files(end))) {
            MemoryFiles files = files(end);
            byte[] bytes = files.contents().get(segment);
            byte[] later = bytes.clone();
            ofVersion(later, SegmentHeader.VERSION + 1);
            files.place(segment, later);

            try (DiskStore store = Sample.open(dir, files)) {
                assertThat(store.statistics().recovery().setAside()).isOne();
                assertThat(sample.hit(bytes, 0, Long.MAX_VALUE)).containsAll(sample.lost(store));
                Sample.checkItServes(store);
            }
            assertThat(files.contents()).doesNotContainKey(segment);
            assertThat(setAside(files))
                    .hasSize(1)
                    .allSatisfy(file -> assertThat(files.contents().get(file)).isEqualTo(later));
        }
    }

    @Test
    void whatWasSetAsideIsNotLostWhenItHappensAgain() throws IOException {
        MemoryFiles files = closed.afterKill();
        Path segment = segments(files).get(0);
        byte[] bytes = files.contents().get(segment);
        ofVersion(bytes, 2);
        files.place(segment, bytes);
        Sample.open(dir, files).close();
        byte[] another = bytes.clone();
        ofVersion(another, 3);
        files.place(segment, another);
        Sample.open(dir, files).close();

        Set<ByteBuffer> kept = new HashSet<>();
        setAside(files)
                .forEach(file -> kept.add(ByteBuffer.wrap(files.contents().get(file))));
        assertThat(kept).containsExactlyInAnyOrder(ByteBuffer.wrap(bytes), ByteBuffer.wrap(another));
    }

    private static List<Path> setAside(MemoryFiles files) {
        return files.contents().keySet().stream()
                .filter(file -> file.toString().contains("set-aside"))
                .toList();
    }

    private static void ofVersion(byte[] segment, int version) {
        ByteBuffer bytes = ByteBuffer.wrap(segment);
        for (int at = 0; at < SegmentHeader.SIZE; at += SegmentHeader.SIZE / 2) {
            bytes.putInt(at + 8, version);
            CRC32C crc = new CRC32C();
            crc.update(segment, at, 44);
            bytes.putInt(at + 44, (int) crc.getValue());
        }
    }

    /** A value that holds what looks like a record must not be taken for one, when its own record is damaged. */
    @Test
    void aRecordInsideAValueIsNeverServed() throws IOException {
        MemoryFiles files = new MemoryFiles();
        try (DiskStore store = Sample.open(dir, files)) {
            store.put(Sample.key("inner"), Labels.NONE, KnownValue.of("inner", 1, 100), 1, DiskStore.NEVER);
        }
        byte[] segment = files.contents().get(segments(files).get(0));
        ByteBuffer records = ByteBuffer.wrap(segment, SegmentHeader.SIZE, segment.length - SegmentHeader.SIZE);
        MemoryFiles other = new MemoryFiles();
        try (DiskStore store = Sample.open(dir, other)) {
            for (int shift = 0; shift < 8; shift++) {
                ByteBuffer value =
                        ByteBuffer.allocate(shift + records.remaining()).position(shift);
                value.put(records.duplicate()).rewind();
                store.put(Sample.key("outer-" + shift), Labels.NONE, value, 1, DiskStore.NEVER);
            }
        }
        Path file = segments(other).get(0);
        byte[] damaged = other.contents().get(file);
        for (int at = SegmentHeader.SIZE; at < damaged.length; at++) {
            if (damaged[at] == 'o' && damaged[at + 1] == 'u') {
                damaged[at] = 'O'; // the keys
            }
        }
        other.place(file, damaged);
        for (Path index : indexes(other)) {
            other.delete(index);
        }

        try (DiskStore store = Sample.open(dir, other)) {
            assertThat(store.get(Sample.key("inner"))).isEmpty();
            assertThat(store.entries().hasNext()).isFalse();
        }
    }
}
