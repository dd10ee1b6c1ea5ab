package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The components of a picture, and the order of their blocks in a file. */
final class CodedPicture {
    /** Luma blocks that tell enough of all: counting more changes a file by some thousandths. */
    private static final int ENOUGH_BLOCKS = 4096;

    private final Size size;
    private final QuantizationTables tables;
    private final boolean counted;
    private final List<CodedComponent> components = new ArrayList<>();
    private final int unitsWide;
    private final int unitsHigh;

    /**
     * Room for a picture.
     *
     * @param chroma how coarsely its chroma is sampled; grey has none
     * @param tables what the coefficients are divided by
     * @param counted whether statistics of the coefficients are wanted
     */
    CodedPicture(
            Size size,
            Layout layout,
            ChromaSubsampling chroma,
            QuantizationTables tables,
            boolean counted,
            Scratch scratch) {
        this.size = size;
        this.tables = tables;
        this.counted = counted && !tables.careful();
        unitsWide = ceil(size.width(), 8 * chroma.across());
        unitsHigh = ceil(size.height(), 8 * chroma.down());
        ForwardDct luma = tables.luma(scratch);
        components.add(component(0, luma, size.width(), size.height(), chroma.across(), chroma.down(), scratch));
        if (layout == Layout.YCBCR) {
            ForwardDct difference = tables.chroma(scratch);
            int width = ceil(size.width(), chroma.across());
            int height = ceil(size.height(), chroma.down());
            components.add(component(1, difference, width, height, 1, 1, scratch));
            components.add(component(2, difference, width, height, 1, 1, scratch));
        }
    }

    private CodedComponent component(
            int index, ForwardDct transform, int width, int height, int across, int down, Scratch scratch) {
        ComponentBlocks blocks = new ComponentBlocks(across, down, width, height, unitsWide, unitsHigh, scratch);
        CoefficientStatistics statistics = new CoefficientStatistics(estimated());
        int countedRows = estimated() ? Math.max(1, width / 8 * (height / 8) / ENOUGH_BLOCKS) : 1;
        PlaneSink sink = new PlaneSink(
                width, height, transform, blocks, counted ? Optional.of(statistics) : Optional.empty(), countedRows);
        return new CodedComponent(index + 1, Math.min(index, 1), blocks, statistics, sink);
    }

    private static int ceil(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    /**
     * Whether symbols are counted in some of the blocks only: from about a megapixel on. Files become up to half a
     * percent larger, and a rendition of 1600 pixels takes a twelfth less time.
     */
    boolean estimated() {
        return !tables.careful() && unitsWide * (long) unitsHigh > ENOUGH_BLOCKS;
    }

    /** Width and height in pixels. */
    Size size() {
        return size;
    }

    /** One for grey, three for colour. */
    List<CodedComponent> components() {
        return components;
    }

    /** How many tables of each kind there are: luma's and, for colour, chroma's. */
    int tables() {
        return Math.min(components.size(), 2);
    }

    /** Makes levels of what the transforms have left, if they left more. */
    void quantize() {
        for (int table = 0; table < tables() && tables.careful(); table++) {
            int used = table;
            tables.quantizer(table)
                    .quantize(components.stream()
                            .filter(component -> component.table() == used)
                            .toList());
        }
    }

    /** The quantisation tables, luma's first, in natural order. */
    List<int[]> quantization() {
        return List.of(tables.luma(), tables.chroma()).subList(0, tables());
    }

    /** Looks at one block after the other. */
    @FunctionalInterface
    interface BlockVisitor {
        /**
         * A block.
         *
         * @param component index of its component
         * @param x its column of blocks
         * @param y its row of blocks
         */
        void visit(int component, int x, int y) throws ImageException;
    }

    /** Visits all blocks in the order of an interleaved scan: one minimum coded unit after the other (T.81, A.2.3). */
    void interleaved(BlockVisitor visitor) throws ImageException {
        for (int row = 0; row < unitsHigh; row++) {
            for (int column = 0; column < unitsWide; column++) {
                unit(row, column, visitor);
            }
        }
    }

    private void unit(int row, int column, BlockVisitor visitor) throws ImageException {
        for (int i = 0; i < components.size(); i++) {
            ComponentBlocks blocks = components.get(i).blocks();
            int across = blocks.across();
            int down = blocks.down();
            for (int y = 0; y < down; y++) {
                for (int x = 0; x < across; x++) {
                    visitor.visit(i, column * across + x, row * down + y);
                }
            }
        }
    }
}
