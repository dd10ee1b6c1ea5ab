package dev.tomthumb.codec.jpeg.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.FileParts;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EntropyWriterTest {
    private final Scratch scratch = new ScratchPool(0).lease();
    private final ChunkedOutput output = new ChunkedOutput(scratch);
    private final EntropyWriter writer = new EntropyWriter(output, scratch);

    @AfterEach
    void giveBack() {
        scratch.close();
    }

    @Test
    void anIncompleteByteIsFilledWithOnes() throws ImageException {
        writer.bits(0b10, 2);
        writer.bits(0, 0);
        writer.bits(0, 1);
        writer.finish();
        assertThat(output.toByteArray()).isEqualTo(FileParts.bytes(0b10011111));
    }

    @Test
    void completeBytesAreNotFilled() throws ImageException {
        writer.bits(0x1234, 16);
        writer.finish();
        assertThat(output.toByteArray()).isEqualTo(FileParts.bytes(0x12, 0x34));
    }

    @Test
    void aZeroIsStuffedBehindEachByteOfOnes() throws ImageException {
        writer.bits(0xff, 8);
        writer.bits(0x7f, 7);
        writer.finish();
        assertThat(output.toByteArray()).isEqualTo(FileParts.bytes(0xff, 0, 0xff, 0));
    }

    @Test
    void aWriterGoesOnAfterTheEndOfAScan() throws ImageException {
        writer.bits(1, 1);
        writer.finish();
        writer.bits(0, 1);
        writer.finish();
        assertThat(output.toByteArray()).isEqualTo(FileParts.bytes(0xff, 0, 0x7f));
    }

    /** More than a buffer and more than a chunk, with stuffing at every place of a word. */
    @Test
    void longSequencesComeOutAsTheyWentIn() throws ImageException {
        Random random = new Random(3);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        StringBuilder pending = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            int length = random.nextInt(17);
            int value = (random.nextInt(4) == 0 ? -1 : random.nextInt()) & (1 << length) - 1;
            writer.bits(value, length);
            pending.append(Integer.toBinaryString(1 << length | value).substring(1));
            take(pending, expected);
        }
        writer.finish();
        pending.append("1".repeat(-pending.length() & 7));
        take(pending, expected);
        assertThat(output.toByteArray()).isEqualTo(expected.toByteArray());
    }

    private static void take(StringBuilder pending, ByteArrayOutputStream expected) {
        for (; pending.length() >= 8; pending.delete(0, 8)) {
            int next = Integer.parseInt(pending.substring(0, 8), 2);
            expected.write(next);
            if (next == 0xff) {
                expected.write(0);
            }
        }
    }
}
