package dev.tomthumb.codec.jpeg.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.tomthumb.codec.BandEncoder;
import dev.tomthumb.codec.ColumnSink;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.EncoderContract;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.JpegHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.PictureWriter;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegEncoderTest extends EncoderContract {
    private final ScratchPool pool = new ScratchPool(1 << 28);
    private final JpegEncoder encoder = new JpegEncoder(pool);

    @Override
    protected Encoder encoder() {
        return encoder;
    }

    @Override
    protected Decoder decoder() {
        return new LibjpegDecoder();
    }

    @Override
    protected double likeness(Layout layout) {
        return layout == Layout.GREY ? 38 : 36;
    }

    @Override
    protected int longestSide() {
        return 65_500;
    }

    static Encoding encoding(int quality, boolean progressive) {
        return new Encoding(quality, progressive, Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "50, 0.5", "89, 0.5", "90, 1", "100, 1"})
    void chromaKeepsItsFullSizeFromQualityNinety(int quality, double sampling) throws ImageException {
        byte[] file = encoder.encode(Pictures.waves(Layout.RGB, 40, 40), Encoding.of(quality));
        assertThat(chroma(file)).isEqualTo(new Sampling(sampling, sampling));
        assertThat(encoder.chroma(Encoding.of(quality))).isEqualTo(new Sampling(sampling, sampling));
    }

    @ParameterizedTest
    @EnumSource
    void chromaCanBeSampledOneWayAlways(ChromaSubsampling subsampling) throws ImageException {
        BandEncoder chosen = encoder.withChroma(subsampling);
        Pixels pixels = Pictures.waves(Layout.RGB, 101, 67);
        byte[] file = chosen.encode(pixels, Encoding.of(85));
        assertThat(chroma(file)).isEqualTo(subsampling.sampling()).isEqualTo(chosen.chroma(Encoding.of(85)));
        assertThat(Pictures.psnr(pixels, LibjpegDecoder.decode(file))).isGreaterThan(34);
    }

    private static Sampling chroma(byte[] file) throws ImageException {
        List<Sampling> sampling = JpegHeader.read(file).planes().orElseThrow().sampling();
        assertThat(sampling.get(1)).isEqualTo(sampling.get(2));
        return sampling.get(1);
    }

    @Test
    void greyIsOneComponent() throws ImageException {
        byte[] file = encoder.encode(Pictures.waves(Layout.GREY, 40, 40), Encoding.of(95));
        assertThat(JpegHeader.read(file).components()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"300, 200, 50", "300, 200, 75", "300, 200, 80", "300, 200, 95", "64, 300, 85"})
    void theFileIsAsSmallAndAsGoodAsThatOfLibjpeg(int width, int height, int quality) throws ImageException {
        for (Layout layout : List.of(Layout.GREY, Layout.RGB)) {
            Pixels pixels = Scenery.of(layout, width, height);
            byte[] ours = encoder.encode(pixels, Encoding.of(quality));
            byte[] theirs = LibjpegEncoder.encode(pixels, quality);
            assertThat(ours.length).isBetween((int) (theirs.length * 0.97), (int) (theirs.length * 1.01));
            assertThat(Pictures.psnr(pixels, LibjpegDecoder.decode(ours)))
                    .isCloseTo(Pictures.psnr(pixels, LibjpegDecoder.decode(theirs)), within(0.1));
        }
    }

    /** Its samples were whole numbers in these planes; to miss them by fractions would cost two decibels. */
    @Test
    void aPictureThatWasAJpegBeforeLosesNoMoreThanInLibjpeg() throws ImageException {
        Pixels pixels = LibjpegDecoder.decode(LibjpegEncoder.encode(Pictures.waves(Layout.RGB, 200, 150), 95));
        byte[] ours = encoder.encode(pixels, Encoding.of(95));
        byte[] theirs = LibjpegEncoder.encode(pixels, 95);
        assertThat(Pictures.psnr(pixels, LibjpegDecoder.decode(ours)))
                .isGreaterThan(Pictures.psnr(pixels, LibjpegDecoder.decode(theirs)) - 0.3);
    }

    @Test
    void lessQualityIsASmallerFile() throws ImageException {
        Pixels pixels = Pictures.waves(Layout.RGB, 200, 200);
        int last = Integer.MAX_VALUE;
        for (int quality : new int[] {100, 90, 80, 50, 20, 1}) {
            int length = encoder.encode(pixels, Encoding.of(quality)).length;
            assertThat(length).isLessThan(last);
            last = length;
        }
    }

    @Test
    void codesMadeForThePictureMakeSmallerFilesOfTheSamePicture() throws ImageException {
        Pixels pixels = Scenery.of(Layout.RGB, 200, 150);
        byte[] optimised = encoder.encode(pixels, Encoding.of(80));
        byte[] typical = encoder.withTypicalCodes().encode(pixels, Encoding.of(80));
        assertThat(optimised.length).isLessThan(typical.length);
        assertThat(Pictures.psnr(LibjpegDecoder.decode(optimised), LibjpegDecoder.decode(typical)))
                .isEqualTo(99);
    }

    @Test
    void aLargePictureWhoseSymbolsAreEstimatedIsStillAboutAsSmallAsThatOfLibjpeg() throws ImageException {
        Pixels pixels = Scenery.of(Layout.RGB, 1200, 1000);
        byte[] ours = encoder.encode(pixels, Encoding.of(80));
        byte[] theirs = LibjpegEncoder.encode(pixels, 80);
        assertThat(ours.length).isLessThan((int) (theirs.length * 1.01));
        assertThat(Pictures.psnr(
                        LibjpegDecoder.decode(ours),
                        LibjpegDecoder.decode(encoder.withTypicalCodes().encode(pixels, Encoding.of(80)))))
                .isEqualTo(99);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 100})
    void whatDoesNotOccurWhereSymbolsAreCountedHasACodeAllTheSame(int quality) throws ImageException {
        // Only every eighth row of blocks is counted, and these are plain; between them is the worst noise there is.
        Plane plane = new Plane(2048, 2100);
        Random random = new Random(1);
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < plane.width(); x++) {
                plane.set(x, y, y / 8 % 2 == 0 ? 90 : random.nextBoolean() ? 255 : 0);
            }
        }
        Pixels pixels = new Pixels(Layout.GREY, List.of(plane));
        Pixels ours = LibjpegDecoder.decode(encoder.encode(pixels, Encoding.of(quality)));
        Pixels typical = LibjpegDecoder.decode(encoder.withTypicalCodes().encode(pixels, Encoding.of(quality)));
        assertThat(Pictures.psnr(ours, typical)).isEqualTo(99);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 75, 95, 100})
    void aProgressiveFileHoldsTheSamePictureInFewerBytes(int quality) throws ImageException {
        Pixels pixels = Scenery.of(Layout.RGB, 400, 300);
        byte[] baseline = encoder.encode(pixels, encoding(quality, false));
        byte[] progressive = encoder.encode(pixels, encoding(quality, true));
        assertThat(JpegHeader.read(baseline).progressive()).isFalse();
        assertThat(JpegHeader.read(progressive).progressive()).isTrue();
        assertThat(Pictures.psnr(LibjpegDecoder.decode(baseline), LibjpegDecoder.decode(progressive)))
                .isEqualTo(99);
        assertThat(progressive.length).isLessThan(baseline.length * 103 / 100);
    }

    /** Each block brings seven corrections and nothing new: more of them than may wait. */
    @Test
    void aRegularPatternIsWrittenProgressively() throws ImageException {
        Plane plane = new Plane(400, 200);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 400; x += 8) {
                plane.set(x, y, 255);
            }
        }
        Pixels pixels = new Pixels(Layout.GREY, List.of(plane));
        assertThat(Pictures.psnr(
                        LibjpegDecoder.decode(encoder.encode(pixels, encoding(100, true))),
                        LibjpegDecoder.decode(encoder.encode(pixels, encoding(100, false)))))
                .isEqualTo(99);
    }

    /** More than 32767 blocks without news follow each other. */
    @Test
    void aLargeFlatPictureIsWrittenProgressively() throws ImageException {
        Plane plane = new Plane(2000, 1200);
        for (int i = 0; i < 1200; i++) {
            plane.set(i, i, 255);
        }
        Pixels pixels = new Pixels(Layout.GREY, List.of(plane));
        assertThat(Pictures.psnr(
                        LibjpegDecoder.decode(encoder.encode(pixels, encoding(80, true))),
                        LibjpegDecoder.decode(encoder.encode(pixels, encoding(80, false)))))
                .isEqualTo(99);
    }

    @ParameterizedTest
    @EnumSource
    void everySmallSizeIsWrittenInBothWays(ChromaSubsampling subsampling) throws ImageException {
        BandEncoder chosen = encoder.withChroma(subsampling);
        Pixels whole = Pictures.waves(Layout.RGB, 40, 40);
        for (int width = 1; width <= 40; width++) {
            for (int height = 1; height <= 40; height += width % 8 == 1 ? 1 : 3) {
                Pixels pixels = cut(whole, width, height);
                Pixels back = LibjpegDecoder.decode(chosen.encode(pixels, encoding(92, false)));
                Pixels refined = LibjpegDecoder.decode(chosen.encode(pixels, encoding(92, true)));
                assertThat(new Size(back.width(), back.height())).isEqualTo(new Size(width, height));
                assertThat(Pictures.psnr(back, refined)).isEqualTo(99);
                assertThat(Pictures.psnr(pixels, back)).as(width + "x" + height).isGreaterThan(26);
            }
        }
    }

    private static Pixels cut(Pixels whole, int width, int height) {
        return new Pixels(
                whole.layout(),
                whole.planes().stream()
                        .map(plane -> plane.view(0, 0, width, height))
                        .toList());
    }

    /** The edge must be repeated, not faded out: else the last pixels ring. */
    @Test
    void theLastColumnAndRowAreAsTheyWere() throws ImageException {
        Pixels pixels = new Pixels(Layout.GREY, List.of(filled(17, 9, 255)));
        assertThat(Pictures.psnr(pixels, LibjpegDecoder.decode(encoder.encode(pixels, Encoding.of(50)))))
                .isEqualTo(99);
    }

    private static Plane filled(int width, int height, int value) {
        Plane plane = new Plane(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                plane.set(x, y, value);
            }
        }
        return plane;
    }

    @ParameterizedTest
    @CsvSource({"100, 70, 80", "129, 260, 80", "129, 260, 95", "300, 128, 50"})
    void planesAreWrittenAsPixelsAre(int width, int height, int quality) throws ImageException {
        Encoding encoding = Encoding.of(quality);
        Sampling sampling = encoder.chroma(encoding);
        Pixels pixels = new Pixels(
                Layout.YCBCR,
                List.of(
                        Pictures.waves(Layout.GREY, width, height).planes().get(0),
                        Pictures.waves(Layout.GREY, sampling.across(width), sampling.down(height))
                                .planes()
                                .get(0),
                        Scenery.of(Layout.GREY, sampling.across(width), sampling.down(height))
                                .planes()
                                .get(0)));
        try (Scratch scratch = pool.lease()) {
            PictureWriter writer = encoder.begin(new Size(width, height), Layout.YCBCR, encoding, scratch);
            for (int i : new int[] {2, 0, 1}) {
                Columns.feed(writer.plane(i), pixels.planes().get(i));
            }
            assertThat(writer.finish()).isEqualTo(encoder.encode(pixels, encoding));
        }
    }

    @Test
    void subsampledChromaStaysSoWhateverTheQuality() throws ImageException {
        Plane luma = Pictures.waves(Layout.GREY, 33, 21).planes().get(0);
        Plane across = Pictures.waves(Layout.GREY, 17, 21).planes().get(0);
        byte[] file = encoder.encode(new Pixels(Layout.YCBCR, List.of(luma, across, across)), Encoding.of(95));
        assertThat(chroma(file)).isEqualTo(ChromaSubsampling.ACROSS.sampling());
    }

    @Test
    void fullChromaIsAveraged() throws ImageException {
        Plane luma = Pictures.waves(Layout.GREY, 32, 32).planes().get(0);
        Plane checks = new Plane(32, 32);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
                checks.set(x, y, (x + y) % 2 == 0 ? 96 : 160);
            }
        }
        Plane flat = filled(16, 16, 128);
        assertThat(encoder.encode(new Pixels(Layout.YCBCR, List.of(luma, checks, checks)), Encoding.of(80)))
                .isEqualTo(encoder.encode(new Pixels(Layout.YCBCR, List.of(luma, flat, flat)), Encoding.of(80)));
    }

    @Test
    void chromaOfAnUnknownSamplingIsRefused() {
        Plane luma = new Plane(32, 32);
        Plane quarter = new Plane(8, 32);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        encoder.encode(new Pixels(Layout.YCBCR, List.of(luma, quarter, quarter)), Encoding.of(80)));
    }

    @Test
    void aPictureWithMissingBandsIsNotWritten() throws ImageException {
        try (Scratch scratch = pool.lease()) {
            PictureWriter writer = encoder.begin(new Size(20, 200), Layout.GREY, Encoding.of(80), scratch);
            writer.plane(0).band(new float[20][ColumnSink.BAND], ColumnSink.BAND);
            assertThatIllegalStateException().isThrownBy(writer::finish);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 127, 129})
    void aBandOfTheWrongHeightIsRefused(int rows) throws ImageException {
        try (Scratch scratch = pool.lease()) {
            PictureWriter writer = encoder.begin(new Size(20, 200), Layout.GREY, Encoding.of(80), scratch);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.plane(0).band(new float[20][136], rows));
        }
    }

    @Test
    void planesOfTooLargeAPictureAreRefusedAtOnce() {
        try (Scratch scratch = pool.lease()) {
            ImageException refusal = catchThrowableOfType(
                    ImageException.class,
                    () -> encoder.begin(new Size(65_501, 65_501), Layout.YCBCR, Encoding.of(80), scratch));
            assertThat(refusal.problem()).isEqualTo(Problem.UNSUPPORTED_OUTPUT);
        }
    }

    @Test
    void theLongestSideIsWritten() throws ImageException {
        for (Size size : List.of(new Size(65_500, 3), new Size(3, 65_500))) {
            Plane row = new Plane(size.width(), size.height());
            Pixels pixels = new Pixels(Layout.RGB, List.of(row, row, row));
            Pixels back = LibjpegDecoder.decode(encoder.encode(pixels, Encoding.of(80)));
            assertThat(Pictures.psnr(pixels, back)).isEqualTo(99);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "16, 16", "333, 257", "1000, 20", "20, 1000"})
    void theMemoryAnnouncedHoldsTheWorstPicture(int width, int height) throws ImageException {
        ScratchPool own = new ScratchPool(Long.MAX_VALUE);
        Pixels noise = noise(Layout.RGB, width, height);
        byte[] file = new JpegEncoder(own).encode(noise, Encoding.of(100));
        assertThat(own.bytesHeld() + file.length).isLessThan(encoder.memory(new Size(width, height)));
    }

    private static Pixels noise(Layout layout, int width, int height) {
        Random random = new Random(7);
        Pixels pixels = Pictures.waves(layout, width, height);
        for (Plane plane : pixels.planes()) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    plane.set(x, y, random.nextBoolean() ? 255 : 0);
                }
            }
        }
        return pixels;
    }

    @Test
    void arraysUsedBeforeLeaveNoTrace() throws ImageException {
        Pixels small = Pictures.waves(Layout.RGB, 35, 19);
        byte[] fresh = new JpegEncoder(new ScratchPool(0)).encode(small, Encoding.of(80));
        encoder.encode(noise(Layout.RGB, 40, 24), Encoding.of(100));
        assertThat(encoder.encode(small, Encoding.of(80))).isEqualTo(fresh);
        assertThat(encoder.encode(small, encoding(80, true)))
                .isEqualTo(new JpegEncoder(new ScratchPool(0)).encode(small, encoding(80, true)));
    }
}
