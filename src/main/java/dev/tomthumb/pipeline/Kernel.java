package dev.tomthumb.pipeline;

import java.util.function.DoubleUnaryOperator;

/**
 * The weight of a neighbour by its distance, in samples of the coarser of the two pictures. Read from a table: a
 * thumbnail needs tens of thousands of weights, and their sines would take longer than its pixels.
 */
enum Kernel {
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
