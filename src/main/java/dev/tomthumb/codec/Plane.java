package dev.tomthumb.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * One channel of a picture: samples of 8 bits, or of 16, seen through strides, so that an interleaved raster is three
 * planes without a copy.
 *
 * <p>Whatever its depth, a plane counts from 0 to 255. What weighs samples reads and writes whole rows of floats, in which
 * 16 bits are steps of a 257th; who asks for whole numbers gets them rounded. Steps that only move samples use {@link
 * #copyRow} and {@link #copySample} and stay bit-exact.
 */
public final class Plane {
    /** Steps of 16 bits in one of 8: 65535 / 255. */
    public static final int FINER = 257;

    private final int width;
    private final int height;
    private final byte[] samples;
    private final int offset;
    private final int step;
    private final int stride;
    private final boolean deep;

    /** A new plane of zeros, of 8 bits. */
    public Plane(int width, int height) {
        this(width, height, new byte[Math.multiplyExact(width, height)], 0, 1, width);
    }

    /**
     * A view on samples of 8 bits.
     *
     * @param samples the storage, not copied
     * @param offset index of sample (0,0)
     * @param step distance between neighbours in a row
     * @param stride distance between neighbours in a column
     * @throws IllegalArgumentException if a sample would lie outside the storage
     */
    public Plane(int width, int height, byte[] samples, int offset, int step, int stride) {
        this(width, height, samples, offset, step, stride, false);
    }

    private Plane(int width, int height, byte[] samples, int offset, int step, int stride, boolean deep) {
        int bytes = bytes(deep);
        long last = offset + (long) (height - 1) * stride + (long) (width - 1) * step + bytes - 1;
        if (width < 1 || height < 1 || offset < 0 || step < bytes || stride < 0 || last >= samples.length) {
            throw new IllegalArgumentException("a plane of " + width + "x" + height + " does not fit its storage");
        }
        this.width = width;
        this.height = height;
        this.samples = samples;
        this.offset = offset;
        this.step = step;
        this.stride = stride;
        this.deep = deep;
    }

    /**
     * A view on samples of 16 bits, the more significant byte of each first.
     *
     * @param samples the storage, not copied
     * @param offset index of the first byte of sample (0,0)
     * @param step distance between neighbours in a row, in bytes
     * @param stride distance between neighbours in a column, in bytes
     * @throws IllegalArgumentException if a sample would lie outside the storage
     */
    public static Plane deep(int width, int height, byte[] samples, int offset, int step, int stride) {
        return new Plane(width, height, samples, offset, step, stride, true);
    }

    private static int bytes(boolean deep) {
        return deep ? 2 : 1;
    }

    /** The sample that two bytes make, 0..255 with fractions. */
    public static float level(byte upper, byte lower) {
        // A quotient and no product, so that multiples of 257 become whole numbers.
        return (float) ((upper & 0xff) << 8 | lower & 0xff) / FINER;
    }

    /** The sample that two bytes make, rounded to 8 bits: {@code v * 255 / 65535}. */
    public static byte rounded(byte upper, byte lower) {
        return (byte) (((upper & 0xff) << 8 | lower & 0xff) * 255 + 32_895 >> 16);
    }

    /** A new plane of zeros, its samples as deep as this one's. */
    public Plane blank(int blankWidth, int blankHeight) {
        int bytes = bytes(deep);
        byte[] zeros = new byte[Math.multiplyExact(Math.multiplyExact(blankWidth, blankHeight), bytes)];
        return new Plane(blankWidth, blankHeight, zeros, 0, bytes, blankWidth * bytes, deep);
    }

    /** Whether samples have 16 bits. */
    public boolean isDeep() {
        return deep;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The sample at column {@code x}, row {@code y}: 0..255. */
    public int get(int x, int y) {
        int at = offset + y * stride + x * step;
        return (deep ? rounded(samples[at], samples[at + 1]) : samples[at]) & 0xff;
    }

    /** Stores {@code value & 255}. */
    public void set(int x, int y, int value) {
        int at = offset + y * stride + x * step;
        samples[at] = (byte) value;
        if (deep) {
            // 257 times the value.
            samples[at + 1] = (byte) value;
        }
    }

    /** The sample at column {@code x}, row {@code y} as it is stored: 0..255, or 0..65535 if it has 16 bits. */
    public int stored(int x, int y) {
        int at = offset + y * stride + x * step;
        return deep ? (samples[at] & 0xff) << 8 | samples[at + 1] & 0xff : samples[at] & 0xff;
    }

    /** Copies a sample to another plane of the same depth. */
    public void copySample(int x, int y, Plane to, int toX, int toY) {
        int from = offset + y * stride + x * step;
        int at = to.offset + toY * to.stride + toX * to.step;
        to.samples[at] = samples[from];
        if (deep) {
            to.samples[at + 1] = samples[from + 1];
        }
    }

    /** Copies row {@code y} to another plane of the same depth, where it begins at column {@code toX}. */
    public void copyRow(int y, Plane to, int toX, int toY) {
        int from = offset + y * stride;
        int at = to.offset + toY * to.stride + toX * to.step;
        int bytes = bytes(deep);
        if (step == bytes && to.step == bytes) {
            System.arraycopy(samples, from, to.samples, at, width * bytes);
            return;
        }
        for (int x = 0; x < width; x++, from += step, at += to.step) {
            to.samples[at] = samples[from];
            if (deep) {
                to.samples[at + 1] = samples[from + 1];
            }
        }
    }

    /** Whether every sample is the highest there is. */
    public boolean isFull() {
        int highest = deep ? 0xffff : 0xff;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (stored(x, y) != highest) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * A picture whose samples of 8 bits lie interleaved, in the layout's order and without gaps, not copied.
     *
     * @param samples at least width x height x planes
     */
    public static Pixels interleaved(Layout layout, byte[] samples, int width, int height) {
        return interleaved(layout, samples, width, height, false);
    }

    /** The same for samples of 16 bits, the more significant byte of each first. */
    public static Pixels interleavedDeep(Layout layout, byte[] samples, int width, int height) {
        return interleaved(layout, samples, width, height, true);
    }

    private static Pixels interleaved(Layout layout, byte[] samples, int width, int height, boolean deep) {
        int bytes = bytes(deep);
        int pixel = layout.planes() * bytes;
        List<Plane> planes = new ArrayList<>(layout.planes());
        for (int i = 0; i < layout.planes(); i++) {
            planes.add(new Plane(width, height, samples, i * bytes, pixel, width * pixel, deep));
        }
        return new Pixels(layout, planes);
    }

    /**
     * The samples of planes as 8 bits each, interleaved in their order: their own storage if they lie so in it, else a
     * copy.
     */
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
        return !deep
                && samples == storage
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

    /** Copies row {@code y} into {@code row[0..width)}, rounded to 8 bits. */
    public void readRow(int y, byte[] row) {
        int at = offset + y * stride;
        if (deep) {
            for (int x = 0; x < width; x++, at += step) {
                row[x] = rounded(samples[at], samples[at + 1]);
            }
            return;
        }
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
        if (deep) {
            for (int x = 0; x < width; x++, at += step) {
                row[x] = level(samples[at], samples[at + 1]);
            }
            return;
        }
        for (int x = 0; x < width; x++, at += step) {
            row[x] = samples[at] & 0xff;
        }
    }

    /** Stores {@code row[0..width)} as row {@code y}: rounded half up, clamped to 0..255. */
    public void writeRow(int y, float[] row) {
        int at = offset + y * stride;
        if (deep) {
            for (int x = 0; x < width; x++, at += step) {
                put(row[x], samples, at);
            }
            return;
        }
        for (int x = 0; x < width; x++, at += step) {
            samples[at] = (byte) Math.max(0, Math.min(255, (int) (row[x] + 0.5f)));
        }
    }

    /** Stores {@code row[0..width)} as row {@code y}, sample by sample. */
    public void writeRow(int y, byte[] row) {
        int at = offset + y * stride;
        for (int x = 0; x < width; x++, at += step) {
            samples[at] = row[x];
            if (deep) {
                samples[at + 1] = row[x];
            }
        }
    }

    /** Stores a level of 0..255 as 16 bits, the more significant byte first: rounded half up, clamped. */
    public static void put(float level, byte[] samples, int at) {
        int value = Math.max(0, Math.min(0xffff, (int) (level * FINER + 0.5f)));
        samples[at] = (byte) (value >> 8);
        samples[at + 1] = (byte) value;
    }

    /** The part at ({@code x},{@code y}) of the given size, sharing this plane's storage. */
    public Plane view(int x, int y, int width, int height) {
        if (x < 0 || y < 0 || x + width > this.width || y + height > this.height) {
            throw new IllegalArgumentException("a view must lie inside its plane");
        }
        return new Plane(width, height, samples, offset + y * stride + x * step, step, stride, deep);
    }
}
