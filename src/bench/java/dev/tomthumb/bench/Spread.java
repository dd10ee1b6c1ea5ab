package dev.tomthumb.bench;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** The values that something had in the rounds. */
record Spread(double median, double least, double most) {
    static Spread of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** As {@code 0.64 [0.58-0.72]}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f [%.2f-%.2f]", median, least, most);
    }
}
