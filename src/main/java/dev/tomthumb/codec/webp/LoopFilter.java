package dev.tomthumb.codec.webp;

/** Smooths the edges of macroblocks and their blocks, once all of the frame is there (RFC 6386, section 15). */
final class LoopFilter {
    private final Vp8Frame frame;
    private final boolean simple;

    LoopFilter(Vp8Frame frame, boolean simple) {
        this.frame = frame;
        this.simple = simple;
    }

    /**
     * Smooths one macroblock: its left edge, its inner vertical ones, then its upper edge and its inner horizontal ones.
     * Those before it, row by row, must be done.
     *
     * @param inside whether the edges of its blocks are smoothed too
     */
    void smooth(int column, int row, FilterStrength strength, boolean inside) {
        if (strength.inner() == 0) {
            return;
        }
        if (column > 0) {
            edges(column, row, strength, true, 0);
        }
        if (inside) {
            inner(column, row, strength, true);
        }
        if (row > 0) {
            edges(column, row, strength, false, 0);
        }
        if (inside) {
            inner(column, row, strength, false);
        }
    }

    private void inner(int column, int row, FilterStrength strength, boolean vertical) {
        for (int offset = 4; offset < 16; offset += 4) {
            edges(column, row, strength, vertical, offset);
        }
    }

    private void edges(int column, int row, FilterStrength strength, boolean vertical, int offset) {
        edge(frame.luma(), column << 4, row << 4, 16, strength, vertical, offset);
        if (!simple && offset <= 4) {
            edge(frame.blue(), column << 3, row << 3, 8, strength, vertical, offset);
            edge(frame.red(), column << 3, row << 3, 8, strength, vertical, offset);
        }
    }

    private void edge(
            FramePlane plane, int x, int y, int length, FilterStrength strength, boolean vertical, int offset) {
        int across = vertical ? 1 : plane.stride;
        int along = vertical ? plane.stride : 1;
        int at = plane.at(x, y) + offset * across;
        if (simple) {
            int limit = offset == 0 ? strength.macro() : strength.inner();
            EdgeFilter.simple(plane.samples, at, across, along, length, limit);
        } else if (offset == 0) {
            EdgeFilter.macro(plane.samples, at, across, along, length, strength);
        } else {
            EdgeFilter.inner(plane.samples, at, across, along, length, strength);
        }
    }
}
