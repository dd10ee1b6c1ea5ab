package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.model.ImageException;

/** A quantisation table (T.81, B.2.4.1). A step of 0 makes its coefficients vanish; nothing is divided by it. */
final class QuantTable {
    private final int[] steps;
    private final int codedLength;

    private QuantTable(int[] steps, int codedLength) {
        this.steps = steps;
        this.codedLength = codedLength;
    }

    /** The table of a component that no scan has. */
    static QuantTable none() {
        return new QuantTable(new int[64], 0);
    }

    /** Reads the table that begins with its precision and destination at {@code at}. */
    static QuantTable read(Segment segment, int at) throws ImageException {
        int bytes = switch (segment.u8(at) >> 4) {
            case 0 -> 1;
            case 1 -> 2;
            default -> throw Refusals.damaged("it defines a quantisation table of an unknown precision");
        };
        int[] steps = new int[64];
        for (int k = 0; k < 64; k++) {
            int place = at + 1 + k * bytes;
            steps[ZigZag.row(k) * 8 + ZigZag.column(k)] = bytes == 1 ? segment.u8(place) : segment.u16(place);
        }
        return new QuantTable(steps, 1 + 64 * bytes);
    }

    /** The step of a frequency, 0..65535. */
    int step(int row, int column) {
        return steps[row * 8 + column];
    }

    /** Bytes that the table takes up in its segment. */
    int codedLength() {
        return codedLength;
    }
}
