package dev.tomthumb.codec.imageio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.EncoderContract;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import org.junit.jupiter.api.Test;

/** Alpha is on or off, so that pictures with a ramp of it come back far from what they were; see the last test. */
class GifEncoderTest extends EncoderContract {
    @Override
    protected Encoder encoder() {
        return TestCodecs.encoder(ImageFormat.GIF);
    }

    @Override
    protected Decoder decoder() {
        return TestCodecs.decoder(ImageFormat.GIF);
    }

    @Override
    protected double likeness(Layout layout) {
        return layout.hasAlpha() ? 8 : layout == Layout.GREY ? 40 : 26;
    }

    @Override
    protected int longestSide() {
        return 65535;
    }

    @Test
    void alphaIsOnOrOff() throws ImageException {
        Pixels pixels = Pictures.waves(Layout.RGB_ALPHA, 101, 10);
        Pixels back = decoded(encoder().encode(pixels, Encoding.of(80)));
        for (int x = 0; x < 101; x++) {
            boolean visible = pixels.alpha().get(x, 5) >= 128;
            assertThat(back.alpha().get(x, 5)).isEqualTo(visible ? 255 : 0);
        }
    }

    @Test
    void aPictureOfFewColorsIsExact() throws ImageException {
        Pixels pixels = Pictures.waves(Layout.RGB, 16, 16);
        assertThat(Pictures.psnr(pixels, decoded(encoder().encode(pixels, Encoding.of(80)))))
                .isEqualTo(99);
    }
}
