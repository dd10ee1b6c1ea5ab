package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Resize;
import java.util.Arrays;

/**
 * How the samples of one axis become the wanted stretch of the scaled axis: which source samples matter, by what whole
 * number they are averaged first, and the weights of what is left.
 *
 * <p>Geometry is that of centres: result sample {@code i} lies at {@code (from + i + 0.5) * ratio} in the source, whatever
 * is averaged, so that nothing shifts. Samples outside the picture are its edge repeated.
 */
final class Axis {
    /** Averaging must leave a reduction by at least this much to the kernel, or its own softness would show. */
    private static final double LEFT_TO_KERNEL = 2.5;
    /** Outer weights below this share change no 8-bit sample, but cost as much as all others. */
    private static final double NEGLIGIBLE = 1e-4;
    /** The same for samples of 16 bits. */
    private static final double NEGLIGIBLE_IF_DEEP = NEGLIGIBLE / Plane.FINER;
    /** A part of a picture begins and ends where its pixels do, but for the rounding of a quotient. */
    private static final double ALMOST = 1e-6;

    private static final float[] ONLY = {1f};
    /** An upper bound of {@link #taps}: both sides of the wider kernel, stretched by what averaging leaves to it. */
    static final int MOST_TAPS = 2 * 3 * 5 + 2;

    private final int skipped;
    private final int source;
    private final int box;
    private final int firstBox;
    private final int boxes;
    private final int[] starts;
    private final float[][] weights;

    private Axis(int skipped, int source, int box, int firstBox, int boxes, int[] starts, float[][] weights) {
        this.skipped = skipped;
        this.source = source;
        this.box = box;
        this.firstBox = firstBox;
        this.boxes = boxes;
        this.starts = starts;
        this.weights = weights;
    }

    /**
     * What is made of which samples.
     *
     * @param source where the picture lies among the samples there are
     * @param ratio samples there are for each sample of the scaled axis; not a quotient of whole numbers where the last
     *     one stands for less than the others
     * @param from where the first wanted sample begins on the scaled axis, in its samples
     * @param count number of samples wanted
     * @param asked how they are weighed
     * @param deep whether for results of 16 bits
     */
    record Stretch(Stretched source, double ratio, double from, int count, Resize.Kernel asked, boolean deep) {}

    /**
     * The samples that a picture, or a part of one, is taken from.
     *
     * @param samples there are
     * @param start where the picture begins, in samples
     * @param end where it ends; at most {@code samples}
     */
    record Stretched(int samples, double start, double end) {
        /** All of them. */
        static Stretched whole(int samples) {
            return new Stretched(samples, 0, samples);
        }

        private int first() {
            return Math.max(0, Math.min(samples - 1, (int) Math.floor(start + ALMOST)));
        }

        private int count() {
            return Math.max(1, Math.min(samples, (int) Math.ceil(end - ALMOST)) - first());
        }
    }

    static Axis of(Stretch stretch) {
        Kernel kernel = Kernel.of(stretch.asked(), stretch.ratio());
        int box = kernel == Kernel.NEAREST ? 1 : (int) Math.max(1, Math.floor(stretch.ratio() / LEFT_TO_KERNEL));
        int first = stretch.source().first();
        int samples = stretch.source().count();
        double start = stretch.source().start() - first;
        double negligible = stretch.deep() ? NEGLIGIBLE_IF_DEEP : NEGLIGIBLE;
        Weights weights = new Weights(kernel, Math.max(1, stretch.ratio() / box), (samples - 1) / box, negligible);
        int count = stretch.count();
        int[] starts = new int[count];
        float[][] all = new float[count][];
        for (int i = 0; i < count; i++) {
            double centre = (start + (stretch.from() + i + 0.5) * stretch.ratio()) / box - 0.5;
            all[i] = kernel == Kernel.NEAREST ? weights.at(centre) : weights.around(centre);
            starts[i] = weights.start;
        }
        int firstBox = Arrays.stream(starts).min().orElse(0);
        int endBox = firstBox;
        for (int i = 0; i < count; i++) {
            endBox = Math.max(endBox, starts[i] + all[i].length);
            starts[i] -= firstBox;
        }
        return new Axis(first, samples, box, firstBox, endBox - firstBox, starts, all);
    }

    /** Makes the weights of one result after the other. */
    private static final class Weights {
        private final Kernel kernel;
        private final double stretch;
        private final double reach;
        private final int last;
        private final double negligible;
        private final double[] exact;
        /** The sample that the weights made last begin with. */
        private int start;

        Weights(Kernel kernel, double stretch, int last, double negligible) {
            this.kernel = kernel;
            this.stretch = stretch;
            this.reach = kernel.reach() * stretch;
            this.last = last;
            this.negligible = negligible;
            this.exact = new double[(int) (2 * reach) + 3];
        }

        /** The one sample that a position lies in. */
        float[] at(double centre) {
            start = within((int) Math.floor(centre + 0.5));
            return ONLY;
        }

        /** The weights of the samples in reach; those of samples outside the picture go to its edge. */
        float[] around(double centre) {
            int from = (int) Math.ceil(centre - reach);
            int to = (int) Math.floor(centre + reach);
            int lowest = within(from);
            int count = within(to) - lowest + 1;
            Arrays.fill(exact, 0, count, 0);
            double sum = 0;
            for (int i = from; i <= to; i++) {
                double weight = kernel.weight((i - centre) / stretch);
                exact[within(i) - lowest] += weight;
                sum += weight;
            }
            return trimmed(lowest, count, negligible * sum);
        }

        private float[] trimmed(int lowest, int count, double least) {
            int begin = 0;
            int end = count;
            while (begin < end - 1 && Math.abs(exact[begin]) < least) {
                begin++;
            }
            while (end > begin + 1 && Math.abs(exact[end - 1]) < least) {
                end--;
            }
            start = lowest + begin;
            return normal(begin, end);
        }

        private float[] normal(int begin, int end) {
            double sum = 0;
            for (int i = begin; i < end; i++) {
                sum += exact[i];
            }
            float[] normal = new float[end - begin];
            for (int i = begin; i < end; i++) {
                normal[i - begin] = (float) (exact[i] / sum);
            }
            return normal;
        }

        private int within(int index) {
            return Math.max(0, Math.min(last, index));
        }
    }

    /** How many source samples are averaged into one before the kernel sees them. */
    int box() {
        return box;
    }

    /** Number of averages that matter. */
    int boxes() {
        return boxes;
    }

    /** The first source sample that matters. */
    int first() {
        return skipped + firstBox * box;
    }

    /** Number of source samples that matter; fewer than {@code boxes * box} where the last average is cut off. */
    int samples() {
        return Math.min(source - firstBox * box, boxes * box);
    }

    /** Number of result samples. */
    int results() {
        return starts.length;
    }

    /** The first average, counted from 0, that result sample {@code i} is made of. */
    int start(int i) {
        return starts[i];
    }

    /** The weights of the averages from {@link #start} on; their sum is 1. */
    float[] weights(int i) {
        return weights[i];
    }

    /** The largest number of averages that one result sample is made of. */
    int taps() {
        int most = 0;
        for (float[] each : weights) {
            most = Math.max(most, each.length);
        }
        return most;
    }
}
