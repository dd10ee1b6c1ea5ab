package dev.tomthumb.codec;

import static dev.tomthumb.codec.FileParts.ascii;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiffHeaderTest {

    @Test
    void aFileTellsSizeAndChannelsInBothByteOrders() throws ImageException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            ImageHeader header = Headers.of(tiff(order, 256, 40, 257, 30, 258, 8, 262, 2, 277, 3));
            assertThat(header.size()).isEqualTo(new Size(40, 30));
            assertThat(header.channels()).isEqualTo(3);
            assertThat(header.bitsPerSample()).isEqualTo(8);
            assertThat(header.alpha()).isFalse();
        }
    }

    @Test
    void anExtraSampleIsAlpha() throws ImageException {
        assertThat(Headers.of(tiff(256, 4, 257, 4, 258, 8, 262, 2, 277, 4, 338, 1))
                        .alpha())
                .isTrue();
        assertThat(Headers.of(tiff(256, 4, 257, 4, 258, 8, 262, 1, 277, 2, 338, 1))
                        .alpha())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyOrientationIsRead(int orientation) throws ImageException {
        assertThat(Headers.of(tiff(256, 4, 257, 4, 274, orientation)).orientation())
                .isEqualTo(orientation);
    }

    @Test
    void bigTiffIsRefusedByName() {
        for (String begin : new String[] {"II+\0\10\0\0\0", "MM\0+\0\10\0\0"}) {
            ImageException refusal = catchThrowableOfType(ImageException.class, () -> Headers.of(ascii(begin)));
            assertThat(refusal.problem()).isEqualTo(Problem.UNSUPPORTED_INPUT);
            assertThat(refusal).hasMessage("The original is a BigTIFF, which is not supported; save it as TIFF.");
        }
    }

    @Test
    void oddSamplesAreRefusedByNumber() {
        ImageException refusal =
                catchThrowableOfType(ImageException.class, () -> Headers.of(tiff(256, 4, 257, 4, 258, 64, 277, 9)));
        assertThat(refusal.problem()).isEqualTo(Problem.UNSUPPORTED_INPUT);
        assertThat(refusal)
                .hasMessage("The original is a TIFF of 9 samples of 64 bits per pixel;"
                        + " accepted are 1 to 5 samples of 1 to 32 bits.");
    }

    @Test
    void whatTheFileCannotHoldIsRefusedBeforeAnybodyAllocatesIt() {
        refused(tiff(256, 4, 257, 4, 273, 8, 279, 60_000), "The TIFF is damaged: it ends before its pixels do.");
        refused(tiff(256, 4, 257, 4, 324, 60_000, 325, 1), "The TIFF is damaged: it ends before its pixels do.");
        refused(
                tiff(256, 4, 257, 4, 322, 65_000, 323, 16),
                "The TIFF is damaged: its tiles are larger than the picture.");
    }

    @Test
    void brokenHeadersAreRefused() {
        refused(tiff(256, 0, 257, 4), "The TIFF is damaged: its size is 0x4.");
        refused(tiff(257, 4), "The TIFF is damaged: its size is 0x4.");
        refused(ascii("II*\0\u00ff\u00ff\u00ff\u00ff"), "The TIFF is damaged: it ends inside its header.");
        refused(ascii("II*\0"), "The TIFF is damaged: it ends inside its header.");
    }

    private static byte[] tiff(int... tagsAndValues) {
        return tiff(ByteOrder.LITTLE_ENDIAN, tagsAndValues);
    }

    private static byte[] tiff(ByteOrder order, int... tagsAndValues) {
        ByteBuffer file = ByteBuffer.allocate(14 + 6 * tagsAndValues.length).order(order);
        file.put(ascii(order == ByteOrder.BIG_ENDIAN ? "MM" : "II"))
                .putShort((short) 42)
                .putInt(8);
        file.putShort((short) (tagsAndValues.length / 2));
        for (int i = 0; i < tagsAndValues.length; i += 2) {
            file.putShort((short) tagsAndValues[i]).putShort((short) 3).putInt(1);
            file.putShort((short) tagsAndValues[i + 1]).putShort((short) 0);
        }
        return file.array();
    }

    private static void refused(byte[] file, String message) {
        assertThatThrownBy(() -> Headers.of(file))
                .isInstanceOf(ImageException.class)
                .hasMessage(message);
    }
}
