package dev.tomthumb.pipeline;

import dev.tomthumb.codec.ColumnSink;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Size;

/**
 * Rounds a finished plane to 8 or 16 bits and puts the samples where they lie in the upright picture: turning costs nothing here,
 * for the samples have to be moved anyway.
 */
final class PlaneStore implements ColumnSink {
    private final byte[] samples;
    private final Size size;
    private final boolean deep;
    private final int origin;
    private final int acrossStep;
    private final int downStep;
    private final Transfer transfer;
    private int top;

    /**
     * @param stored size of the plane that comes
     * @param orientation how it is turned
     * @param transfer from what the bands hold to 0..255 as stored
     * @param deep whether to 16 bits
     */
    PlaneStore(Size stored, Orientation orientation, Transfer transfer, boolean deep) {
        int bytes = deep ? 2 : 1;
        this.size = orientation.turned(stored);
        this.deep = deep;
        this.samples = new byte[Math.multiplyExact(Math.multiplyExact(stored.width(), stored.height()), bytes)];
        this.transfer = transfer;
        int across = bytes * (orientation.swapped() ? size.width() : 1);
        int down = bytes * (orientation.swapped() ? 1 : size.width());
        this.acrossStep = orientation.mirroredX() ? -across : across;
        this.downStep = orientation.mirroredY() ? -down : down;
        this.origin = (orientation.mirroredX() ? across * (stored.width() - 1) : 0)
                + (orientation.mirroredY() ? down * (stored.height() - 1) : 0);
    }

    @Override
    public void band(float[][] columns, int rows) {
        for (int x = 0; x < columns.length; x++) {
            transfer.encode(columns[x], rows);
            int first = origin + x * acrossStep + top * downStep;
            if (deep) {
                storeDeep(columns[x], rows, first);
            } else {
                store(columns[x], rows, first);
            }
        }
        top += rows;
    }

    private void store(float[] column, int rows, int first) {
        for (int y = 0, at = first; y < rows; y++, at += downStep) {
            samples[at] = (byte) Math.max(0, Math.min(255, (int) (column[y] + 0.5f)));
        }
    }

    private void storeDeep(float[] column, int rows, int first) {
        for (int y = 0, at = first; y < rows; y++, at += downStep) {
            Plane.put(column[y], samples, at);
        }
    }

    /** The upright plane, once all bands have come. */
    Plane plane() {
        return deep
                ? Plane.deep(size.width(), size.height(), samples, 0, 2, 2 * size.width())
                : new Plane(size.width(), size.height(), samples, 0, 1, size.width());
    }
}
