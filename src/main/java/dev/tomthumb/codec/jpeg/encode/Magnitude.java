package dev.tomthumb.codec.jpeg.encode;

/** How numbers are told in bits: a category, which is coded, and as many bits (T.81, F.1.2.1.1). */
final class Magnitude {
    private Magnitude() {}

    /** Bits of the number without its sign; 0 for 0. */
    static int category(int value) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(value));
    }

    /** The bits that tell a number from the others of its category; a negative one is lessened by one. */
    static int bits(int value, int category) {
        return value + (value >> 31) & (1 << category) - 1;
    }
}
