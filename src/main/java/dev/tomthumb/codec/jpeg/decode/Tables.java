package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.model.ImageException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables in force while segments are read: a later definition takes the place of an earlier one. */
final class Tables {
    /** Destinations for tables of each kind (T.81, B.2.4). */
    static final int SLOTS = 4;

    private final @Nullable QuantTable[] quantization = new QuantTable[SLOTS];
    private final @Nullable HuffmanCode[] dc = new HuffmanCode[SLOTS];
    private final @Nullable HuffmanCode[] ac = new HuffmanCode[SLOTS];
    private int restartInterval;

    /** Takes what {@code segment} defines, if it defines tables. */
    void take(Segment segment) throws ImageException {
        switch (segment.marker()) {
            case Markers.DQT -> quantization(segment);
            case Markers.DHT -> huffman(segment);
            case Markers.DRI -> restartInterval = segment.u16(0);
            default -> {
                // Metadata and comments do not matter to pixels.
            }
        }
    }

    private void quantization(Segment segment) throws ImageException {
        for (int at = 0; at < segment.length(); ) {
            int slot = slot(segment.u8(at) & 15);
            QuantTable table = QuantTable.read(segment, at);
            quantization[slot] = table;
            at += table.codedLength();
        }
    }

    private void huffman(Segment segment) throws ImageException {
        for (int at = 0; at < segment.length(); ) {
            int kind = segment.u8(at) >> 4;
            int slot = slot(segment.u8(at) & 15);
            HuffmanCode code = HuffmanCode.read(segment, at + 1);
            if (kind > 1) {
                throw Refusals.damaged("it defines a Huffman table of an unknown class");
            }
            (kind == 0 ? dc : ac)[slot] = code;
            at += 1 + code.codedLength();
        }
    }

    private static int slot(int slot) throws ImageException {
        if (slot >= SLOTS) {
            throw Refusals.damaged("it defines a table number " + slot);
        }
        return slot;
    }

    Optional<QuantTable> quantization(int slot) {
        return Optional.ofNullable(quantization[slot]);
    }

    Optional<HuffmanCode> dc(int slot) {
        return Optional.ofNullable(dc[slot]);
    }

    Optional<HuffmanCode> ac(int slot) {
        return Optional.ofNullable(ac[slot]);
    }

    /** MCUs between two restart markers; 0 if there are none. */
    int restartInterval() {
        return restartInterval;
    }
}
