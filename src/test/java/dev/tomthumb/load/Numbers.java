package dev.tomthumb.load;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What measured numbers come to. */
final class Numbers {
    private Numbers() {}

    static double median(Collection<Double> numbers) {
        return percentile(numbers, 50);
    }

    /** The nearest rank; NaN of nothing. */
    static double percentile(Collection<Double> numbers, int percent) {
        if (numbers.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = numbers.stream().sorted().toList();
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    static double largest(Collection<Double> numbers) {
        return percentile(numbers, 100);
    }

    /** With one digit behind the point. */
    static String text(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    /** Each with one digit behind the point, in their order. */
    static String text(Collection<Double> numbers) {
        return String.join(" ", numbers.stream().map(Numbers::text).toList());
    }
}
