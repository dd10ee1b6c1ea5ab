package dev.tomthumb.codec.png;

/**
 * How one pixel is stored.
 *
 * @param type what its samples mean
 * @param depth bits per sample: 1, 2, 4, 8 or 16, as far as the type allows
 */
record PixelFormat(ColorType type, int depth) {
    /** Bits of a pixel, at most 64. */
    int bits() {
        return type.samples() * depth;
    }

    /** How far the filters reach back to the pixel before: its bytes, rounded up (section 9.2). */
    int filterDistance() {
        return Math.max(1, bits() / 8);
    }

    /** Bytes of a row of pixels, without its filter byte (section 7.2). */
    long rowBytes(int pixels) {
        return ((long) pixels * bits() + 7) / 8;
    }
}
