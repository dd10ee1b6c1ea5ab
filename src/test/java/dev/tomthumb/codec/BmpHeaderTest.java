package dev.tomthumb.codec;

import static dev.tomthumb.codec.FileParts.ascii;
import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.join;
import static dev.tomthumb.codec.FileParts.little;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import org.junit.jupiter.api.Test;

class BmpHeaderTest {
    private static final byte[] FILE_HEADER = join(ascii("BM"), new byte[12]);

    @Test
    void aHeightBelowZeroMeansRowsFromTheTop() throws ImageException {
        assertThat(Headers.of(info(40, 30, 24)).size()).isEqualTo(new Size(40, 30));
        assertThat(Headers.of(info(40, -30, 24)).size()).isEqualTo(new Size(40, 30));
    }

    @Test
    void theOldestHeaderHasShortSides() throws ImageException {
        byte[] file = join(FILE_HEADER, little(12), bytes(40, 0, 30, 0, 1, 0, 24, 0));
        assertThat(Headers.of(file).size()).isEqualTo(new Size(40, 30));
    }

    @Test
    void onlyAMaskMakesTheFourthByteAlpha() throws ImageException {
        assertThat(Headers.of(info(4, 4, 32)).alpha()).isFalse();
        byte[] masked = join(
                FILE_HEADER, little(108), little(4), little(4), bytes(1, 0, 32, 0), new byte[36], little(0xff000000));
        assertThat(Headers.of(masked).alpha()).isTrue();
    }

    @Test
    void brokenHeadersAreRefused() {
        refused(info(0, 4, 24), "The BMP is damaged: its size is 0x4.");
        refused(info(-4, 4, 24), "The BMP is damaged: its size is -4x4.");
        refused(info(4, Integer.MIN_VALUE, 24), "The BMP is damaged: its size is 4x2147483648.");
        refused(join(FILE_HEADER, little(13), new byte[40]), "The BMP is damaged: its header is 13 bytes long.");
        refused(join(FILE_HEADER, little(40), little(4)), "The BMP is damaged: it ends inside its header.");
    }

    private static byte[] info(int width, int height, int bits) {
        return join(FILE_HEADER, little(40), little(width), little(height), bytes(1, 0, bits, 0), new byte[24]);
    }

    private static void refused(byte[] file, String message) {
        assertThatThrownBy(() -> Headers.of(file))
                .isInstanceOf(ImageException.class)
                .hasMessage(message);
    }
}
