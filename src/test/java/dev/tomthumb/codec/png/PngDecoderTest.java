package dev.tomthumb.codec.png;

import static dev.tomthumb.codec.FileParts.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.DecoderContract;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngDecoderTest extends DecoderContract {
    @Override
    protected Decoder decoder() {
        return new PngDecoder();
    }

    @Override
    protected List<byte[]> files() {
        return List.of(
                HandmadePng.smooth(60, 40, 2, 8).file(),
                HandmadePng.smooth(60, 40, 6, 8).interlaced(true).file(),
                HandmadePng.smooth(61, 40, 3, 4).with("tRNS", new byte[] {9, 0}).file(),
                HandmadePng.smooth(61, 40, 0, 16).file(),
                HandmadePng.smooth(61, 40, 4, 8).file(),
                HandmadePng.smooth(61, 40, 0, 2).with("tRNS", new byte[] {0, 2}).file(),
                HandmadePng.smooth(60, 40, 2, 8).with("tRNS", new byte[6]).file());
    }

    @ParameterizedTest
    @CsvSource({
        "0,1", "0,2", "0,4", "0,8", "0,16", "2,8", "2,16", "3,1", "3,2", "3,4", "3,8", "4,8", "4,16", "6,8", "6,16"
    })
    void everyTypeIsReadAsTheJdkReadsIt(int type, int depth) throws Exception {
        Random random = new Random(7);
        for (int size = 1; size <= 40; size++) {
            for (boolean interlaced : new boolean[] {false, true}) {
                byte[] file = HandmadePng.random(size, 41 - size, type, depth, random)
                        .interlaced(interlaced)
                        .file();
                requireSame(file);
            }
        }
    }

    private void requireSame(byte[] file) throws Exception {
        Pixels pixels = decoder().decode(file, Headers.of(file));
        BufferedImage expected = ImageIO.read(new ByteArrayInputStream(file));
        boolean raw = expected.getRaster().getSampleModel().getSampleSize(0) >= 8
                && !(expected.getColorModel() instanceof java.awt.image.IndexColorModel);
        for (int y = 0; y < expected.getHeight(); y++) {
            for (int x = 0; x < expected.getWidth(); x++) {
                assertThat(Pictures.at(pixels, x, y))
                        .isEqualTo(raw ? raw(expected, x, y) : rgb(expected, x, y, pixels));
            }
        }
    }

    private static List<Integer> raw(BufferedImage image, int x, int y) {
        List<Integer> samples = new ArrayList<>();
        boolean deep = image.getRaster().getSampleModel().getSampleSize(0) == 16;
        for (int sample : image.getRaster().getPixel(x, y, (int[]) null)) {
            samples.add(deep ? (int) Math.round(sample / 257.0) : sample);
        }
        return samples;
    }

    private static List<Integer> rgb(BufferedImage image, int x, int y, Pixels pixels) {
        int argb = image.getRGB(x, y);
        List<Integer> all = new ArrayList<>(List.of(argb >> 16 & 255, argb >> 8 & 255, argb & 255));
        return pixels.layout().opaque().planes() == 1 ? all.subList(1, 2) : all;
    }

    @ParameterizedTest
    @CsvSource({"0,1", "0,2", "0,4", "0,8", "0,16", "2,8", "2,16"})
    void oneColorMayBeTransparent(int type, int depth) throws ImageException {
        for (boolean interlaced : new boolean[] {false, true}) {
            HandmadePng png =
                    HandmadePng.random(37, 23, type, depth, new Random(8)).interlaced(interlaced);
            int[] key = png.samples[11][5];
            png.samples[3][4] = key.clone();
            // The neighbour differs in the last bit only.
            png.samples[2][2] = key.clone();
            png.samples[2][2][0] ^= 1;
            Pixels pixels = decoded(png.with("tRNS", stored(key)).file());
            for (int y = 0; y < png.height; y++) {
                for (int x = 0; x < png.width; x++) {
                    List<Integer> expected = new ArrayList<>(scaled(png.samples[y][x], depth));
                    expected.add(Arrays.equals(png.samples[y][x], key) ? 0 : 255);
                    assertThat(Pictures.at(pixels, x, y)).isEqualTo(expected);
                }
            }
        }
    }

    private static byte[] stored(int[] samples) {
        ByteBuffer content = ByteBuffer.allocate(2 * samples.length);
        for (int sample : samples) {
            content.putShort((short) sample);
        }
        return content.array();
    }

    private static List<Integer> scaled(int[] samples, int depth) {
        double most = (1 << depth) - 1;
        return Arrays.stream(samples)
                .mapToObj(sample -> (int) Math.round(sample * 255 / most))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void paletteColorsMayBeTransparent(int depth) throws ImageException {
        HandmadePng png = HandmadePng.random(37, 23, 3, depth, new Random(9)).with("tRNS", bytes(0, 77));
        Pixels pixels = decoded(png.file());
        assertThat(pixels.layout()).isEqualTo(Layout.RGB_ALPHA);
        for (int y = 0; y < png.height; y++) {
            for (int x = 0; x < png.width; x++) {
                int index = png.samples[y][x][0];
                assertThat(Pictures.at(pixels, x, y))
                        .containsExactly(
                                png.colors()[3 * index] & 0xff,
                                png.colors()[3 * index + 1] & 0xff,
                                png.colors()[3 * index + 2] & 0xff,
                                index == 0 ? 0 : index == 1 ? 77 : 255);
            }
        }
    }

    @Test
    void aPaletteOfGreysIsGrey() throws ImageException {
        HandmadePng png =
                HandmadePng.random(9, 9, 3, 2, new Random(1)).palette(0, 0, 0, 9, 9, 9, 99, 99, 99, 255, 255, 255);
        Pixels pixels = decoded(png.file());
        assertThat(pixels.layout()).isEqualTo(Layout.GREY);
        assertThat(Pictures.at(pixels, 4, 4)).containsExactly(png.colors()[3 * png.samples[4][4][0]] & 0xff);
    }

    @ParameterizedTest
    @CsvSource({"0,8", "4,8", "2,8", "6,8", "2,16", "6,16"})
    void everyFilterIsUndone(int type, int depth) throws ImageException {
        for (int width : new int[] {1, 2, 3, 7, 8, 64, 133}) {
            for (int filter = 0; filter < 5; filter++) {
                HandmadePng png = HandmadePng.random(width, 9, type, depth, new Random(10))
                        .filter(filter);
                Pixels pixels = decoded(png.file());
                for (int y = 0; y < png.height; y++) {
                    for (int x = 0; x < png.width; x++) {
                        assertThat(Pictures.at(pixels, x, y)).isEqualTo(scaled(png.samples[y][x], depth));
                    }
                }
            }
        }
    }

    @Test
    void thePredictorIsPaethsForAllValues() {
        for (int a = 0; a < 256; a++) {
            for (int b = 0; b < 256; b++) {
                for (int c = 0; c < 256; c++) {
                    int expected = HandmadePng.paeth(a, b, c);
                    if (Reconstruction.predicted(a, b, c) != expected || inLanes(a, b, c) != expected) {
                        throw new AssertionError(a + "," + b + "," + c);
                    }
                }
            }
        }
    }

    /** The other lanes hold the values in another order, which must do nothing to this one. */
    private static int inLanes(int a, int b, int c) {
        long as = (long) b << 48 | (long) a << 32 | (long) c << 16 | a;
        long bs = (long) a << 48 | (long) b << 32 | (long) c << 16 | b;
        long cs = (long) c << 48 | (long) c << 32 | (long) b << 16 | c;
        return (int) PaethLanes.predicted(as, bs, cs) & 0xffff;
    }

    /** The first frame of an animation is the picture of its IDAT chunks. */
    @Test
    void anAnimationIsReadAsItsFirstPicture() throws ImageException {
        HandmadePng png = HandmadePng.smooth(20, 10, 2, 8);
        byte[] still = png.file();
        byte[] animated = png.with("acTL", new byte[] {0, 0, 0, 2, 0, 0, 0, 0})
                .with("fcTL", new byte[26])
                .file();
        assertThat(Pictures.psnr(decoded(still), decoded(animated))).isEqualTo(99);
    }

    private Pixels decoded(byte[] file) throws ImageException {
        return decoder().decode(file, Headers.of(file));
    }
}
