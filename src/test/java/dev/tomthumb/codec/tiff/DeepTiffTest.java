package dev.tomthumb.codec.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.DecoderContract;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TIFFs of which all 16 bits are read, and written. */
class DeepTiffTest extends DecoderContract {
    private static final Codecs CODECS = new ProductCodecs(false, 6, new ScratchPool(1 << 20)).codecs();
    private static final int BLACK_IS_ZERO = 1;
    private static final int RGB = 2;

    @Override
    protected Decoder decoder() {
        try {
            return CODECS.decoder(ImageFormat.TIFF, true);
        } catch (ImageException missing) {
            throw new AssertionError(missing);
        }
    }

    @Override
    protected List<byte[]> files() {
        try {
            return List.of(
                    written(random(Layout.GREY, 61, 40)),
                    written(random(Layout.RGB_ALPHA, 60, 41)),
                    plain(random(Layout.RGB, 30, 20), ByteOrder.BIG_ENDIAN));
        } catch (ImageException refused) {
            throw new AssertionError(refused);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Layout.class, mode = EnumSource.Mode.EXCLUDE, names = "YCBCR")
    void whatIsWrittenComesBackBitForBit(Layout layout) throws ImageException {
        for (int width : new int[] {1, 2, 37, 300}) {
            Pixels pixels = random(layout, width, 211);
            byte[] file = written(pixels);
            ImageHeader header = Headers.of(file);
            assertThat(header.bitsPerSample()).isEqualTo(16);
            assertThat(header.alpha()).isEqualTo(layout.hasAlpha());
            requireSame(pixels, decoder().decode(file, header));
            assertThat(CODECS.encoder(ImageFormat.TIFF).memory(header.size()) * 2)
                    .isGreaterThan(file.length);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Layout.class,
            names = {"GREY", "RGB"})
    void filesOfOthersAreReadInBothByteOrders(Layout layout) throws ImageException {
        Pixels pixels = random(layout, 23, 17);
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] file = plain(pixels, order);
            requireSame(pixels, decoder().decode(file, Headers.of(file)));
        }
    }

    @Test
    void theReductionTo8BitsIsTheRoundingOfWhatIsKept() throws ImageException {
        Pixels pixels = random(Layout.RGB_ALPHA, 23, 17);
        byte[] file = written(pixels);
        Pixels shallow = CODECS.decoder(ImageFormat.TIFF).decode(file, Headers.of(file));
        assertThat(shallow.isDeep()).isFalse();
        for (int y = 0; y < 17; y++) {
            for (int x = 0; x < 23; x++) {
                for (int i = 0; i < 4; i++) {
                    assertThat(shallow.planes().get(i).get(x, y))
                            .isEqualTo(pixels.planes().get(i).get(x, y));
                }
            }
        }
    }

    @Test
    void pagesUnderEachOtherAreReducedTo8Bits() throws ImageException {
        byte[] file = written(random(Layout.RGB, 20, 10));
        ImageHeader one = Headers.of(file);
        ImageHeader asOfTwo =
                new ImageHeader(one.format(), new dev.tomthumb.model.Size(20, 11), 1, 1, true, 16, one.profile());
        assertThat(decoder().decode(file, asOfTwo).isDeep()).isFalse();
    }

    private static byte[] written(Pixels pixels) throws ImageException {
        return CODECS.encoder(ImageFormat.TIFF).encode(pixels, Encoding.of(80));
    }

    private static Pixels random(Layout layout, int width, int height) {
        byte[] samples = new byte[2 * layout.planes() * width * height];
        new Random(width).nextBytes(samples);
        return Plane.interleavedDeep(layout, samples, width, height);
    }

    private static void requireSame(Pixels expected, Pixels actual) {
        assertThat(actual.isDeep()).isTrue();
        assertThat(actual.layout()).isEqualTo(expected.layout());
        for (int y = 0; y < expected.height(); y++) {
            for (int x = 0; x < expected.width(); x++) {
                for (int i = 0; i < expected.planes().size(); i++) {
                    assertThat(actual.planes().get(i).stored(x, y))
                            .isEqualTo(expected.planes().get(i).stored(x, y));
                }
            }
        }
    }

    /** One strip, not compressed, as other programs like to write it (TIFF 6.0, section 2). */
    private static byte[] plain(Pixels pixels, ByteOrder order) {
        int planes = pixels.planes().size();
        int bytes = 2 * planes * pixels.width() * pixels.height();
        List<int[]> entries = new ArrayList<>();
        entries.add(new int[] {256, pixels.width()});
        entries.add(new int[] {257, pixels.height()});
        entries.add(new int[] {258, 16});
        entries.add(new int[] {259, 1});
        entries.add(new int[] {262, planes == 1 ? BLACK_IS_ZERO : RGB});
        entries.add(new int[] {273, 14});
        entries.add(new int[] {277, planes});
        entries.add(new int[] {278, pixels.height()});
        entries.add(new int[] {279, bytes});
        ByteBuffer file =
                ByteBuffer.allocate(14 + bytes + 2 + 12 * entries.size() + 4).order(order);
        file.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put(file.get(0));
        file.putShort((short) 42).putInt(14 + bytes);
        file.putShort((short) 16).putShort((short) 16).putShort((short) 16);
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                for (Plane plane : pixels.planes()) {
                    file.putShort((short) plane.stored(x, y));
                }
            }
        }
        file.putShort((short) entries.size());
        for (int[] entry : entries) {
            boolean three = entry[0] == 258 && planes == 3;
            boolean wide = entry[0] == 273 || entry[0] == 279 || three;
            file.putShort((short) entry[0])
                    .putShort((short) (wide && !three ? 4 : 3))
                    .putInt(three ? 3 : 1);
            if (wide) {
                file.putInt(three ? 8 : entry[1]);
            } else {
                file.putShort((short) entry[1]).putShort((short) 0);
            }
        }
        return file.array();
    }
}
