package dev.tomthumb.codec.webp;

import static dev.tomthumb.codec.FileParts.anmf;
import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.join;
import static dev.tomthumb.codec.FileParts.patched;
import static dev.tomthumb.codec.FileParts.riffChunk;
import static dev.tomthumb.codec.FileParts.vp8x;
import static dev.tomthumb.codec.FileParts.webp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.WebpCoding;
import dev.tomthumb.codec.WebpCoding.Preset;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.OutputOptions.Webp.Compression;
import dev.tomthumb.samples.TestPictures;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossyWebpTest {
    private static final byte[] WAVES = Webps.lossy(Pictures.waves(Layout.RGB, 90, 70), 75);

    /** Reading one in forty of them wrong is what a decoder was replaced for. */
    @Test
    void flatColoursAreWhatTheyWere() throws ImageException {
        Random random = new Random(42);
        for (int i = 0; i < 300; i++) {
            int rgb = i == 0 ? 0xe00000 : random.nextInt(1 << 24);
            Pixels pixels = Webps.read(Webps.lossy(Webps.flat(rgb, 40, 30), 79));
            assertThat(pixels.layout()).isEqualTo(Layout.RGB);
            for (int channel = 0; channel < 3; channel++) {
                int expected = rgb >> 16 - 8 * channel & 255;
                requireAll(pixels.planes().get(channel), expected - 6, expected + 6, rgb);
            }
        }
    }

    private static void requireAll(Plane plane, int least, int most, int rgb) {
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < plane.width(); x++) {
                assertThat(plane.get(x, y)).as("%06x at %d,%d", rgb, x, y).isBetween(least, most);
            }
        }
    }

    @Property(tries = 60)
    void anySizeAndQualityLooksLikeItsSource(
            @ForAll @IntRange(min = 1, max = 300) int width,
            @ForAll @IntRange(min = 1, max = 200) int height,
            @ForAll @IntRange(min = 1, max = 100) int quality,
            @ForAll Preset preset)
            throws ImageException {
        Pixels source = Pictures.waves(Layout.RGB, width, height);
        Encoding encoding = Encoding.of(quality).withWebp(new WebpCoding(Compression.LOSSY, false, preset, 4));
        Pixels pixels = Webps.read(Webps.written(source, encoding));
        assertThat(pixels.width()).isEqualTo(width);
        assertThat(pixels.height()).isEqualTo(height);
        assertThat(Pictures.psnr(source, pixels)).isGreaterThan(quality < 40 ? 18 : 24);
    }

    @ParameterizedTest
    @CsvSource({"50, 30", "75, 32", "90, 34", "100, 38"})
    void aBetterQualityIsBetter(int quality, double least) throws ImageException {
        Pixels source = Pictures.waves(Layout.RGB, 160, 120);
        assertThat(Pictures.psnr(source, Webps.read(Webps.lossy(source, quality))))
                .isGreaterThan(least);
    }

    @Test
    void alphaIsExact() throws ImageException {
        Pixels source = Webps.pixels(TestPictures.alphaRamp(61, 37, 0x336699));
        Pixels pixels = Webps.read(Webps.lossy(source, 60));
        assertThat(pixels.layout()).isEqualTo(Layout.RGB_ALPHA);
        for (int y = 0; y < 37; y++) {
            for (int x = 0; x < 61; x++) {
                assertThat(pixels.alpha().get(x, y)).isEqualTo(source.alpha().get(x, y));
            }
        }
    }

    @Test
    void alphaThatTheHeaderDoesNotAnnounceIsLeftOut() throws ImageException {
        byte[] picture = Arrays.copyOfRange(WAVES, 12, WAVES.length);
        byte[] alpha = riffChunk("ALPH", new byte[1 + 90 * 70]);
        assertThat(Webps.read(webp(vp8x(0, 90, 70), alpha, picture)).layout()).isEqualTo(Layout.RGB);
        Pixels announced = Webps.read(webp(vp8x(0x10, 90, 70), alpha, picture));
        assertThat(announced.layout()).isEqualTo(Layout.RGB_ALPHA);
        assertThat(announced.alpha().get(89, 69)).isZero();
    }

    @Test
    void anAlphaThatIsTooShortIsRefused() {
        byte[] picture = Arrays.copyOfRange(WAVES, 12, WAVES.length);
        for (byte[] alpha : new byte[][] {new byte[0], new byte[1 + 90 * 70 - 1], bytes(1), bytes(1, 0, 0, 0)}) {
            byte[] file = webp(vp8x(0x10, 90, 70), riffChunk("ALPH", alpha), picture);
            assertThatThrownBy(() -> Webps.read(file)).isInstanceOf(ImageException.class);
        }
    }

    /** The chunk says that it ends here, so that only its content tells. */
    @Test
    void aPictureWhoseDataEndTooEarlyIsRefused() {
        byte[] content = Arrays.copyOfRange(WAVES, 20, WAVES.length);
        for (int length = 10; length < content.length * 9 / 10; length += 7) {
            byte[] file = webp(riffChunk("VP8 ", Arrays.copyOf(content, length)));
            assertThatThrownBy(() -> Webps.read(file))
                    .isInstanceOf(ImageException.class)
                    .hasMessage("The original is a damaged WebP: it ends before its last pixel.");
        }
    }

    @Test
    void aHiddenFrameAndAnUnknownVersionAreRefused() {
        int head = WAVES[20] & 0xff;
        for (int other : new int[] {head & ~0x10, head & ~0x0e | 4 << 1}) {
            assertThatThrownBy(() -> Webps.read(patched(WAVES, 20, other)))
                    .hasMessage("The original is a damaged WebP: it has a frame that is not to be shown.");
        }
    }

    /** A frame of what does not say that it is an animation: its size is not looked at before it is decoded. */
    @Test
    void aFrameWithoutPixelsIsRefused() {
        byte[] picture = Arrays.copyOfRange(WAVES, 12, WAVES.length);
        for (int side : new int[] {14, 16}) {
            byte[] file = webp(vp8x(0, 90, 70), anmf(0, 0, 90, 70, patched(picture, side, 0, 0)));
            assertThatThrownBy(() -> Webps.read(file))
                    .isInstanceOf(ImageException.class)
                    .hasMessage("The original is a damaged WebP: it has no pixels.");
        }
    }

    /** All of the file after its header may be anything: time and memory are those of the size it claims. */
    @Property(tries = 200)
    void noiseIsReadOrRefusedSoon(@ForAll Random random) {
        byte[] noise = new byte[random.nextInt(4000)];
        random.nextBytes(noise);
        byte[] head = Arrays.copyOfRange(WAVES, 20, 30);
        int first = random.nextInt(noise.length + 1);
        head[0] = (byte) (0x10 | random.nextInt(4) << 1 | first << 5);
        head[1] = (byte) (first >> 3);
        head[2] = (byte) (first >> 11);
        long start = System.nanoTime();
        try {
            assertThat(Webps.read(webp(riffChunk("VP8 ", join(head, noise)))).width())
                    .isEqualTo(90);
        } catch (ImageException refusal) {
            assertThat(refusal.getMessage()).startsWith("The original is a damaged WebP: ");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
