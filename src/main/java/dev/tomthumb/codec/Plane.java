package dev.tomthumb.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * One channel of a picture: 8-bit samples seen through strides, so that an interleaved raster is three planes without
 * a copy.
 *
 * <p>What resamples reads and writes whole rows of floats in 0..255 and never sees the storage. Steps that only move
 * samples use {@link #get} and {@link #set} and stay bit-exact.
 */
public final class Plane {
    private final int width;
    private final int height;
    private final byte[] samples;
    private final int offset;
    private final int step;
    private final int stride;

    /** A new plane of zeros. */
    public Plane(int width, int height) {
        this(width, height, new byte[Math.multiplyExact(width, height)], 0, 1, width);
    }

    /**
     * A view.
     *
     * @param samples the storage, not copied
     * @param offset index of sample (0,0)
     * @param step distance between neighbours in a row
     * @param stride distance between neighbours in a column
     * @throws IllegalArgumentException if a sample would lie outside the storage
     */
    public Plane(int width, int height, byte[] samples, int offset, int step, int stride) {
        long last = offset + (long) (height - 1) * stride + (long) (width - 1) * step;
        if (width < 1 || height < 1 || offset < 0 || step < 1 || stride < 0 || last >= samples.length) {
            throw new IllegalArgumentException("a plane of " + width + "x" + height + " does not fit its storage");
        }
        this.width = width;
        this.height = height;
        this.samples = samples;
        this.offset = offset;
        this.step = step;
        this.stride = stride;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The sample at column {@code x}, row {@code y}: 0..255. */
    public int get(int x, int y) {
        return samples[offset + y * stride + x * step] & 0xff;
    }

    /** Stores {@code value & 255}. */
    public void set(int x, int y, int value) {
        samples[offset + y * stride + x * step] = (byte) value;
    }

    /**
     * A picture whose samples lie interleaved, in the layout's order and without gaps, not copied.
     *
     * @param samples at least width x height x planes
     */
    public static Pixels interleaved(Layout layout, byte[] samples, int width, int height) {
        int count = layout.planes();
        List<Plane> planes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            planes.add(new Plane(width, height, samples, i, count, width * count));
        }
        return new Pixels(layout, planes);
    }

    /** The samples of planes, interleaved in their order: their own storage if they lie so in it, else a copy. */
    public static byte[] interleaved(List<Plane> planes) {
        Plane first = planes.get(0);
        int count = planes.size();
        int length = Math.multiplyExact(Math.multiplyExact(first.width, first.height), count);
        for (int i = 0; i < count; i++) {
            if (!planes.get(i).isBand(i, count, first.samples, length)) {
                return copied(planes, length);
            }
        }
        return first.samples;
    }

    private boolean isBand(int index, int count, byte[] storage, int length) {
        return samples == storage
                && samples.length == length
                && offset == index
                && step == count
                && stride == width * count;
    }

    private static byte[] copied(List<Plane> planes, int length) {
        int count = planes.size();
        byte[] copy = new byte[length];
        byte[] row = new byte[planes.get(0).width];
        for (int band = 0; band < count; band++) {
            for (int y = 0; y < planes.get(0).height; y++) {
                planes.get(band).readRow(y, row);
                for (int x = 0, at = y * row.length * count + band; x < row.length; x++, at += count) {
                    copy[at] = row[x];
                }
            }
        }
        return copy;
    }

    /** Copies row {@code y} into {@code row[0..width)}. */
    public void readRow(int y, byte[] row) {
        int at = offset + y * stride;
        if (step == 1) {
            System.arraycopy(samples, at, row, 0, width);
            return;
        }
        for (int x = 0; x < width; x++, at += step) {
            row[x] = samples[at];
        }
    }

    /** Copies row {@code y} into {@code row[0..width)}. */
    public void readRow(int y, float[] row) {
        int at = offset + y * stride;
        for (int x = 0; x < width; x++, at += step) {
            row[x] = samples[at] & 0xff;
        }
    }

    /** Stores {@code row[0..width)} as row {@code y}: rounded half up, clamped to 0..255. */
    public void writeRow(int y, float[] row) {
        int at = offset + y * stride;
        for (int x = 0; x < width; x++, at += step) {
            samples[at] = (byte) Math.max(0, Math.min(255, (int) (row[x] + 0.5f)));
        }
    }

    /** Stores {@code row[0..width)} as row {@code y}, sample by sample. */
    public void writeRow(int y, byte[] row) {
        int at = offset + y * stride;
        for (int x = 0; x < width; x++, at += step) {
            samples[at] = row[x];
        }
    }

    /** The part at ({@code x},{@code y}) of the given size, sharing this plane's storage. */
    public Plane view(int x, int y, int width, int height) {
        if (x < 0 || y < 0 || x + width > this.width || y + height > this.height) {
            throw new IllegalArgumentException("a view must lie inside its plane");
        }
        return new Plane(width, height, samples, offset + y * stride + x * step, step, stride);
    }
}
