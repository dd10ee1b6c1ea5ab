package dev.tomthumb.pipeline;

import dev.tomthumb.model.Resize;
import java.util.function.DoubleUnaryOperator;

/**
 * The weight of a neighbour by its distance, in samples of the coarser of the two pictures. Read from a table: a
 * thumbnail needs tens of thousands of weights, and their sines would take longer than its pixels.
 */
enum Kernel {
    /** The sample that a position lies in, whatever is skipped. Has no weights, and nothing is averaged before it. */
    NEAREST(1, x -> x < 0.5 ? 1 : 0),
    /** A straight line from neighbour to neighbour. */
    LINEAR(1, x -> 1 - x),
    /** A sinc windowed by the middle lobe of a two times wider one. */
    LANCZOS2(2, x -> sinc(x) * sinc(x / 2)),
    /** For reductions: a sinc windowed by the middle lobe of a three times wider one. */
    LANCZOS3(3, x -> sinc(x) * sinc(x / 3)),
    /** For enlargements: the cubic that passes through its samples, a = -1/2 (Keys 1981), as libvips' bicubic. */
    CATMULL_ROM(2, x -> x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2);

    /** With linear interpolation between entries no weight is off by more than two millionths. */
    private static final int STEPS = 1024;

    private final int reach;
    private final double[] table;

    Kernel(int reach, DoubleUnaryOperator exact) {
        this.reach = reach;
        this.table = new double[reach * STEPS + 2];
        for (int i = 0; i < reach * STEPS; i++) {
            table[i] = exact.applyAsDouble((double) i / STEPS);
        }
    }

    /**
     * What weighs samples if this is asked for (imgproxy's resizing_algorithm). What grows is never weighed by a sinc,
     * whose ringing would show; libvips takes its bicubic then, too.
     *
     * @param ratio source samples for each sample made
     */
    static Kernel of(Resize.Kernel asked, double ratio) {
        return switch (asked) {
            case NEAREST -> NEAREST;
            case LINEAR -> LINEAR;
            case CUBIC -> CATMULL_ROM;
            case LANCZOS2 -> ratio > 1 ? LANCZOS2 : CATMULL_ROM;
            case LANCZOS3 -> ratio > 1 ? LANCZOS3 : CATMULL_ROM;
        };
    }

    /** Neighbours this far away or farther have no weight. */
    int reach() {
        return reach;
    }

    /** The weight at a distance of at most {@link #reach}; not normalised. */
    double weight(double distance) {
        double at = Math.abs(distance) * STEPS;
        int entry = (int) at;
        return table[entry] + (at - entry) * (table[entry + 1] - table[entry]);
    }

    private static double sinc(double x) {
        double angle = Math.PI * x;
        return Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle;
    }
}
