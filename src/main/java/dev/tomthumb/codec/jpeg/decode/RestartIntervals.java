package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.model.ImageException;

/**
 * Counts MCUs down to the restart markers (T.81, B.2.4.4 and F.2.2.5) and decides what happens to damaged data: a strict
 * reader refuses the file; a lenient one gives up the rest of the interval and goes on at the next marker.
 */
final class RestartIntervals {
    /** How many markers in a row may be missing; a number farther ahead is taken for a marker that is wrong itself. */
    private static final int MOST_MISSING = 3;

    private final EntropyReader in;
    private final int length;
    private final boolean lenient;
    private int left;
    private int expected;
    private int missing;
    private boolean lost;

    /** @param length MCUs in an interval; 0 if the scan has only one */
    RestartIntervals(EntropyReader in, int length, boolean lenient) {
        this.in = in;
        this.length = length == 0 ? Integer.MAX_VALUE : length;
        this.left = this.length;
        this.lenient = lenient;
    }

    /** Whether a restart marker is due. */
    boolean isOver() {
        return left == 0;
    }

    /** Goes to the next interval; decoding starts afresh there. */
    void next() throws ImageException {
        left = length;
        if (missing > 0) {
            missing--;
            lost = missing > 0;
            return;
        }
        int number = in.restart();
        if (number < 0) {
            lose(Refusals.cutOff());
            return;
        }
        int ahead = number - expected & 7;
        lost = false;
        if (ahead != 0) {
            outOfOrder(ahead);
        }
        expected = expected + missing + 1 & 7;
    }

    private void outOfOrder(int ahead) throws ImageException {
        ImageException refusal = Refusals.damaged("its restart markers are out of order");
        if (ahead <= MOST_MISSING) {
            lose(refusal);
            missing = ahead;
        } else if (!lenient) {
            throw refusal;
        }
    }

    /** {@code count}, or what is left of the interval if that is less. */
    int atMost(int count) {
        return Math.min(count, left);
    }

    /** Counts MCUs that were decoded or given up. */
    void passed(int count) {
        left -= count;
    }

    /** Gives up the rest of the interval, or the file. */
    void lose(ImageException damage) throws ImageException {
        if (!lenient) {
            throw damage;
        }
        lost = true;
    }

    /** Whether the rest of the interval was given up. */
    boolean isLost() {
        return lost;
    }
}
