package dev.tomthumb.codec.png;

import dev.tomthumb.codec.Layout;

/** Turns stored pixels into 8-bit samples, interleaved in the order of {@link #layout}. Immutable. */
interface Samples {
    /** The planes that come out. */
    Layout layout();

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
     * @param samples receives {@code pixels} times the planes of the layout
     * @param to where they begin
     */
    void unpack(byte[] row, int from, int pixels, byte[] samples, int to);

    /** The way of unpacking what {@code preamble} describes. */
    static Samples of(Preamble preamble) {
        PixelFormat format = preamble.format();
        if (format.type() == ColorType.PALETTE) {
            return PaletteColors.of(preamble);
        }
        if (preamble.transparency().isPresent()) {
            return TransparentColor.of(format, preamble.transparency().get());
        }
        return switch (format.depth()) {
            case 8 -> new Stored(format.type().layout());
            case 16 -> new Deep(format.type().layout());
            default -> new PackedGrey(format.depth());
        };
    }

    /** 8 bits, the samples themselves. */
    record Stored(Layout layout) implements Samples {
        @Override
        public boolean areStored() {
            return true;
        }

        @Override
        public void unpack(byte[] row, int from, int pixels, byte[] samples, int to) {
            System.arraycopy(row, from, samples, to, pixels * layout.planes());
        }
    }

    /** 16 bits, rounded to 8. */
    record Deep(Layout layout) implements Samples {
        @Override
        public void unpack(byte[] row, int from, int pixels, byte[] samples, int to) {
            int count = pixels * layout.planes();
            for (int i = 0, at = from; i < count; i++, at += 2) {
                samples[to + i] = rounded(row[at], row[at + 1]);
            }
        }

        /** {@code v * 255 / 65535} to the nearest, for the value {@code v} that two bytes make. */
        static byte rounded(byte upper, byte lower) {
            int value = (upper & 0xff) << 8 | lower & 0xff;
            return (byte) (value * 255 + 32_895 >> 16);
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
