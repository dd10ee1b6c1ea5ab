package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.List;

/**
 * The frame header and the geometry that follows from it (T.81, A.1.1 and A.2).
 *
 * @param progressive whether scans refine each other
 * @param size of the picture in pixels
 * @param components in the order of the header
 * @param mostAcross the largest horizontal sampling factor
 * @param mostDown the largest vertical sampling factor
 */
record Frame(boolean progressive, Size size, List<FrameComponent> components, int mostAcross, int mostDown) {
    private static final int HEAD = 6;
    private static final int SPECIFICATION = 3;
    private static final int MOST_FACTOR = 4;

    /**
     * Reads an SOF segment.
     *
     * @param size of the picture; the header's own height is 0 if it follows the first scan
     */
    static Frame of(Segment segment, Size size) throws ImageException {
        int count = segment.u8(HEAD - 1);
        List<FrameComponent> components = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            components.add(component(segment, i, count == 1));
        }
        int across = components.stream().mapToInt(FrameComponent::across).max().orElse(1);
        int down = components.stream().mapToInt(FrameComponent::down).max().orElse(1);
        return new Frame(segment.marker() == Markers.SOF2, size, List.copyOf(components), across, down);
    }

    /** @param only whether there is no other component: then its factors mean nothing (T.81, A.2.2) */
    private static FrameComponent component(Segment segment, int index, boolean only) throws ImageException {
        int at = HEAD + SPECIFICATION * index;
        int across = segment.u8(at + 1) >> 4;
        int down = segment.u8(at + 1) & 15;
        int table = segment.u8(at + 2);
        if (across < 1 || across > MOST_FACTOR || down < 1 || down > MOST_FACTOR) {
            throw Refusals.damaged("a component has the sampling factors " + across + "x" + down);
        }
        if (table >= Tables.SLOTS) {
            throw Refusals.damaged("a component names the quantisation table " + table);
        }
        return new FrameComponent(index, segment.u8(at), only ? 1 : across, only ? 1 : down, table);
    }

    /** Minimum coded units in a row of the picture. */
    int mcusAcross() {
        return ceil(size.width(), 8 * mostAcross);
    }

    /** Rows of minimum coded units. */
    int mcusDown() {
        return ceil(size.height(), 8 * mostDown);
    }

    /** Blocks of {@code component} in a row that carry samples of the picture. */
    int blocksAcross(FrameComponent component) {
        return ceil((long) size.width() * component.across(), 8L * mostAcross);
    }

    /** Rows of blocks of {@code component} that carry samples of the picture. */
    int blocksDown(FrameComponent component) {
        return ceil((long) size.height() * component.down(), 8L * mostDown);
    }

    static int ceil(long value, long divisor) {
        return (int) ((value + divisor - 1) / divisor);
    }
}
