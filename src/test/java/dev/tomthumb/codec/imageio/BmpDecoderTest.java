package dev.tomthumb.codec.imageio;

import static dev.tomthumb.codec.FileParts.ascii;
import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.join;
import static dev.tomthumb.codec.FileParts.little;
import static dev.tomthumb.codec.Pictures.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.DecoderContract;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.samples.TestPictures;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class BmpDecoderTest extends DecoderContract {
    @Override
    protected Decoder decoder() {
        return TestCodecs.decoder(ImageFormat.BMP);
    }

    @Override
    protected List<byte[]> files() {
        BufferedImage bits = new BufferedImage(60, 40, BufferedImage.TYPE_BYTE_BINARY);
        return List.of(Written.by(TestPictures.geometry(60, 40), "bmp"), Written.by(bits, "bmp"), masked());
    }

    @Test
    void colorsArriveInTheirOrder() throws ImageException {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x102030);
        image.setRGB(1, 1, 0xa0b0c0);
        Pixels pixels = TestCodecs.decode(Written.by(image, "bmp"));
        assertThat(at(pixels, 0, 0)).containsExactly(0x10, 0x20, 0x30);
        assertThat(at(pixels, 1, 1)).containsExactly(0xa0, 0xb0, 0xc0);
    }

    @Test
    void aMaskedFourthByteIsAlpha() throws ImageException {
        Pixels pixels = TestCodecs.decode(masked());
        assertThat(pixels.layout()).isEqualTo(Layout.RGB_ALPHA);
        assertThat(at(pixels, 0, 0)).containsExactly(0x30, 0x20, 0x10, 0x80);
    }

    /** Four by four pixels of blue 16, green 32, red 48, alpha 128 under a BITMAPV4HEADER. */
    private static byte[] masked() {
        byte[] pixels = new byte[64];
        for (int i = 0; i < 64; i += 4) {
            System.arraycopy(bytes(0x10, 0x20, 0x30, 0x80), 0, pixels, i, 4);
        }
        byte[] header = join(
                little(108),
                little(4),
                little(4),
                bytes(1, 0, 32, 0),
                little(3),
                little(64),
                new byte[16],
                little(0xff0000),
                little(0xff00),
                little(0xff),
                little(0xff000000),
                ascii("BGRs"),
                new byte[48]);
        return join(ascii("BM"), little(14 + 108 + 64), new byte[4], little(14 + 108), header, pixels);
    }
}
