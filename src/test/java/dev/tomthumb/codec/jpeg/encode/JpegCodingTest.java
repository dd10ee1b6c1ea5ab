package dev.tomthumb.codec.jpeg.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.JpegCoding;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link JpegCoding} asks for, read back by libjpeg. */
class JpegCodingTest {
    private static final JpegCoding TRELLIS = new JpegCoding(true, true, false, false, 0);
    private static final JpegCoding DERINGING = new JpegCoding(true, false, true, false, 0);
    private static final JpegCoding SEARCHED = new JpegCoding(true, false, false, true, 0);
    private static final JpegCoding PLAIN = JpegCoding.DEFAULT.withFullChroma(true);

    private static byte[] file(Pixels pixels, int quality, boolean progressive, JpegCoding coding)
            throws ImageException {
        Encoding plain = new Encoding(quality, progressive, Optional.empty(), Optional.empty(), OptionalInt.empty());
        return new JpegEncoder(new ScratchPool(1 << 28)).encode(pixels, plain.withJpeg(coding));
    }

    private static double psnr(Pixels pixels, byte[] file) throws ImageException {
        return Pictures.psnr(pixels, LibjpegDecoder.decode(file));
    }

    /** Bytes of a plain file as good as that one, between those of the qualities around it. */
    private static double plainBytes(Pixels pixels, double psnr) throws ImageException {
        byte[] below = file(pixels, 20, false, PLAIN);
        for (int quality = 22; quality <= 98; quality += 2) {
            byte[] above = file(pixels, quality, false, PLAIN);
            double low = psnr(pixels, below);
            double high = psnr(pixels, above);
            if (high >= psnr) {
                return below.length + (above.length - below.length) * (psnr - low) / (high - low);
            }
            below = above;
        }
        throw new AssertionError("no plain file is as good as " + psnr);
    }

    @ParameterizedTest
    @CsvSource({"40, RGB", "60, RGB", "75, RGB", "75, GREY", "85, RGB"})
    void aTrellisMakesSmallerFilesOfTheSameQuality(int quality, Layout layout) throws ImageException {
        Pixels pixels = Scenery.of(layout, 300, 200);
        byte[] file = file(pixels, quality, false, TRELLIS);
        assertThat(file.length).isLessThan(file(pixels, quality, false, PLAIN).length);
        assertThat(file.length).isLessThan((int) (0.985 * plainBytes(pixels, psnr(pixels, file))));
        assertThat(psnr(pixels, file)).isCloseTo(psnr(pixels, file(pixels, quality, false, PLAIN)), within(1.0));
    }

    /** Black bars on white: nothing else in the file is allowed to become worse for it. */
    private static Pixels bars() {
        Plane plane = new Plane(120, 88);
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < plane.width(); x++) {
                boolean bar = (x + y / 4) % 11 < 2 || (x - y + 200) % 37 == 0;
                plane.set(x, y, bar ? 20 : 255);
            }
        }
        return new Pixels(Layout.GREY, List.of(plane));
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 50, 75, 90})
    void linesOnWhiteRingLess(int quality) throws ImageException {
        byte[] plain = file(bars(), quality, false, PLAIN);
        byte[] file = file(bars(), quality, false, DERINGING);
        assertThat(psnr(bars(), file)).isGreaterThan(psnr(bars(), plain) + 1);
        assertThat(file.length).isLessThan((int) (1.05 * plain.length));
    }

    @Test
    void whatIsNeitherWhiteNorBlackIsLeftAsItIs() throws ImageException {
        Plane plane = new Plane(64, 64);
        for (int i = 0; i < 64 * 64; i++) {
            plane.set(i % 64, i / 64, 40 + i * 7 % 160);
        }
        Pixels grey = new Pixels(Layout.GREY, List.of(plane));
        assertThat(Pictures.psnr(
                        LibjpegDecoder.decode(file(grey, 75, false, PLAIN)),
                        LibjpegDecoder.decode(file(grey, 75, false, DERINGING))))
                // Coefficients are rounded to a sixteenth first, which moves one in some hundreds to the next level.
                .isGreaterThan(45);
    }

    @ParameterizedTest
    @CsvSource({"50, RGB", "80, GREY", "95, RGB"})
    void searchedScansShowTheSamePictureInFewerBytes(int quality, Layout layout) throws ImageException {
        Pixels pixels = Scenery.of(layout, 300, 200);
        byte[] plain = file(pixels, quality, true, PLAIN);
        byte[] file = file(pixels, quality, true, SEARCHED);
        assertThat(file.length).isLessThanOrEqualTo(plain.length);
        assertThat(Pictures.psnr(LibjpegDecoder.decode(plain), LibjpegDecoder.decode(file)))
                .isEqualTo(99);
    }

    @Test
    void aFileThatDoesNotAppearCoarselyFirstHasOneScanHoweverTheyAreSearched() throws ImageException {
        Pixels pixels = Scenery.of(Layout.RGB, 60, 40);
        assertThat(file(pixels, 80, false, SEARCHED)).isEqualTo(file(pixels, 80, false, PLAIN));
    }

    /** By mozjpeg's numbers: the first two and the last steps of luma, and the last of chroma. */
    @ParameterizedTest
    @CsvSource({
        "0, 16, 11, 99, 99",
        "1, 16, 16, 16, 16",
        "2, 12, 17, 103, 99",
        "3, 16, 16, 255, 255",
        "4, 9, 10, 98, 99",
        "5, 10, 12, 255, 255",
        "6, 7, 8, 255, 255",
        "7, 15, 11, 77, 77",
        "8, 14, 10, 108, 108"
    })
    void theTableAskedForIsInTheFile(int table, int first, int second, int last, int lastOfChroma)
            throws ImageException {
        byte[] file =
                file(Scenery.of(Layout.RGB, 40, 40), 50, false, new JpegCoding(false, false, false, false, table));
        int at = marker(file, 0xdb);
        assertThat(new int[] {file[at + 5] & 0xff, file[at + 6] & 0xff, file[at + 68] & 0xff, file[at + 133] & 0xff})
                .containsExactly(first, second, last, lastOfChroma);
        assertThat(LibjpegDecoder.decode(file).width()).isEqualTo(40);
    }

    private static int marker(byte[] file, int code) {
        for (int i = 0; ; i++) {
            if ((file[i] & 0xff) == 0xff && (file[i + 1] & 0xff) == code) {
                return i;
            }
        }
    }

    @Test
    void thereAreNineTables() {
        assertThatIllegalArgumentException().isThrownBy(() -> new JpegCoding(false, false, false, false, 9));
        assertThatIllegalArgumentException().isThrownBy(() -> new JpegCoding(false, false, false, false, -1));
        assertThat(QuantizationExample.values()).hasSize(JpegCoding.TABLES);
    }

    @Property(tries = 120)
    void anyCodingOfAnyPictureIsReadByLibjpeg(
            @ForAll @IntRange(min = 1, max = 41) int width,
            @ForAll @IntRange(min = 1, max = 37) int height,
            @ForAll @IntRange(min = 1, max = 100) int quality,
            @ForAll @IntRange(max = 8) int table,
            @ForAll @IntRange(max = 31) int switches,
            @ForAll Layout layout,
            @ForAll int seed)
            throws ImageException {
        Layout used = layout == Layout.GREY ? Layout.GREY : Layout.RGB;
        JpegCoding coding = new JpegCoding(
                (switches & 1) != 0, (switches & 2) != 0, (switches & 4) != 0, (switches & 8) != 0, table);
        Pixels pixels = harsh(used, width, height, seed);
        byte[] file = file(pixels, quality, (switches & 16) != 0, coding);
        Pixels decoded = LibjpegDecoder.decode(file);
        assertThat(new int[] {decoded.width(), decoded.height()}).containsExactly(width, height);
        if (quality > 95 && coding.fullChroma() && table < 3) {
            assertThat(Pictures.psnr(pixels, decoded)).isGreaterThan(28);
        }
    }

    /** The largest coefficients there are: samples that jump from black to white. */
    private static Pixels harsh(Layout layout, int width, int height, int seed) {
        Random random = new Random(seed);
        List<Plane> planes = new ArrayList<>();
        for (int i = 0; i < layout.planes(); i++) {
            Plane plane = new Plane(width, height);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    plane.set(x, y, random.nextInt(4) == 0 ? random.nextInt(256) : (x / 3 + y / 2) % 2 * 255);
                }
            }
            planes.add(plane);
        }
        return new Pixels(layout, planes);
    }
}
