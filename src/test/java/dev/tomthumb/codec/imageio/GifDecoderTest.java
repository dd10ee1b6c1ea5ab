package dev.tomthumb.codec.imageio;

import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.patched;
import static dev.tomthumb.codec.Pictures.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.DecoderContract;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.samples.TestPictures;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GifDecoderTest extends DecoderContract {
    private static final byte[] PLAIN = TestPictures.gif(TestPictures.geometry(60, 40));

    @Override
    protected Decoder decoder() {
        return TestCodecs.decoder(ImageFormat.GIF);
    }

    @Override
    protected List<byte[]> files() {
        return List.of(PLAIN, TestPictures.gif(TestPictures.alphaRamp(60, 40, 0xff0000)), offset(10, 5, 100, 80));
    }

    @Test
    void aFrameThatFillsItsScreenIsOpaque() throws ImageException {
        assertThat(TestCodecs.decode(PLAIN).layout()).isEqualTo(Layout.RGB);
    }

    @Test
    void aFrameIsLaidWhereItBelongsOnATransparentScreen() throws ImageException {
        Pixels plain = TestCodecs.decode(PLAIN);
        Pixels placed = TestCodecs.decode(offset(10, 5, 100, 80));
        assertThat(placed.layout()).isEqualTo(Layout.RGB_ALPHA);
        assertThat(placed.alpha().get(9, 5)).isZero();
        assertThat(placed.alpha().get(10, 5)).isEqualTo(255);
        assertThat(placed.alpha().get(69, 44)).isEqualTo(255);
        assertThat(placed.alpha().get(70, 44)).isZero();
        assertThat(at(placed, 10, 5).subList(0, 3)).isEqualTo(at(plain, 0, 0));
        assertThat(at(placed, 69, 44).subList(0, 3)).isEqualTo(at(plain, 59, 39));
    }

    @Test
    void whatOverhangsTheScreenIsCutAway() throws ImageException {
        Pixels placed = TestCodecs.decode(offset(50, 70, 100, 80));
        assertThat(placed.width()).isEqualTo(100);
        assertThat(placed.alpha().get(99, 79)).isEqualTo(255);
        assertThat(placed.alpha().get(49, 79)).isZero();
    }

    @Test
    void aFrameOutsideItsScreenLeavesItEmpty() throws ImageException {
        assertThat(TestCodecs.decode(offset(500, 500, 100, 80)).alpha().get(99, 79))
                .isZero();
    }

    @Test
    void aFrameLargerThanItsScreenIsRefused() {
        assertThatThrownBy(() -> TestCodecs.decode(offset(0, 0, 10, 10)))
                .isInstanceOf(ImageException.class)
                .hasMessage("The original is a damaged GIF: its first frame is larger than its screen.");
    }

    /** {@link #PLAIN} on another screen. */
    private static byte[] offset(int left, int top, int width, int height) {
        byte[] file = patched(PLAIN, 6, width, width >> 8, height, height >> 8);
        int image = imageAt(file);
        return patched(file, image + 1, left, left >> 8, top, top >> 8);
    }

    private static int imageAt(byte[] file) {
        byte[] descriptor = bytes(0x2c, 0, 0, 0, 0, 60, 0, 40, 0);
        for (int i = 0; i < file.length; i++) {
            if (Arrays.equals(file, i, i + descriptor.length, descriptor, 0, descriptor.length)) {
                return i;
            }
        }
        throw new AssertionError("no image descriptor");
    }
}
