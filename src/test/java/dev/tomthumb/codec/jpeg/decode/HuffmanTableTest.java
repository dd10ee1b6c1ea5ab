package dev.tomthumb.codec.jpeg.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.codec.FileParts;
import dev.tomthumb.model.ImageException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both tables against codes read bit by bit. */
class HuffmanTableTest {
    /** Lengths 2 to 16, so that some codes fit into an index and some do not. */
    private static final int[] COUNTS = {0, 1, 2, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 2, 9};

    private static final int[] SYMBOLS = {
        0x01, 0x02, 0x00, 0x11, 0x03, 0x04, 0x21, 0x12, 0x31, 0x05, 0xf0, 0x13, 0x41, 0x06, 0x51, 0x22, 0x07, 0x61,
        0x14, 0x32, 0x08, 0x71, 0x42, 0x15, 0x09, 0x81, 0x0a, 0x91, 0xa1, 0x23, 0xe1, 0x33, 0xf1, 0x16, 0x52, 0x24
    };

    private static HuffmanCode code() throws ImageException {
        byte[] content = FileParts.join(FileParts.bytes(COUNTS), FileParts.bytes(SYMBOLS));
        return HuffmanCode.read(new Segment(0xc4, content, 0, content.length), 0);
    }

    /** A symbol read bit by bit (T.81, F.2.2.3): {@code {length, symbol}}. */
    private static int[] naive(long bits) {
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= 16; length++) {
            code = (int) (bits >>> 64 - length);
            if (code - first < COUNTS[length - 1]) {
                return new int[] {length, SYMBOLS[index + code - first]};
            }
            index += COUNTS[length - 1];
            first = first + COUNTS[length - 1] << 1;
        }
        return new int[] {0, 0};
    }

    @Test
    void entriesSayWhatTheBitsMean() throws ImageException {
        HuffmanTable table = HuffmanTable.of(code(), HuffmanTable.Kind.AC);
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            long bits = random.nextLong();
            int[] expected = naive(bits);
            if (expected[0] == 0) {
                assertThatThrownBy(() -> table.find(bits)).isInstanceOf(ImageException.class);
                continue;
            }
            int entry = table.entries[(int) (bits >>> 64 - HuffmanTable.BITS)];
            entry = entry == HuffmanTable.PARTIAL ? table.find(bits) : entry;
            int size = expected[1] & 15;
            int run = expected[1] == 0 ? HuffmanTable.END_OF_BLOCK : expected[1] >> 4;
            assertThat(entry >> 8 & 0xff).isEqualTo(run);
            if ((entry & HuffmanTable.PARTIAL) != 0) {
                assertThat(entry & HuffmanTable.LENGTH).isEqualTo(expected[0]);
                assertThat(entry >> 16).isEqualTo(size);
            } else {
                assertThat(entry & HuffmanTable.LENGTH).isEqualTo(expected[0] + size);
                assertThat(entry >> 16).isEqualTo(value(bits << expected[0], size));
            }
        }
    }

    /** F.2.2.1, figure F.12. */
    private static int value(long bits, int size) {
        int magnitude = size == 0 ? 0 : (int) (bits >>> 64 - size);
        return size > 0 && magnitude < 1 << size - 1 ? magnitude - (1 << size) + 1 : magnitude;
    }

    @Test
    void leapsEndWhereSymbolsDo() throws ImageException {
        short[] table = SkipTable.of(code());
        for (int index = 0; index < table.length; index++) {
            int length = 0;
            int advance = 0;
            boolean ends = false;
            while (!ends) {
                int[] symbol = naive((long) index << 64 - SkipTable.BITS + length);
                int total = symbol[0] + (symbol[1] & 15);
                boolean known = symbol[0] > 0 && length + total <= SkipTable.BITS;
                ends = symbol[1] == 0;
                int farther = advance + (ends ? 0 : (symbol[1] >> 4) + 1);
                if (!known || farther > SkipTable.MOST) {
                    ends = false;
                    break;
                }
                length += total;
                advance = farther;
            }
            int entry = table[index];
            assertThat(entry & SkipTable.LENGTH).as("length of %d", index).isEqualTo(length);
            assertThat(entry >> 6 & SkipTable.MOST).as("advance of %d", index).isEqualTo(advance);
            assertThat(entry < 0).as("end of %d", index).isEqualTo(ends);
        }
    }

    @Test
    void impossibleCodesAreRefused() {
        assertThatThrownBy(() -> read(3, 0))
                .isInstanceOf(ImageException.class)
                .hasMessage("The JPEG is damaged: a Huffman table has more codes than there can be.");
        assertThatThrownBy(() -> read(1, 1))
                .isInstanceOf(ImageException.class)
                .hasMessage("The JPEG is damaged: a Huffman table has more symbols than its segment.");
    }

    /** A code with these counts, and one symbol. */
    private static HuffmanCode read(int... counts) throws ImageException {
        byte[] content = new byte[17];
        for (int i = 0; i < counts.length; i++) {
            content[i] = (byte) counts[i];
        }
        return HuffmanCode.read(new Segment(0xc4, content, 0, content.length), 0);
    }

    @Test
    void aDifferenceHasNoMoreThanFifteenBits() throws ImageException {
        assertThatThrownBy(() -> HuffmanTable.of(code(), HuffmanTable.Kind.DC))
                .isInstanceOf(ImageException.class)
                .hasMessage("The JPEG is damaged: a Huffman table has a symbol that does not exist.");
    }
}
