package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.JpegCoding;
import dev.tomthumb.codec.Scratch;
import java.util.function.IntUnaryOperator;

/**
 * Quantisation tables by quality: an example scaled as libjpeg does ({@code jpeg_quality_scaling}),
 * so that a quality means here what it means everywhere. All are in natural order, row times eight plus column.
 */
final class QuantizationTables {
    private final int[] luma;
    private final int[] chroma;
    private final JpegCoding coding;

    /** @param quality 1..100 */
    QuantizationTables(int quality, JpegCoding coding) {
        QuantizationExample example = QuantizationExample.of(coding.table());
        luma = scaled(example::luma, quality);
        chroma = scaled(example::chroma, quality);
        this.coding = coding;
    }

    private static int[] scaled(IntUnaryOperator example, int quality) {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        int[] steps = new int[64];
        for (int i = 0; i < 64; i++) {
            steps[i] = Math.max(1, Math.min(255, (example.applyAsInt(i) * percent + 50) / 100));
        }
        return steps;
    }

    /** Steps for luma, 1..255. */
    int[] luma() {
        return luma.clone();
    }

    /** Steps for chroma, 1..255. */
    int[] chroma() {
        return chroma.clone();
    }

    /** Whether the transforms leave exact coefficients, of which {@link #quantizer} makes levels. */
    boolean careful() {
        return coding.careful();
    }

    /** The transform of luma. */
    ForwardDct luma(Scratch scratch) {
        return transform(luma, scratch);
    }

    /** The transform of chroma. */
    ForwardDct chroma(Scratch scratch) {
        return transform(chroma, scratch);
    }

    private ForwardDct transform(int[] steps, Scratch scratch) {
        return careful() ? ForwardDct.exact(CarefulQuantizer.PARTS, scratch) : new ForwardDct(steps, scratch);
    }

    /** @param table 0 luma's, 1 chroma's */
    CarefulQuantizer quantizer(int table) {
        return new CarefulQuantizer(table == 0 ? luma : chroma, coding);
    }
}
