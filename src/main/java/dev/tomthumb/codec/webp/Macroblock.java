package dev.tomthumb.codec.webp;

import java.util.Arrays;

/** What the first partition says about one macroblock after the other (RFC 6386, sections 9.3, 9.11, 11). */
final class Macroblock {
    /** Modes of a whole prediction; those of colour differences are of the same four. */
    static final int DC = 0;

    static final int VERTICAL = 1;
    static final int HORIZONTAL = 2;
    static final int TRUE_MOTION = 3;
    /** Luma is predicted block by block. */
    static final int BY_BLOCKS = 4;

    /** What a whole prediction counts as for its neighbours that are predicted by blocks (section 11.3). */
    private static final byte[] AS_BLOCK = {
        BlockModes.DC, BlockModes.VERTICAL, BlockModes.HORIZONTAL, BlockModes.TRUE_MOTION
    };

    private final BoolReader in;
    private final Vp8Header header;
    /** Modes of the blocks in the row above, four for each macroblock. */
    private final byte[] above;

    private final byte[] left = new byte[4];
    /** Modes of the 16 blocks, row by row. Only for {@link #BY_BLOCKS}. */
    final byte[] blocks = new byte[16];

    private int segment;
    private boolean skipped;
    private int luma;
    private int chroma;

    /** @param in stands behind the header */
    Macroblock(Vp8Header header, BoolReader in) {
        this.header = header;
        this.in = in;
        this.above = new byte[4 * header.columns()];
    }

    /** Begins a row of macroblocks. */
    void beginRow() {
        Arrays.fill(left, (byte) BlockModes.DC);
    }

    /** Reads the one in that column. */
    void read(int column) {
        byte[] tree = header.segmentTree();
        segment = tree.length == 0 ? 0 : readSegment(tree);
        skipped = header.skips() && in.bit(header.skipProbability()) != 0;
        luma = readLuma();
        if (luma == BY_BLOCKS) {
            readBlocks(4 * column);
        } else {
            Arrays.fill(above, 4 * column, 4 * column + 4, AS_BLOCK[luma]);
            Arrays.fill(left, AS_BLOCK[luma]);
        }
        chroma = readChroma();
    }

    private int readSegment(byte[] tree) {
        return in.bit(tree[0] & 0xff) == 0 ? in.bit(tree[1] & 0xff) : 2 + in.bit(tree[2] & 0xff);
    }

    private int readLuma() {
        if (in.bit(145) == 0) {
            return BY_BLOCKS;
        }
        if (in.bit(156) == 0) {
            return in.bit(163) == 0 ? DC : VERTICAL;
        }
        return in.bit(128) == 0 ? HORIZONTAL : TRUE_MOTION;
    }

    private int readChroma() {
        if (in.bit(142) == 0) {
            return DC;
        }
        if (in.bit(114) == 0) {
            return VERTICAL;
        }
        return in.bit(183) == 0 ? HORIZONTAL : TRUE_MOTION;
    }

    private void readBlocks(int from) {
        for (int y = 0; y < 4; y++) {
            int mode = left[y];
            for (int x = 0; x < 4; x++) {
                mode = BlockModes.read(in, above[from + x], mode);
                above[from + x] = (byte) mode;
                blocks[4 * y + x] = (byte) mode;
            }
            left[y] = (byte) mode;
        }
    }

    /** 0..3. */
    int segment() {
        return segment;
    }

    /** Whether it has no coefficients. */
    boolean skipped() {
        return skipped;
    }

    /** The mode of its luma. */
    int luma() {
        return luma;
    }

    /** The mode of its colour differences. */
    int chroma() {
        return chroma;
    }
}
