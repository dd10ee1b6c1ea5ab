package dev.tomthumb.codec.webp;

import static dev.tomthumb.codec.FileParts.anmf;
import static dev.tomthumb.codec.FileParts.riffChunk;
import static dev.tomthumb.codec.FileParts.vp8x;
import static dev.tomthumb.codec.FileParts.webp;
import static dev.tomthumb.codec.Pictures.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.DecoderContract;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Profiles;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.samples.TestPictures;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WebpDecoderTest extends DecoderContract {
    private static final byte[] LOSSY = encoded(Layout.RGB);

    @Override
    protected Decoder decoder() {
        return new WebpDecoder();
    }

    @Override
    protected List<byte[]> files() {
        return List.of(
                LOSSY,
                encoded(Layout.RGB_ALPHA),
                Webps.lossless(Webps.pixels(TestPictures.geometry(40, 30))),
                animation());
    }

    private static byte[] encoded(Layout layout) {
        return Webps.lossy(Pictures.waves(layout, 60, 40), 85);
    }

    /** The image chunk of {@link #LOSSY} as the only frame, away from the corner. */
    private static byte[] animation() {
        byte[] image = Arrays.copyOfRange(LOSSY, 12, LOSSY.length);
        return webp(vp8x(0x02, 100, 80), riffChunk("ANIM", new byte[6]), anmf(10, 20, 60, 40, image));
    }

    @Test
    void losslessIsExact() throws ImageException {
        Pixels expected = Webps.pixels(TestPictures.alphaRamp(40, 30, 0x336699));
        Pixels actual = Webps.read(Webps.lossless(Webps.pixels(TestPictures.alphaRamp(40, 30, 0x336699))));
        assertThat(actual.layout()).isEqualTo(Layout.RGB_ALPHA);
        assertThat(at(actual, 39, 29)).isEqualTo(at(expected, 39, 29));
        assertThat(Pictures.psnr(List.of(expected.alpha()), List.of(actual.alpha())))
                .isEqualTo(99);
    }

    @Test
    void theFirstFrameOfAnAnimationLiesOnItsCanvas() throws ImageException {
        Pixels frame = Webps.read(LOSSY);
        Pixels canvas = Webps.read(animation());
        assertThat(canvas.width()).isEqualTo(100);
        assertThat(canvas.alpha().get(9, 20)).isZero();
        assertThat(canvas.alpha().get(10, 20)).isEqualTo(255);
        assertThat(at(canvas, 10, 20).subList(0, 3)).isEqualTo(at(frame, 0, 0));
        assertThat(at(canvas, 69, 59).subList(0, 3)).isEqualTo(at(frame, 59, 39));
    }

    @Test
    void anEmbeddedProfileIsLeftToTheCaller() throws ImageException {
        byte[] image = Arrays.copyOfRange(LOSSY, 12, LOSSY.length);
        byte[] profiled = webp(vp8x(0x20, 60, 40), riffChunk("ICCP", Profiles.displayP3()), image);
        assertThat(Pictures.psnr(Webps.read(LOSSY), Webps.read(profiled))).isEqualTo(99);
    }

    @Test
    void aCutOffLosslessFileIsRefusedWhereverItEnds() {
        byte[] whole = Webps.lossless(Webps.pixels(TestPictures.geometry(40, 30)));
        for (int length = 30; length < whole.length - 1; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThat(catchThrowable(() -> Webps.read(part)))
                    .isInstanceOf(ImageException.class)
                    .hasMessage("The original is a damaged WebP: it ends before its last pixel.");
        }
    }

    /** Behind the end come zeros: thousands of codes could be made of them. */
    @Test
    void aLosslessFileThatAnnouncesMoreThanItHoldsTakesNoTime() {
        byte[] whole = Webps.lossless(Webps.pixels(TestPictures.geometry(200, 150)));
        Random random = new Random(3);
        long start = System.nanoTime();
        for (int i = 0; i < 300; i++) {
            byte[] image = Arrays.copyOfRange(whole, 20, 90);
            for (int at = 5; at < image.length; at++) {
                image[at] = (byte) random.nextInt(256);
            }
            try {
                assertThat(Webps.read(webp(riffChunk("VP8L", image))).width()).isEqualTo(200);
            } catch (ImageException refusal) {
                assertThat(refusal.problem()).isEqualTo(Problem.BROKEN_IMAGE);
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    }
}
