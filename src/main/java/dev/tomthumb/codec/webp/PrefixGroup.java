package dev.tomthumb.codec.webp;

import dev.tomthumb.model.ImageException;

/** The five codes of a part of a lossless picture (section 3.7.2). */
record PrefixGroup(PrefixCode green, PrefixCode red, PrefixCode blue, PrefixCode alpha, PrefixCode distance) {
    static final int LITERALS = 256;
    /** Codes of lengths that are copied. */
    static final int LENGTHS = 24;

    private static final int DISTANCES = 40;

    /** @param cached number of colours in the cache, 0 without one */
    static PrefixGroup read(LosslessBits in, int cached) throws ImageException {
        return new PrefixGroup(
                PrefixCode.read(in, LITERALS + LENGTHS + cached),
                PrefixCode.read(in, LITERALS),
                PrefixCode.read(in, LITERALS),
                PrefixCode.read(in, LITERALS),
                PrefixCode.read(in, DISTANCES));
    }

    /** The bytes it takes, roughly. */
    long memory() {
        return green.memory() + red.memory() + blue.memory() + alpha.memory() + distance.memory();
    }
}
