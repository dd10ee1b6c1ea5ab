package dev.tomthumb.codec.jpeg.decode;

import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Mutations;
import dev.tomthumb.codec.RowSink;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.codec.jpeg.decode.JpegSpec.ScanSpec;
import dev.tomthumb.codec.jpeg.decode.JpegSpec.Variant;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are cut off, damaged or made to hurt. */
class DamagedJpegTest {
    private static final String CUT_OFF = "The original is a damaged JPEG: it ends before its last pixel.";
    private static final JpegSpec COLOR = JpegSpec.of(90, 70, 0x22, 0x11, 0x11);
    private static final int GREY = 128;

    @Test
    void everyTruncationIsRefused() {
        for (JpegSpec spec : List.of(
                COLOR.quality(60),
                COLOR.quality(60).progressive(),
                COLOR.quality(60).scans(ScanSpec.sequential(0), ScanSpec.sequential(2), ScanSpec.sequential(1)))) {
            byte[] file = TestJpeg.file(spec.with(Variant.NO_END));
            for (int length = scanStart(file); length < file.length; length++) {
                for (int scale : new int[] {1, 8}) {
                    assertThat(refusal(Arrays.copyOf(file, length), scale))
                            .as("%d of %d bytes", length, file.length)
                            .hasMessage(CUT_OFF);
                }
            }
        }
    }

    @Test
    void aMissingEndIsNoDamageIfEverythingIsThere() throws ImageException {
        for (JpegSpec spec : List.of(COLOR, COLOR.progressive())) {
            List<float[][]> whole = DecodedPlanes.whole(TestJpeg.file(spec), 1);
            List<float[][]> noEnd = DecodedPlanes.whole(TestJpeg.file(spec.with(Variant.NO_END)), 1);
            assertThat(noEnd.get(0)).isDeepEqualTo(whole.get(0));
        }
    }

    @Test
    void aProgressiveFileThatNeverSendsSomethingIsWholeOnlyIfItSaysSo() throws ImageException {
        JpegSpec coarse = COLOR.scans(ScanSpec.dc(0, 0, 0, 1, 2), ScanSpec.ac(0, 1, 5, 0, 0));
        assertThat(DecodedPlanes.whole(TestJpeg.file(coarse), 8)).hasSize(3);
        assertThat(refusal(TestJpeg.file(coarse.with(Variant.NO_END)), 8)).hasMessage(CUT_OFF);
    }

    @Test
    void aLenientReaderKeepsWhatIsThereAndMakesTheRestGrey() throws ImageException {
        byte[] file = TestJpeg.file(COLOR);
        List<float[][]> whole = DecodedPlanes.whole(file, 8);
        byte[] half = Arrays.copyOf(file, file.length / 2);
        List<float[][]> part = DecodedPlanes.lenient(half, 8);
        assertThat(part.get(0)[0]).isEqualTo(whole.get(0)[0]);
        assertThat(part.get(0)[69]).containsOnly(GREY);
        assertThat(part.get(1)[34]).containsOnly(GREY);
    }

    @Test
    void aLenientReaderShowsACutProgressivePictureCoarsely() throws ImageException {
        byte[] file = TestJpeg.file(COLOR.progressive());
        float[][] whole = DecodedPlanes.whole(file, 8).get(0);
        float[][] part = DecodedPlanes.lenient(Arrays.copyOf(file, file.length * 2 / 3), 8)
                .get(0);
        double difference = 0;
        for (int x = 0; x < 90; x++) {
            difference += Math.abs(part[69][x] - whole[69][x]) / 90;
        }
        assertThat(difference).isBetween(0.5, 20.0);
    }

    @Test
    void aFileWithoutAnyPixelsIsRefusedEvenByALenientReader() {
        byte[] file = TestJpeg.file(COLOR);
        byte[] head = join(Arrays.copyOf(file, scanStart(file) - 14), bytes(0xff, 0xd9));
        ImageException refusal = catchThrowableOfType(ImageException.class, () -> DecodedPlanes.lenient(head, 8));
        assertThat(refusal).hasMessage(CUT_OFF);
    }

    @Test
    void aLostIntervalIsRefusedAndGreyToALenientReader() throws ImageException {
        byte[] file = TestJpeg.file(COLOR.restart(6));
        int from = restart(file, 1);
        int to = restart(file, 2);
        byte[] without = join(Arrays.copyOf(file, from), Arrays.copyOfRange(file, to, file.length));
        assertThat(refusal(without, 8)).hasMessage("The JPEG is damaged: its restart markers are out of order.");

        float[][] whole = DecodedPlanes.whole(file, 8).get(0);
        float[][] part = DecodedPlanes.lenient(without, 8).get(0);
        assertThat(part[0]).isEqualTo(whole[0]);
        assertThat(part[16 * 2]).containsOnly(GREY);
        assertThat(part[16 * 3]).isEqualTo(whole[16 * 3]);
        assertThat(part[69]).isEqualTo(whole[69]);
    }

    @Test
    void aMarkerWithAWrongNumberDoesNotConfuseALenientReader() throws ImageException {
        byte[] file = TestJpeg.file(COLOR.restart(6));
        byte[] wrong = file.clone();
        wrong[restart(file, 1) + 1] = (byte) 0xd7;
        assertThat(refusal(wrong, 8)).hasMessageContaining("out of order");
        assertThat(DecodedPlanes.lenient(wrong, 8).get(0)[69])
                .isEqualTo(DecodedPlanes.whole(file, 8).get(0)[69]);
    }

    /** Where the {@code n}th restart marker is. */
    private static int restart(byte[] file, int n) {
        int at = scanStart(file);
        while (file[at] != (byte) 0xff || file[at + 1] != (byte) (0xd0 + n)) {
            at++;
        }
        return at;
    }

    @Test
    void aCodeThatDoesNotExistIsRefused() {
        byte[] file = TestJpeg.file(COLOR);
        byte[] wrong = file.clone();
        int at = scanStart(file);
        wrong[at] = (byte) 0xfe;
        assertThat(refusal(wrong, 8))
                .hasMessage("The JPEG is damaged: it has a code that is not in its Huffman table.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xc4, 0xdb})
    void missingTablesAreRefused(int marker) {
        for (JpegSpec spec : List.of(COLOR, COLOR.progressive())) {
            byte[] file = TestJpeg.file(spec);
            byte[] without = without(file, marker);
            assertThat(refusal(without, 8)).hasMessageEndingWith("table that it does not define.");
        }
    }

    /** {@code file} with the segments of one kind made comments. */
    private static byte[] without(byte[] file, int marker) {
        byte[] copy = file.clone();
        for (int at = 2; at < scanStart(file); at += 2 + ((file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff)) {
            if ((file[at + 1] & 0xff) == marker) {
                copy[at + 1] = (byte) 0xfe;
            }
        }
        return copy;
    }

    @Test
    void stepsOfZeroMakeAGreyPicture() throws ImageException {
        byte[] file = TestJpeg.file(COLOR);
        int at = 2 + 4 + 1;
        Arrays.fill(file, at, at + 64, (byte) 0);
        assertThat(DecodedPlanes.whole(file, 8).get(0)[5]).containsOnly(GREY);
    }

    @Test
    void floodsOfScansAreRefused() {
        ScanSpec[] flood = new ScanSpec[101];
        Arrays.fill(flood, ScanSpec.dc(0, 0, 0));
        ImageException refusal = refusal(TestJpeg.file(JpegSpec.of(9, 9, 0x11).scans(flood)), 1);
        assertThat(refusal.problem()).isEqualTo(Problem.UNSUPPORTED_INPUT);
        assertThat(refusal).hasMessageContaining("more than 100 scans");

        byte[] empty = bytes(0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 0);
        byte[] many = new byte[empty.length * 10_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = empty[i % empty.length];
        }
        byte[] file = TestJpeg.file(JpegSpec.of(9, 9, 0x11).progressive());
        assertThat(refusal(join(Arrays.copyOf(file, file.length - 2), many), 1).problem())
                .isEqualTo(Problem.UNSUPPORTED_INPUT);
    }

    @Test
    void aPictureThatWouldNotFitIntoArraysIsRefused() throws ImageException {
        for (JpegSpec spec : List.of(COLOR, COLOR.progressive())) {
            byte[] file = TestJpeg.file(spec);
            int at = frameAt(file);
            Arrays.fill(file, at + 5, at + 9, (byte) 0xff);
            ImageHeader header = Headers.of(file);
            ImageException refusal = catchThrowableOfType(
                    ImageException.class, () -> DecodedPlanes.decoder(false).decode(file, header));
            assertThat(refusal.problem()).isEqualTo(Problem.UNSUPPORTED_INPUT);
            assertThat(DecodedPlanes.decoder(false).memory(header)).isGreaterThan(2L * Integer.MAX_VALUE);
        }
    }

    @Test
    void fillBytesWithoutEndAreSkippedInOnePass() {
        byte[] file = TestJpeg.file(COLOR);
        byte[] fill = new byte[4 << 20];
        Arrays.fill(fill, (byte) 0xff);
        assertThat(refusal(join(Arrays.copyOf(file, scanStart(file) + 40), fill), 8))
                .hasMessage(CUT_OFF);
    }

    @Test
    void noMoreMemoryIsTakenThanWasAnnounced() throws ImageException {
        JpegSpec large = JpegSpec.of(1200, 900, 0x22, 0x11, 0x11).quality(80);
        for (JpegSpec spec :
                List.of(large, large.progressive(), large.scans(ScanSpec.sequential(0), ScanSpec.sequential(1, 2)))) {
            byte[] file = TestJpeg.file(spec);
            ImageHeader header = Headers.of(file);
            for (int scale : Demand.SCALES) {
                Demand demand = new Demand(
                        new dev.tomthumb.model.Box(300, 200, new dev.tomthumb.model.Size(700, 333)),
                        Collections.nCopies(3, scale));
                allocated(file, header, demand);
                long bytes = allocated(file, header, demand);
                assertThat(bytes).isLessThan(DecodedPlanes.decoder(false).memory(header, demand));
            }
        }
    }

    /** What opening and decoding allocate, rows of the sinks excepted. */
    private static long allocated(byte[] file, ImageHeader header, Demand demand) throws ImageException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (ScratchPool pool = new ScratchPool(0);
                Scratch scratch = pool.lease()) {
            long before = threads.getCurrentThreadAllocatedBytes();
            Bands bands = DecodedPlanes.decoder(false).open(file, header, demand, scratch);
            long opened = threads.getCurrentThreadAllocatedBytes() - before;
            List<RowSink> sinks = new ArrayList<>();
            bands.grids().forEach(grid -> sinks.add(new FixedSink(new float[grid.phases()][grid.places()])));
            before = threads.getCurrentThreadAllocatedBytes();
            bands.decode(sinks, Checkpoint.NONE);
            return opened + threads.getCurrentThreadAllocatedBytes() - before;
        }
    }

    private record FixedSink(float[][] rows) implements RowSink {
        @Override
        public float[][] row(int y) {
            return rows;
        }

        @Override
        public void complete(int end) {
            // Nothing is done with them.
        }
    }

    @Test
    void theCheckpointIsAskedInEveryPass() throws ImageException {
        byte[] file = TestJpeg.file(COLOR.progressive());
        AtomicInteger asked = new AtomicInteger();
        try (ScratchPool pool = new ScratchPool(0);
                Scratch scratch = pool.lease()) {
            ImageHeader header = Headers.of(file);
            Bands bands = DecodedPlanes.decoder(false).open(file, header, Demand.everything(header.size(), 3), scratch);
            List<RowSink> sinks = new ArrayList<>();
            bands.grids().forEach(grid -> sinks.add(new FixedSink(new float[grid.phases()][grid.places()])));
            bands.decode(sinks, asked::incrementAndGet);
        }
        assertThat(asked.get()).isGreaterThanOrEqualTo(10 * 5);
    }

    @Property(tries = 300)
    void mutatedFilesAreDecodedOrRefused(@ForAll Random random) {
        JpegSpec spec = JpegSpec.of(40, 30, 0x21, 0x11, 0x11).restart(random.nextInt(5));
        List<JpegSpec> specs = List.of(
                spec,
                spec.progressive(),
                spec.with(Variant.LATE_HEIGHT),
                spec.scans(ScanSpec.sequential(0), ScanSpec.sequential(1, 2)));
        JpegFuzz.fuzz(Mutations.of(TestJpeg.file(specs.get(random.nextInt(specs.size()))), random));
    }

    private static ImageException refusal(byte[] file, int scale) {
        return catchThrowableOfType(ImageException.class, () -> DecodedPlanes.whole(file, scale));
    }

    private static int frameAt(byte[] file) {
        int at = 2;
        while ((file[at + 1] & 0xf0) != 0xc0 || (file[at + 1] & 0xff) == 0xc4) {
            at += 2 + ((file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff);
        }
        return at;
    }

    /** Where the data of the first scan begins. */
    private static int scanStart(byte[] file) {
        int at = 2;
        while ((file[at + 1] & 0xff) != 0xda) {
            at += 2 + ((file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff);
        }
        return at + 2 + ((file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff);
    }
}
