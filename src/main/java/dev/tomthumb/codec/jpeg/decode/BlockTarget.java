package dev.tomthumb.codec.jpeg.decode;

/**
 * One of the blocks of an MCU of a sequential scan: how it is coded and where its coefficients go.
 *
 * @param component place of the component's prediction
 * @param dc code of the difference
 * @param ac code of the other coefficients
 * @param skip for the coefficients from {@code limit} on
 * @param rows by place in zig-zag order; the coefficient of MCU {@code x} is element {@code x * stride + offset}
 * @param stride distance between the blocks of two MCUs
 * @param offset place of the block of the first MCU, negative if that one is not kept
 * @param limit the first coefficient behind the last one that is kept: 1..64
 */
@SuppressWarnings("ArrayRecordComponent")
record BlockTarget(
        int component,
        HuffmanTable dc,
        HuffmanTable ac,
        short[] skip,
        float[][] rows,
        int stride,
        int offset,
        int limit) {

    /** The same block where it is outside of what is kept: parsed, as the next one follows it, and forgotten. */
    BlockTarget ignored(float[][] nowhere) {
        return new BlockTarget(component, dc, ac, skip, nowhere, 0, 0, 1);
    }
}
