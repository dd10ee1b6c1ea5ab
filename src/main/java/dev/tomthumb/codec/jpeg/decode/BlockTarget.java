package dev.tomthumb.codec.jpeg.decode;

/** One of the blocks of an MCU of a sequential scan: how it is coded and where its coefficients go. */
final class BlockTarget {
    /** Place of the component's prediction. */
    final int component;

    final HuffmanTable dc;
    final HuffmanTable ac;
    /** For the coefficients from {@link #limit} on. */
    final short[] skip;
    /** By place in zig-zag order; the coefficient of MCU {@code x} is element {@code x * stride + offset}. */
    final float[][] rows;

    final int stride;
    final int offset;
    /** The first coefficient behind the last one that is kept: 1..64. */
    final int limit;

    BlockTarget(
            int component,
            HuffmanTable dc,
            HuffmanTable ac,
            short[] skip,
            float[][] rows,
            int stride,
            int offset,
            int limit) {
        this.component = component;
        this.dc = dc;
        this.ac = ac;
        this.skip = skip;
        this.rows = rows;
        this.stride = stride;
        this.offset = offset;
        this.limit = limit;
    }

    /** The same block where it is outside of what is kept: parsed, as the next one follows it, and forgotten. */
    BlockTarget ignored(float[][] nowhere) {
        return new BlockTarget(component, dc, ac, skip, nowhere, 0, 0, 1);
    }
}
