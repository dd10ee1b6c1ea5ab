package dev.tomthumb.codec.png;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.DecoderContract;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PNGs of which all 16 bits are read, and written. */
class DeepPngTest extends DecoderContract {
    private static final PngEncoder ENCODER = new PngEncoder(6);

    @Override
    protected Decoder decoder() {
        return new PngDecoder().deep().orElseThrow();
    }

    @Override
    protected List<byte[]> files() {
        return List.of(
                HandmadePng.smooth(60, 40, 2, 16).file(),
                HandmadePng.smooth(60, 40, 6, 16).interlaced(true).file(),
                HandmadePng.smooth(61, 40, 0, 16).file(),
                HandmadePng.smooth(61, 40, 4, 16).file(),
                HandmadePng.smooth(60, 40, 2, 16).with("tRNS", new byte[6]).file(),
                HandmadePng.smooth(60, 40, 2, 8).file(),
                HandmadePng.smooth(61, 40, 3, 4).file());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 6})
    void everySampleIsWhatTheFileSays(int type) throws ImageException {
        for (int size = 1; size <= 40; size += 3) {
            for (boolean interlaced : new boolean[] {false, true}) {
                HandmadePng png = HandmadePng.random(size, 41 - size, type, 16, new Random(size))
                        .interlaced(interlaced);
                Pixels pixels = decoded(png.file());
                assertThat(pixels.isDeep()).isTrue();
                for (int y = 0; y < png.height; y++) {
                    for (int x = 0; x < png.width; x++) {
                        assertThat(stored(pixels, x, y)).isEqualTo(png.samples[y][x]);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,false", "0,true", "2,false", "2,true"})
    void oneColorMayBeTransparentAndDiffersInTheLastBit(int type, boolean interlaced) throws ImageException {
        HandmadePng png = HandmadePng.random(37, 23, type, 16, new Random(8)).interlaced(interlaced);
        int[] key = png.samples[11][5];
        png.samples[2][2] = key.clone();
        png.samples[2][2][0] ^= 1;
        ByteBuffer content = ByteBuffer.allocate(2 * key.length);
        for (int sample : key) {
            content.putShort((short) sample);
        }

        Pixels pixels = decoded(png.with("tRNS", content.array()).file());

        for (int y = 0; y < png.height; y++) {
            for (int x = 0; x < png.width; x++) {
                int[] expected = Arrays.copyOf(png.samples[y][x], key.length + 1);
                expected[key.length] = Arrays.equals(png.samples[y][x], key) ? 0 : 0xffff;
                assertThat(stored(pixels, x, y)).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1", "0,8", "2,8", "3,8", "4,8", "6,8"})
    void whatHas8BitsOrLessHasNoMoreAfterwards(int type, int depth) throws ImageException {
        byte[] file = HandmadePng.random(9, 9, type, depth, new Random(1)).file();
        Pixels usual = new PngDecoder().decode(file, Headers.of(file));
        Pixels pixels = decoded(file);
        assertThat(pixels.isDeep()).isFalse();
        assertThat(stored(pixels, 4, 5)).isEqualTo(stored(usual, 4, 5));
    }

    @Test
    void theReductionTo8BitsIsTheRoundingOfWhatIsKept() throws ImageException {
        byte[] file = HandmadePng.random(40, 40, 6, 16, new Random(4)).file();
        Pixels deep = decoded(file);
        Pixels shallow = new PngDecoder().decode(file, Headers.of(file));
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 40; x++) {
                for (int i = 0; i < 4; i++) {
                    assertThat(shallow.planes().get(i).get(x, y))
                            .isEqualTo(deep.planes().get(i).get(x, y));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,false", "0,true", "2,false", "2,true", "4,false", "4,true", "6,false", "6,true"})
    void whatIsWrittenComesBackBitForBit(int type, boolean interlaced) throws ImageException {
        Pixels pixels =
                decoded(HandmadePng.random(37, 29, type, 16, new Random(type)).file());
        Encoding encoding = new Encoding(80, interlaced, Optional.empty(), Optional.empty(), OptionalInt.empty());
        byte[] file = ENCODER.encode(pixels, encoding);
        ImageHeader header = Headers.of(file);
        assertThat(header.bitsPerSample()).isEqualTo(16);
        assertThat(header.progressive()).isEqualTo(interlaced);
        Pixels back = decoded(file);
        assertThat(back.layout()).isEqualTo(pixels.layout());
        for (int y = 0; y < 29; y++) {
            for (int x = 0; x < 37; x++) {
                assertThat(stored(back, x, y)).isEqualTo(stored(pixels, x, y));
            }
        }
        assertThat(ENCODER.memory(header.size()) * 2).isGreaterThan(file.length);
    }

    @Test
    void anAlphaThatIsAlmostFullStays() throws ImageException {
        Pixels pixels = Plane.interleavedDeep(Layout.GREY_ALPHA, new byte[] {1, 2, -1, -1, 3, 4, -1, -2}, 2, 1);
        assertThat(decoded(ENCODER.encode(pixels, Encoding.of(80))).layout()).isEqualTo(Layout.GREY_ALPHA);
        Pixels full = Plane.interleavedDeep(Layout.GREY_ALPHA, new byte[] {1, 2, -1, -1, 3, 4, -1, -1}, 2, 1);
        assertThat(decoded(ENCODER.encode(full, Encoding.of(80))).layout()).isEqualTo(Layout.GREY);
    }

    private Pixels decoded(byte[] file) throws ImageException {
        return decoder().decode(file, Headers.of(file));
    }

    private static int[] stored(Pixels pixels, int x, int y) {
        return pixels.planes().stream().mapToInt(plane -> plane.stored(x, y)).toArray();
    }
}
