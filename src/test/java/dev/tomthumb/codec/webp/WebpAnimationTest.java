package dev.tomthumb.codec.webp;

import static dev.tomthumb.codec.FileParts.join;
import static dev.tomthumb.codec.FileParts.riffChunk;
import static dev.tomthumb.codec.FileParts.vp8x;
import static dev.tomthumb.codec.FileParts.webp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.codec.Animations;
import dev.tomthumb.codec.Animations.Shown;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.FileParts;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.Mutations;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WebpAnimationTest {
    private static final Encoder STILL_WRITER = Webps.ENCODER;

    private final WebpAnimationDecoder decoder = new WebpAnimationDecoder(new WebpDecoder());
    private final WebpAnimationEncoder encoder = new WebpAnimationEncoder(STILL_WRITER);

    @Property(tries = 100)
    void whatIsWrittenIsReadAgainAlmostAsItWas(@ForAll Random random) throws ImageException {
        Shown written = Animations.random(random);
        byte[] file = Animations.written(encoder, written);
        Shown read = Animations.shown(decoder, file);
        assertThat(Headers.of(file).frames()).isEqualTo(written.frames().size());
        assertThat(read.plays()).isEqualTo(written.plays());
        assertThat(read.delays()).isEqualTo(written.delays());
        assertThat(read.frames()).hasSameSizeAs(written.frames());
        for (int i = 0; i < read.frames().size(); i++) {
            assertThat(alpha(read.frames().get(i)))
                    .isEqualTo(alpha(written.frames().get(i)));
        }
    }

    private static int[] alpha(int[] words) {
        return Arrays.stream(words).map(word -> word >>> 24).toArray();
    }

    @Test
    void smoothFramesComeBackAlmostAsTheyWere() throws ImageException {
        Size size = new Size(64, 48);
        int[] first = dev.tomthumb.codec.PackedFrame.of(Pictures.waves(dev.tomthumb.codec.Layout.RGB, 64, 48));
        int[] second = first.clone();
        for (int y = 11; y < 31; y++) {
            Arrays.fill(second, y * 64 + 13, y * 64 + 40, 0xffc02010);
        }
        Shown read = Animations.shown(
                decoder, Animations.written(encoder, new Shown(size, 0, List.of(first, second), List.of(40, 70))));
        assertThat(Pictures.psnr(
                        Animations.pixels(first, size),
                        Animations.pixels(read.frames().get(0), size)))
                .isGreaterThan(35);
        assertThat(Pictures.psnr(
                        Animations.pixels(second, size),
                        Animations.pixels(read.frames().get(1), size)))
                .isGreaterThan(30);
    }

    @Property(tries = 100)
    void mutatedFilesAreReadOrRefused(@ForAll Random random) throws ImageException {
        byte[] file = Animations.written(encoder, Animations.random(random));
        Animations.decodedOrRefused(decoder, Mutations.of(file, random));
    }

    @Test
    void everyTruncationIsReadOrRefused() throws ImageException {
        byte[] file = Animations.written(encoder, Animations.random(new Random(7)));
        for (int length = 0; length < file.length; length++) {
            Animations.decodedOrRefused(decoder, Arrays.copyOf(file, length));
        }
    }

    /** Red fills the canvas of 4x2; half-transparent blue comes upon its right half. */
    @Test
    void framesAreBlendedOrReplaceWhatWasThere() throws ImageException {
        assertNear(second(0, 0)[2], 0xff, 0x80, 0, 0x80);
        assertNear(second(2, 0)[2], 0x80, 0, 0, 0xff);
        assertNear(second(0, 0)[0], 0xff, 0xff, 0, 0);
        assertNear(second(0, 1)[0], 0, 0, 0, 0);
    }

    private int[] second(int flags, int firstFlags) throws ImageException {
        byte[] red = picture(4, 2, 0xffff0000);
        byte[] blue = picture(2, 2, 0x800000ff);
        byte[] file = webp(
                vp8x(0x12, 4, 2),
                riffChunk("ANIM", FileParts.bytes(9, 9, 9, 255, 3, 0)),
                anmf(0, 4, 2, 2 | firstFlags, red),
                anmf(2, 2, 2, flags, blue));
        Shown shown = Animations.shown(decoder, file);
        assertThat(shown.plays()).isEqualTo(3);
        assertThat(shown.delays()).containsExactly(40, 40);
        return shown.frames().get(1);
    }

    private static byte[] anmf(int left, int width, int height, int flags, byte[] picture) {
        byte[] head = FileParts.bytes(left / 2, 0, 0, 0, 0, 0, width - 1, 0, 0, height - 1, 0, 0, 40, 0, 0, flags);
        return riffChunk("ANMF", join(head, picture));
    }

    private static byte[] picture(int width, int height, int word) throws ImageException {
        int[] words = new int[width * height];
        Arrays.fill(words, word);
        byte[] file = STILL_WRITER.encode(Animations.pixels(words, new Size(width, height)), Encoding.of(100));
        return join(StillWebp.picture(file).stream()
                .map(chunk -> Arrays.copyOf(chunk, chunk.length + (chunk.length & 1)))
                .toArray(byte[][]::new));
    }

    private static void assertNear(int word, int alpha, int red, int green, int blue) {
        int[] expected = {alpha, red, green, blue};
        for (int i = 0; i < 4; i++) {
            int sample = word >> 24 - 8 * i & 255;
            assertThat(sample).as("%08x", word).isBetween(expected[i] - 8, expected[i] + 8);
        }
    }

    @Test
    void aFrameBesideItsCanvasIsRefused() throws ImageException {
        byte[] file = webp(
                vp8x(0x12, 4, 2),
                anmf(0, 4, 2, 2, picture(4, 2, 0xffff0000)),
                anmf(2, 4, 2, 2, picture(4, 2, 0xffff0000)));
        assertThatThrownBy(() -> Animations.shown(decoder, file))
                .isInstanceOf(ImageException.class)
                .hasMessage("The WebP is damaged: a frame does not lie on its canvas.");
    }
}
