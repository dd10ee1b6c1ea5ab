package dev.tomthumb.codec.webp;

import dev.tomthumb.model.ImageException;

/** Decodes a key frame, macroblock by macroblock (RFC 6386). Used once. */
final class Vp8Decoder {
    private static final int[] AS_IT_LIES = {};
    private static final int ABOVE_FRAME = 127;
    private static final int INSIDE = 8;

    private final Vp8Header header;
    private final Vp8Frame frame;
    private final Macroblock macroblock;
    private final Residuals residuals;
    private final BlockPrediction blocks;
    private final int[] right = new int[4];
    private final int[] half = new int[16];
    /** What the filter needs to know of each macroblock: twice its segment, 1 if by blocks, and {@link #INSIDE}. */
    private final byte[] filtered;

    private Vp8Decoder(Vp8Header header) {
        this.header = header;
        this.frame = Vp8Frame.of(header);
        this.macroblock = new Macroblock(header, header.modes());
        this.residuals = new Residuals(header);
        this.blocks = new BlockPrediction(frame.luma());
        this.filtered = new byte[header.columns() * header.rows()];
    }

    /** @throws ImageException {@code BROKEN_IMAGE} if the data end before the last macroblock */
    static Vp8Frame decode(Vp8Header header) throws ImageException {
        return new Vp8Decoder(header).decode();
    }

    private Vp8Frame decode() throws ImageException {
        // Predictions see what is not smoothed yet: the filter follows when they are all made.
        for (int row = 0; row < header.rows(); row++) {
            BoolReader in = header.partitions()[row & header.partitions().length - 1];
            macroblock.beginRow();
            residuals.beginRow();
            for (int column = 0; column < header.columns(); column++) {
                decode(in, column, row);
            }
            if (in.exhausted() || header.modes().exhausted()) {
                throw Refusals.endsEarly();
            }
        }
        smooth();
        return frame;
    }

    private void decode(BoolReader in, int column, int row) {
        macroblock.read(column);
        boolean byBlocks = macroblock.luma() == Macroblock.BY_BLOCKS;
        boolean some = false;
        if (macroblock.skipped()) {
            residuals.skip(column, byBlocks);
        } else {
            some = residuals.read(in, column, byBlocks, header.quantizers()[macroblock.segment()]);
        }
        filtered[row * header.columns() + column] =
                (byte) (2 * macroblock.segment() + (byBlocks ? 1 : 0) + (byBlocks || some ? INSIDE : 0));
        if (byBlocks) {
            lumaByBlocks(column, row, some);
        } else {
            luma(column, row, some);
        }
        chroma(frame.blue(), column, row, some, 16);
        chroma(frame.red(), column, row, some, 20);
    }

    private void luma(int column, int row, boolean some) {
        FramePlane luma = frame.luma();
        int at = luma.at(16 * column, 16 * row);
        WholePrediction.fill(macroblock.luma(), luma, at, 4, row > 0, column > 0);
        for (int block = 0; some && block < 16; block++) {
            add(block, luma, at + 4 * (block & 3) + 4 * (block >> 2) * luma.stride);
        }
    }

    private void lumaByBlocks(int column, int row, boolean some) {
        FramePlane luma = frame.luma();
        int first = luma.at(16 * column, 16 * row);
        lookRight(column, row, first - luma.stride);
        for (int block = 0; block < 16; block++) {
            int at = first + 4 * (block & 3) + 4 * (block >> 2) * luma.stride;
            blocks.fill(macroblock.blocks[block], at, (block & 3) == 3 ? right : AS_IT_LIES);
            if (some) {
                add(block, luma, at);
            }
        }
    }

    /** What is above and to the right of a macroblock, which all four rows of its blocks take. */
    private void lookRight(int column, int row, int above) {
        byte[] samples = frame.luma().samples;
        boolean last = column == header.columns() - 1;
        for (int i = 0; i < right.length; i++) {
            right[i] = row == 0 ? ABOVE_FRAME : samples[above + (last ? 15 : 16 + i)] & 0xff;
        }
    }

    private void chroma(FramePlane plane, int column, int row, boolean some, int first) {
        int at = plane.at(8 * column, 8 * row);
        WholePrediction.fill(macroblock.chroma(), plane, at, 3, row > 0, column > 0);
        for (int i = 0; some && i < 4; i++) {
            add(first + i, plane, at + 4 * (i & 1) + 4 * (i >> 1) * plane.stride);
        }
    }

    private void add(int block, FramePlane plane, int at) {
        switch (residuals.extents[block]) {
            case Residuals.FULL ->
                InverseTransform.add(residuals.coefficients, 16 * block, half, plane.samples, at, plane.stride);
            case Residuals.MEAN_ONLY ->
                InverseTransform.addMean(residuals.coefficients[16 * block], plane.samples, at, plane.stride);
            default -> {
                // Predicted well enough.
            }
        }
    }

    private void smooth() {
        LoopFilter filter = new LoopFilter(frame, header.filter().simple());
        for (int row = 0, at = 0; row < header.rows(); row++) {
            for (int column = 0; column < header.columns(); column++, at++) {
                int kind = filtered[at];
                FilterStrength strength = header.filter().of(kind & INSIDE - 1);
                filter.smooth(column, row, strength, (kind & INSIDE) != 0);
            }
        }
    }
}
