package dev.tomthumb.codec.imageio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.DecoderContract;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.samples.TestPictures;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiffDecoderTest extends DecoderContract {
    private static final BufferedImage PICTURE = TestPictures.geometry(60, 40);

    @Override
    protected Decoder decoder() {
        return TestCodecs.decoder(ImageFormat.TIFF);
    }

    @Override
    protected List<byte[]> files() {
        return List.of(Written.tiff(PICTURE, "LZW"), Written.tiff(PICTURE, "Deflate"), deep());
    }

    @ParameterizedTest
    @ValueSource(strings = {"LZW", "Deflate", "PackBits", "ZLib"})
    void losslessCompressionsAreExact(String compression) throws ImageException {
        Pixels expected = TestCodecs.decode(TestPictures.png(PICTURE));
        assertThat(Pictures.psnr(expected, TestCodecs.decode(Written.tiff(PICTURE, compression))))
                .isEqualTo(99);
    }

    @Test
    void jpegInsideTiffIsRead() throws ImageException {
        Pixels expected = TestCodecs.decode(TestPictures.png(PICTURE));
        assertThat(Pictures.psnr(expected, TestCodecs.decode(Written.tiff(PICTURE, "JPEG"))))
                .isGreaterThan(20);
    }

    @Test
    void alphaIsKept() throws ImageException {
        Pixels pixels = TestCodecs.decode(Written.tiff(TestPictures.alphaRamp(256, 4, 0x3366cc), "LZW"));
        assertThat(pixels.layout()).isEqualTo(Layout.RGB_ALPHA);
        assertThat(pixels.alpha().get(100, 0)).isEqualTo(100);
    }

    @Test
    void sixteenBitsAreRoundedToEight() throws ImageException {
        Pixels pixels = TestCodecs.decode(deep());
        assertThat(pixels.layout()).isEqualTo(Layout.GREY);
        assertThat(pixels.planes().get(0).get(200, 0)).isEqualTo(200);
    }

    private static byte[] deep() {
        BufferedImage image = new BufferedImage(256, 8, BufferedImage.TYPE_USHORT_GRAY);
        for (int x = 0; x < 256; x++) {
            for (int y = 0; y < 8; y++) {
                image.getRaster().setSample(x, y, 0, x * 257);
            }
        }
        return Written.tiff(image, "LZW");
    }
}
