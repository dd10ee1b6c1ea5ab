package dev.tomthumb.codec.gif;

import static dev.tomthumb.codec.FileParts.ascii;
import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.codec.Animations;
import dev.tomthumb.codec.Animations.Shown;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GifAnimationTest {
    private static final int NONE = 0;
    private static final int RED = 0xffff0000;
    private static final int GREEN = 0xff00ff00;

    private final GifAnimationDecoder decoder = new GifAnimationDecoder();
    private final GifAnimationEncoder encoder = new GifAnimationEncoder();

    @Property
    void whatIsWrittenIsReadAgain(@ForAll Random random) throws ImageException {
        Shown written = Animations.random(random);
        Shown read = Animations.shown(decoder, Animations.written(encoder, written));
        assertThat(read.plays()).isEqualTo(written.plays());
        assertThat(read.delays()).isEqualTo(written.delays());
        assertThat(read.frames()).hasSameSizeAs(written.frames());
        for (int i = 0; i < read.frames().size(); i++) {
            assertThat(read.frames().get(i))
                    .as("frame %d", i)
                    .isEqualTo(written.frames().get(i));
        }
    }

    @Property(tries = 300)
    void mutatedFilesAreReadOrRefused(@ForAll Random random) throws ImageException {
        byte[] file = Animations.written(encoder, Animations.random(random));
        Animations.decodedOrRefused(decoder, dev.tomthumb.codec.Mutations.of(file, random));
    }

    @Test
    void everyTruncationIsReadOrRefused() throws ImageException {
        byte[] file = Animations.written(encoder, Animations.random(new Random(7)));
        for (int length = 0; length < file.length; length++) {
            Animations.decodedOrRefused(decoder, Arrays.copyOf(file, length));
        }
    }

    @Test
    void photographsAreReadAsTheJdkReadsThem() throws ImageException, IOException {
        int[] words = new int[97 * 61];
        for (int i = 0; i < words.length; i++) {
            int x = i % 97;
            int y = i / 97;
            words[i] = 0xff000000 | (x * 5 & 255) << 16 | (y * 4 & 255) << 8 | (x * y & 255);
        }
        byte[] file =
                Animations.written(encoder, new Shown(new Size(97, 61), 0, List.of(words, words), List.of(50, 50)));
        int[] ours = Animations.shown(decoder, file).frames().get(0);
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(file)));
        assertThat(reader.getNumImages(true)).isEqualTo(2);
        BufferedImage theirs = reader.read(0);
        assertThat(theirs.getRGB(0, 0, 97, 61, null, 0, 97)).isEqualTo(ours);
    }

    @Test
    void whatStandsStillCostsNothing() throws ImageException {
        Random noise = new Random(1);
        int[] words = new int[10_000];
        Arrays.setAll(words, i -> 0xff000000 | noise.nextInt(1 << 24));
        Size size = new Size(100, 100);
        int one = Animations.written(encoder, new Shown(size, 0, List.of(words), List.of(50))).length;
        int ten = Animations.written(
                        encoder,
                        new Shown(
                                size,
                                0,
                                java.util.Collections.nCopies(10, words),
                                java.util.Collections.nCopies(10, 50)))
                .length;
        assertThat(ten).isLessThan(one + 9 * 60);
    }

    /** A screen of 2x1: red, then green on the left pixel; what is left for the third, which draws nothing. */
    @Test
    void everyDisposalMethodIsKnown() throws ImageException {
        assertThat(afterDisposal(0)).containsExactly(GREEN, RED);
        assertThat(afterDisposal(1)).containsExactly(GREEN, RED);
        assertThat(afterDisposal(2)).containsExactly(NONE, RED);
        assertThat(afterDisposal(3)).containsExactly(RED, RED);
        assertThat(afterDisposal(4)).containsExactly(RED, RED);
    }

    private int[] afterDisposal(int method) throws ImageException {
        byte[] file = join(
                screen(2, 1),
                frame(1, 0, 3, 0, 0, 2, 1, 1, 1),
                frame(method, 0, 3, 0, 0, 1, 1, 2),
                frame(1, 0, 0, 0, 0, 1, 1, 0),
                bytes(0x3b));
        return Animations.shown(decoder, file).frames().get(2);
    }

    @Test
    void veryShortDelaysAreATenthOfASecondAsInBrowsers() throws ImageException {
        byte[] file = join(
                screen(1, 1),
                frame(1, 0, 3, 0, 0, 1, 1, 1),
                frame(1, 1, 3, 0, 0, 1, 1, 1),
                frame(1, 2, 3, 0, 0, 1, 1, 1),
                bytes(0x3b));
        assertThat(Animations.shown(decoder, file).delays()).containsExactly(100, 100, 20);
        assertThat(Animations.shown(decoder, file).plays()).isEqualTo(1);
    }

    @Test
    void interlacedRowsComeToTheirPlaces() {
        int[] lines = new int[11];
        Arrays.setAll(lines, row -> Interlace.line(row, 11));
        assertThat(lines).containsExactly(0, 8, 4, 2, 6, 10, 1, 3, 5, 7, 9);
        assertThat(Interlace.line(0, 1)).isZero();
    }

    @Test
    void aFrameLargerThanItsScreenIsRefused() {
        byte[] file = join(screen(2, 1), frame(1, 0, 3, 0, 0, 2, 1, 1, 1), frame(1, 0, 3, 0, 0, 2, 2, 1), bytes(0x3b));
        assertThatThrownBy(() -> Animations.shown(decoder, file))
                .isInstanceOf(ImageException.class)
                .hasMessage("The GIF is damaged: one of its frames is larger than its screen.");
    }

    /** Four colours: black, red, green, blue. */
    private static byte[] screen(int width, int height) {
        return join(ascii("GIF89a"), bytes(width, 0, height, 0, 0x81, 0, 0, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255));
    }

    /** Each index is its own code of three bits behind a clear code; at most one byte's worth is put per block. */
    private static byte[] frame(
            int disposal, int delay, int transparent, int left, int top, int width, int height, int... indices) {
        int bits = 4;
        int filled = 3;
        for (int index : indices) {
            bits |= index << filled;
            filled += 3;
        }
        bits |= 5 << filled;
        return join(
                bytes(0x21, 0xf9, 4, disposal << 2 | 1, delay, 0, transparent, 0),
                bytes(0x2c, left, 0, top, 0, width, 0, height, 0, 0, 2, 2, bits & 255, bits >> 8, 0));
    }
}
