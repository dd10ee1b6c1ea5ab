package dev.tomthumb.codec.gif;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.model.ImageException;

/**
 * What a graphic control extension says of the frame behind it (section 23).
 *
 * @param disposal what happens to the frame before the next is drawn: {@link #CLEAR}, {@link #RESTORE}, else it stays
 * @param delayMillis how long it is shown
 * @param transparentIndex the index that draws nothing; -1 = none
 */
record Control(int disposal, int delayMillis, int transparentIndex) {
    /** The frame's place becomes transparent (the specification says: of the background colour; nobody does that). */
    static final int CLEAR = 2;
    /** The frame's place becomes what it was before. */
    static final int RESTORE = 3;
    /** Written as RESTORE by some old programs; browsers read it so. */
    private static final int OLD_RESTORE = 4;

    private static final int LABEL = 0xf9;
    private static final int SHORTEST_HUNDREDTHS = 2;
    private static final int USUAL_MILLIS = 100;

    /** Of a frame without extension. */
    static final Control NONE = new Control(0, USUAL_MILLIS, -1);

    /** The extension that begins there; {@link #NONE} if it is another one. */
    static Control at(ByteReader bytes, long at) throws ImageException {
        if (!bytes.has(at, 8) || bytes.u8(at + 1) != LABEL) {
            return NONE;
        }
        int flags = bytes.u8(at + 3);
        int disposal = flags >> 2 & 7;
        return new Control(
                disposal == OLD_RESTORE ? RESTORE : disposal,
                millis(bytes.u16(at + 4)),
                (flags & 1) != 0 ? bytes.u8(at + 6) : -1);
    }

    /** Whether a graphic control extension begins there. */
    static boolean isAt(ByteReader bytes, long at) throws ImageException {
        return bytes.has(at, 8) && bytes.u8(at + 1) == LABEL;
    }

    /** Browsers, and libvips, show a frame that asks for less than two hundredths of a second for a tenth. */
    private static int millis(int hundredths) {
        return hundredths < SHORTEST_HUNDREDTHS ? USUAL_MILLIS : 10 * hundredths;
    }
}
