package dev.tomthumb.codec.imageio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.EncoderContract;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegEncoderTest extends EncoderContract {
    @Override
    protected Encoder encoder() {
        return TestCodecs.encoder(ImageFormat.JPEG);
    }

    @Override
    protected Decoder decoder() {
        return TestCodecs.decoder(ImageFormat.JPEG);
    }

    @Override
    protected double likeness(Layout layout) {
        return layout == Layout.GREY ? 38 : 36;
    }

    @Override
    protected int longestSide() {
        return 65500;
    }

    @ParameterizedTest
    @CsvSource({"50, 0x22", "89, 0x22", "90, 0x11", "100, 0x11"})
    void chromaKeepsItsFullSizeFromQualityNinety(int quality, String sampling) throws ImageException {
        byte[] file = encoder().encode(Pictures.waves(Layout.RGB, 40, 40), Encoding.of(quality));
        assertThat(file[frameAt(file) + 11]).isEqualTo(Byte.decode(sampling));
    }

    @Test
    void greyIsOneComponent() throws ImageException {
        byte[] file = encoder().encode(Pictures.waves(Layout.GREY, 40, 40), Encoding.of(95));
        assertThat(Headers.of(file).channels()).isEqualTo(1);
    }

    @Test
    void lessQualityIsASmallerFile() throws ImageException {
        Pixels pixels = Pictures.waves(Layout.RGB, 200, 200);
        int last = Integer.MAX_VALUE;
        for (int quality : new int[] {100, 90, 80, 50, 20, 1}) {
            int length = encoder().encode(pixels, Encoding.of(quality)).length;
            assertThat(length).isLessThan(last);
            last = length;
        }
    }

    private static int frameAt(byte[] file) {
        for (int i = 0; i < file.length; i++) {
            if (file[i] == (byte) 0xff && file[i + 1] == (byte) 0xc0) {
                return i;
            }
        }
        throw new AssertionError("not a baseline JPEG");
    }
}
