package dev.tomthumb.codec.imageio;

import static dev.tomthumb.codec.FileParts.ascii;
import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.deflated;
import static dev.tomthumb.codec.FileParts.iccp;
import static dev.tomthumb.codec.FileParts.join;
import static dev.tomthumb.codec.FileParts.withChunk;
import static dev.tomthumb.codec.Pictures.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.DecoderContract;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Profiles;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.samples.TestPictures;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngDecoderTest extends DecoderContract {
    @Override
    protected Decoder decoder() {
        return TestCodecs.decoder(ImageFormat.PNG);
    }

    @Override
    protected List<byte[]> files() {
        return List.of(
                TestPictures.png(TestPictures.geometry(60, 40)),
                TestPictures.png(TestPictures.alphaRamp(60, 40, 0x336699)),
                palette(8, 0xff3366cc, 0x00000000, 0xff112233),
                deep(),
                withChunk(TestPictures.png(TestPictures.gradient(60, 40)), "tRNS", new byte[6]));
    }

    @Test
    void aPaletteOfGreysIsGrey() throws ImageException {
        Pixels pixels = TestCodecs.decode(palette(2, 0xff000000, 0xff555555, 0xffffffff));
        assertThat(pixels.layout()).isEqualTo(Layout.GREY);
        assertThat(at(pixels, 0, 0)).containsExactly(0);
        assertThat(at(pixels, 1, 0)).containsExactly(0x55);
        assertThat(at(pixels, 2, 0)).containsExactly(0xff);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void aPaletteIsExpanded(int bits) throws ImageException {
        Pixels pixels = TestCodecs.decode(palette(bits, 0xff3366cc, 0xff000000, 0xff112233));
        assertThat(pixels.layout()).isEqualTo(Layout.RGB);
        assertThat(at(pixels, 0, 0)).containsExactly(0x33, 0x66, 0xcc);
        assertThat(at(pixels, 2, 0)).containsExactly(0x11, 0x22, 0x33);
    }

    @Test
    void aTransparentPaletteColorIsAlpha() throws ImageException {
        Pixels pixels = TestCodecs.decode(palette(8, 0xff3366cc, 0x00000000, 0x80112233));
        assertThat(pixels.layout()).isEqualTo(Layout.RGB_ALPHA);
        assertThat(pixels.alpha().get(0, 0)).isEqualTo(255);
        assertThat(pixels.alpha().get(1, 0)).isZero();
        assertThat(at(pixels, 2, 0)).containsExactly(0x11, 0x22, 0x33, 0x80);
    }

    @Test
    void sixteenBitsAreRoundedToEight() throws ImageException {
        Pixels pixels = TestCodecs.decode(deep());
        assertThat(pixels.layout()).isEqualTo(Layout.GREY);
        for (int x = 0; x < 256; x++) {
            assertThat(at(pixels, x, 0)).containsExactly(x);
            assertThat(at(pixels, x, 1)).containsExactly(Math.round(x * 256 / 257f));
        }
    }

    @Test
    void bitsAreScaledToTheFullRange() throws ImageException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        image.setRGB(1, 0, 0xffffffff);
        Pixels pixels = TestCodecs.decode(TestPictures.png(image));
        assertThat(pixels.layout()).isEqualTo(Layout.GREY);
        assertThat(at(pixels, 0, 0)).containsExactly(0);
        assertThat(at(pixels, 1, 0)).containsExactly(255);
    }

    @Test
    void aTransparentColorOfATrueColorPictureIsAlpha() throws ImageException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x102030);
        image.setRGB(1, 0, 0x102031);
        byte[] file = withChunk(TestPictures.png(image), "tRNS", bytes(0, 0x10, 0, 0x20, 0, 0x30));
        Pixels pixels = TestCodecs.decode(file);
        assertThat(pixels.layout()).isEqualTo(Layout.RGB_ALPHA);
        assertThat(pixels.alpha().get(0, 0)).isZero();
        assertThat(pixels.alpha().get(1, 0)).isEqualTo(255);
    }

    @Test
    void alphaIsNotPremultiplied() throws ImageException {
        Pixels pixels = TestCodecs.decode(TestPictures.png(TestPictures.alphaRamp(256, 1, 0xff8000)));
        assertThat(at(pixels, 1, 0)).containsExactly(0xff, 0x80, 0, 1);
    }

    @Test
    void metadataIsNotShownToTheLibrary() throws ImageException {
        byte[] file = TestPictures.png(TestPictures.gradient(20, 20));
        byte[] bomb = join(ascii("Comment\0\0"), deflated(new byte[30 << 20]));
        byte[] odd = withChunk(withChunk(file, "zTXt", bomb), "iCCP", iccp(Profiles.displayP3()));
        odd = withChunk(withChunk(odd, "sBIT", new byte[50]), "hIST", new byte[1]);
        Pixels pixels = TestCodecs.decode(odd);
        assertThat(at(pixels, 7, 7)).isEqualTo(at(TestCodecs.decode(file), 7, 7));
    }

    private static byte[] palette(int bits, int... colors) {
        boolean alpha = false;
        for (int color : colors) {
            alpha |= color >>> 24 != 255;
        }
        int[] all = java.util.Arrays.copyOf(colors, 1 << bits);
        for (int i = colors.length; i < all.length; i++) {
            all[i] = colors[0];
        }
        IndexColorModel model = new IndexColorModel(bits, all.length, all, 0, alpha, -1, 0);
        int type = bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY;
        BufferedImage image = new BufferedImage(30, 20, type, model);
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 30; x++) {
                image.getRaster().setSample(x, y, 0, (x + y) % colors.length);
            }
        }
        return TestPictures.png(image);
    }

    /** Row 0: what 8 bits became when they were widened; row 1: the upper byte alone. */
    private static byte[] deep() {
        BufferedImage image = new BufferedImage(256, 2, BufferedImage.TYPE_USHORT_GRAY);
        for (int x = 0; x < 256; x++) {
            image.getRaster().setSample(x, 0, 0, x * 257);
            image.getRaster().setSample(x, 1, 0, x * 256);
        }
        return TestPictures.png(image);
    }
}
