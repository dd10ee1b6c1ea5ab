package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.ColumnSink;
import dev.tomthumb.codec.Scratch;
import java.util.Arrays;

/**
 * The quantised coefficients of one component, and which of them are not zero.
 *
 * <p>They lie in stripes as high as a band, so that no array grows with the picture's height. A stripe has its blocks
 * row by row, as they are coded: the other way round each would have to be waited for. A block has 64 coefficients of two bytes, little-endian, in
 * zig-zag order.
 */
final class ComponentBlocks {
    /** Bytes of a block. */
    static final int BLOCK_BYTES = 128;
    /** Blocks below each other in a stripe. */
    static final int STRIPE = ColumnSink.BAND / 8;

    private static final long LOW_15_BITS = 0x7fff_7fff_7fff_7fffL;
    private static final long HIGH_BITS = 0x8000_8000_8000_8000L;

    private final int across;
    private final int down;
    private final int blocksWide;
    private final int blocksHigh;
    private final int codedWide;
    private final int codedHigh;
    private final byte[][] stripes;
    private final byte[][] masks;

    /**
     * Room for a component.
     *
     * @param across blocks in each row of a minimum coded unit: the horizontal sampling factor
     * @param down rows of blocks in each
     * @param width samples in a row
     * @param height rows of samples
     * @param unitsWide minimum coded units in a row
     * @param unitsHigh rows of them
     */
    ComponentBlocks(int across, int down, int width, int height, int unitsWide, int unitsHigh, Scratch scratch) {
        this.across = across;
        this.down = down;
        blocksWide = (width + 7) / 8;
        blocksHigh = (height + 7) / 8;
        codedWide = unitsWide * across;
        codedHigh = unitsHigh * down;
        int count = (codedHigh + STRIPE - 1) / STRIPE;
        stripes = new byte[count][];
        masks = new byte[count][];
        for (int i = 0; i < count; i++) {
            stripes[i] = scratch.bytes(codedWide * stripeRows(i) * BLOCK_BYTES);
            masks[i] = scratch.bytes(codedWide * stripeRows(i) * Long.BYTES);
        }
    }

    private int stripeRows(int stripe) {
        return Math.min(STRIPE, codedHigh - stripe * STRIPE);
    }

    /** The horizontal sampling factor. */
    int across() {
        return across;
    }

    /** The vertical sampling factor. */
    int down() {
        return down;
    }

    /** Blocks that cover a row of samples; there may be one more to complete a minimum coded unit. */
    int blocksWide() {
        return blocksWide;
    }

    /** Blocks that cover a column of samples; there may be one more to complete a minimum coded unit. */
    int blocksHigh() {
        return blocksHigh;
    }

    /** The array in which row {@code y} of blocks lies. */
    byte[] stripe(int y) {
        return stripes[y / STRIPE];
    }

    /** Where in its stripe a block begins. */
    int at(int x, int y) {
        return index(x, y) * BLOCK_BYTES;
    }

    /** From a block to the one below in the same stripe. */
    int step() {
        return codedWide * BLOCK_BYTES;
    }

    private int index(int x, int y) {
        return y % STRIPE * codedWide + x;
    }

    /** One bit for each coefficient of a block, the zig-zag order from the lowest bit on: whether it is not zero. */
    long mask(int x, int y) {
        return LittleEndian.getLong(masks[y / STRIPE], index(x, y) * Long.BYTES);
    }

    /** The DC coefficient of a block. */
    int dc(int x, int y) {
        return LittleEndian.getShort(stripe(y), at(x, y));
    }

    /** Looks which coefficients of a block are not zero, and remembers it. */
    void examine(int x, int y) {
        byte[] blocks = stripe(y);
        int at = at(x, y);
        long mask = sixteen(blocks, at)
                | sixteen(blocks, at + 32) << 16
                | sixteen(blocks, at + 64) << 32
                | sixteen(blocks, at + 96) << 48;
        setMask(x, y, mask);
    }

    private void setMask(int x, int y, long mask) {
        LittleEndian.putLong(masks[y / STRIPE], index(x, y) * Long.BYTES, mask);
    }

    /** The mask of 16 coefficients: bit 16i + 4j tells of coefficient i of quadruple j, and is moved to bit 4j + i. */
    private static long sixteen(byte[] blocks, int at) {
        long bits = nonzero(LittleEndian.getLong(blocks, at)) >>> 15
                | nonzero(LittleEndian.getLong(blocks, at + 8)) >>> 11
                | nonzero(LittleEndian.getLong(blocks, at + 16)) >>> 7
                | nonzero(LittleEndian.getLong(blocks, at + 24)) >>> 3;
        return (bits | bits >>> 15 | bits >>> 30 | bits >>> 45) & 0xffff;
    }

    /** The highest bit of each of four coefficients: whether it is not zero. */
    private static long nonzero(long four) {
        return ((four & LOW_15_BITS) + LOW_15_BITS | four) & HIGH_BITS;
    }

    /**
     * Fills the blocks that only complete minimum coded units (T.81, A.2.4): nothing but the DC coefficient of the block
     * coded before, which costs the fewest bits.
     *
     * @param statistics count them too: there may be no other block that needs the symbol for an early end
     */
    void completeUnits(CoefficientStatistics statistics) {
        for (int y = 0; y < blocksHigh; y++) {
            for (int x = blocksWide; x < codedWide; x++) {
                fill(x, y, dc(x - 1, y));
                statistics.block(stripe(y), at(x, y), 0);
            }
        }
        for (int y = blocksHigh; y < codedHigh; y++) {
            for (int x = 0; x < codedWide; x++) {
                fill(x, y, dc(x - x % across + across - 1, y - 1));
                statistics.block(stripe(y), at(x, y), 0);
            }
        }
    }

    private void fill(int x, int y, int dc) {
        byte[] blocks = stripe(y);
        int at = at(x, y);
        Arrays.fill(blocks, at, at + BLOCK_BYTES, (byte) 0);
        LittleEndian.putShort(blocks, at, (short) dc);
        setMask(x, y, dc == 0 ? 0 : 1);
    }
}
