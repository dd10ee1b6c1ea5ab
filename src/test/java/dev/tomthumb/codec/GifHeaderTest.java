package dev.tomthumb.codec;

import static dev.tomthumb.codec.FileParts.ascii;
import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.samples.TestPictures;
import org.junit.jupiter.api.Test;

class GifHeaderTest {
    private static final byte[] END = bytes(0x3b);

    @Test
    void theScreenIsTheSize() throws ImageException {
        ImageHeader header = Headers.of(TestPictures.gif(TestPictures.gradient(40, 30)));
        assertThat(header.size()).isEqualTo(new Size(40, 30));
        assertThat(header.frames()).isEqualTo(1);
        assertThat(header.alpha()).isFalse();
    }

    @Test
    void framesAreCountedByTheirBeginnings() throws ImageException {
        byte[] file = join(screen(4, 4), frame(0, 0, 4, 4), control(false), frame(0, 0, 4, 4), frame(1, 1, 2, 2), END);
        assertThat(Headers.of(file).frames()).isEqualTo(3);
    }

    @Test
    void aTransparentColorOfTheFirstFrameIsAlpha() throws ImageException {
        assertThat(Headers.of(join(screen(4, 4), control(true), frame(0, 0, 4, 4), END))
                        .alpha())
                .isTrue();
        assertThat(Headers.of(join(screen(4, 4), frame(0, 0, 4, 4), control(true), frame(0, 0, 4, 4), END))
                        .alpha())
                .isFalse();
    }

    @Test
    void aFirstFrameThatLeavesTheScreenOpenIsAlpha() throws ImageException {
        assertThat(Headers.of(join(screen(4, 4), frame(1, 0, 3, 4), END)).alpha())
                .isTrue();
    }

    @Test
    void aCutOffAnimationTellsWhatItHolds() throws ImageException {
        byte[] file = join(screen(4, 4), frame(0, 0, 4, 4), bytes(0x2c, 0, 0));
        assertThat(Headers.of(file).frames()).isEqualTo(1);
    }

    @Test
    void brokenHeadersAreRefused() {
        refused(join(screen(0, 4), frame(0, 0, 4, 4)), "The GIF is damaged: its size is 0x4.");
        refused(join(screen(4, 4), frame(0, 0, 4, 0)), "The GIF is damaged: its size is 4x0.");
        refused(join(screen(4, 4), END), "The GIF is damaged: it has no frame.");
        refused(ascii("GIF89a\4\0"), "The GIF is damaged: it ends inside its header.");
    }

    @Test
    void theSampleAnimationIsRead() throws ImageException {
        String name = SampleOriginals.all().stream()
                .map(sample -> sample.name())
                .filter(file -> file.endsWith(".gif"))
                .findFirst()
                .orElseThrow();
        assertThat(Headers.of(SampleOriginals.bytes(name)).frames()).isPositive();
    }

    private static byte[] screen(int width, int height) {
        return join(ascii("GIF89a"), bytes(width, 0, height, 0, 0x80, 0, 0), new byte[6]);
    }

    private static byte[] control(boolean transparent) {
        return bytes(0x21, 0xf9, 4, transparent ? 1 : 0, 0, 0, 0, 0);
    }

    private static byte[] frame(int left, int top, int width, int height) {
        return bytes(0x2c, left, 0, top, 0, width, 0, height, 0, 0, 2, 2, 0x4c, 1, 0);
    }

    private static void refused(byte[] file, String message) {
        assertThatThrownBy(() -> Headers.of(file))
                .isInstanceOf(ImageException.class)
                .hasMessage(message);
    }
}
