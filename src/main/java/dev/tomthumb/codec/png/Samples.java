package dev.tomthumb.codec.png;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Plane;

/** Turns stored pixels into samples, interleaved in the order of {@link #layout}. Immutable. */
interface Samples {
    /** The planes that come out. */
    Layout layout();

    /** Bytes of a sample that comes out: 1, or 2, the more significant first. */
    default int bytes() {
        return 1;
    }

    /** Bytes of a pixel that comes out. */
    default int pixelBytes() {
        return layout().planes() * bytes();
    }

    /**
     * Whether the stored bytes are the samples already.
     *
     * @see Stored
     */
    default boolean areStored() {
        return false;
    }

    /**
     * Writes the samples of one row.
     *
     * @param row where the stored row is
     * @param from its first byte there
     * @param pixels how many pixels it has
     * @param samples receives {@code pixels} times {@link #pixelBytes}
     * @param to where they begin
     */
    void unpack(byte[] row, int from, int pixels, byte[] samples, int to);

    /**
     * The way of unpacking what {@code preamble} describes.
     *
     * @param deep whether 16 bits stay 16 bits
     */
    static Samples of(Preamble preamble, boolean deep) {
        PixelFormat format = preamble.format();
        if (format.type() == ColorType.PALETTE) {
            return PaletteColors.of(preamble);
        }
        if (preamble.transparency().isPresent()) {
            return TransparentColor.of(format, preamble.transparency().get(), deep);
        }
        return switch (format.depth()) {
            case 8 -> new Stored(format.type().layout(), 1);
            case 16 -> deep(format, deep);
            default -> new PackedGrey(format.depth());
        };
    }

    /** Samples of 16 bits, kept or reduced. */
    static Samples deep(PixelFormat format, boolean kept) {
        Layout layout = format.type().layout();
        return kept ? new Stored(layout, 2) : new Rounded(layout);
    }

    /** 8 or 16 bits, the samples themselves. */
    record Stored(Layout layout, int bytes) implements Samples {
        @Override
        public boolean areStored() {
            return true;
        }

        @Override
        public void unpack(byte[] row, int from, int pixels, byte[] samples, int to) {
            System.arraycopy(row, from, samples, to, pixels * pixelBytes());
        }
    }

    /** 16 bits, rounded to 8. */
    record Rounded(Layout layout) implements Samples {
        @Override
        public void unpack(byte[] row, int from, int pixels, byte[] samples, int to) {
            int count = pixels * layout.planes();
            for (int i = 0, at = from; i < count; i++, at += 2) {
                samples[to + i] = Plane.rounded(row[at], row[at + 1]);
            }
        }
    }

    /** Grey of 1, 2 or 4 bits, stretched to the full range. */
    record PackedGrey(int depth) implements Samples {
        @Override
        public Layout layout() {
            return Layout.GREY;
        }

        @Override
        public void unpack(byte[] row, int from, int pixels, byte[] samples, int to) {
            int step = 255 / ((1 << depth) - 1);
            for (int i = 0; i < pixels; i++) {
                samples[to + i] = (byte) (packed(row, from, i, depth) * step);
            }
        }

        /** The value of pixel {@code i}: the leftmost is in the most significant bits (section 7.2). */
        static int packed(byte[] row, int from, int i, int depth) {
            long bit = (long) i * depth;
            int shift = 8 - depth - (int) (bit & 7);
            return row[from + (int) (bit >> 3)] >> shift & (1 << depth) - 1;
        }
    }
}
