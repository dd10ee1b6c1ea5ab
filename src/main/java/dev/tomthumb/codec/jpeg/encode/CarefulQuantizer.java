package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.JpegCoding;
import java.util.List;
import java.util.Optional;

/**
 * Turns the exact coefficients of components that share tables into levels, block by block and in place, with more care
 * than rounding takes: {@link Deringing} and {@link Trellis}.
 */
final class CarefulQuantizer {
    /** Exact coefficients are kept in parts of so many of one. */
    static final int PARTS = 16;

    /** T.81, table F.2: no category is larger than ten in a baseline file. */
    private static final int LARGEST = 1023;
    /** What is rounded up when the symbols of a trellis are foretold: it rather chooses the smaller level. */
    private static final float FORETOLD = 0.4f;

    private static final int SAMPLED_BLOCKS = 4096;

    private final float[] steps = new float[64];
    private final float[] reciprocals = new float[64];
    private final JpegCoding coding;
    private final float[] values = new float[64];
    private final int[] levels = new int[64];
    private final byte[] scratch = new byte[ComponentBlocks.BLOCK_BYTES];

    /** @param steps the quantisation table, in natural order */
    CarefulQuantizer(int[] steps, JpegCoding coding) {
        this.coding = coding;
        for (int k = 0; k < 64; k++) {
            this.steps[k] = steps[ZigZag.natural(k)];
            reciprocals[k] = 1f / (PARTS * this.steps[k]);
        }
    }

    /** Quantises all blocks of these components, and counts what they need. */
    void quantize(List<CodedComponent> components) {
        Optional<Trellis> trellis =
                coding.trellis() ? Optional.of(new Trellis(foretold(components))) : Optional.empty();
        Optional<Deringing> deringing = coding.deringing() ? Optional.of(new Deringing(steps)) : Optional.empty();
        for (CodedComponent component : components) {
            ComponentBlocks blocks = component.blocks();
            for (int y = 0; y < blocks.blocksHigh(); y++) {
                for (int x = 0; x < blocks.blocksWide(); x++) {
                    load(blocks.stripe(y), blocks.at(x, y));
                    deringing.ifPresent(calmed -> calmed.calm(values));
                    round(0.5f);
                    trellis.ifPresent(search -> search.choose(values, levels));
                    store(blocks.stripe(y), blocks.at(x, y));
                    blocks.examine(x, y);
                    component.statistics().block(blocks.stripe(y), blocks.at(x, y), blocks.mask(x, y));
                }
            }
        }
    }

    /** A code for about the symbols that will be needed, by which the trellis reckons. */
    private HuffmanCode foretold(List<CodedComponent> components) {
        long[] frequencies = new long[256];
        for (CodedComponent component : components) {
            CoefficientStatistics statistics = new CoefficientStatistics(true);
            ComponentBlocks blocks = component.blocks();
            int every = Math.max(1, blocks.blocksWide() * blocks.blocksHigh() / SAMPLED_BLOCKS);
            for (int y = 0; y < blocks.blocksHigh(); y += every) {
                for (int x = 0; x < blocks.blocksWide(); x++) {
                    load(blocks.stripe(y), blocks.at(x, y));
                    round(FORETOLD);
                    store(scratch, 0);
                    statistics.block(scratch, 0, mask());
                }
            }
            statistics.addAc(frequencies);
        }
        return OptimalCode.of(frequencies);
    }

    private void load(byte[] blocks, int at) {
        for (int k = 0; k < 64; k++) {
            values[k] = LittleEndian.getShort(blocks, at + 2 * k) * reciprocals[k];
        }
    }

    private void round(float up) {
        for (int k = 0; k < 64; k++) {
            int magnitude = (int) (Math.abs(values[k]) + up);
            levels[k] = values[k] < 0 ? -magnitude : magnitude;
        }
    }

    private void store(byte[] blocks, int at) {
        for (int k = 0; k < 64; k++) {
            int least = k == 0 ? -LARGEST - 1 : -LARGEST;
            int level = Math.max(least, Math.min(LARGEST, levels[k]));
            LittleEndian.putShort(blocks, at + 2 * k, (short) level);
        }
    }

    private long mask() {
        long mask = 0;
        for (int k = 0; k < 64; k++) {
            mask |= levels[k] == 0 ? 0 : 1L << k;
        }
        return mask;
    }
}
