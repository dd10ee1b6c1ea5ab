package dev.tomthumb.pipeline;

/**
 * How the samples of one axis become the wanted stretch of the scaled axis: which source samples matter, by what whole
 * number they are averaged first, and the weights of what is left.
 *
 * <p>Geometry is that of centres: result sample {@code i} lies at {@code (i + 0.5) * source / scaled} in the source,
 * whatever is averaged, so that nothing shifts. Samples outside the picture are its edge repeated.
 */
final class Axis {
    /** Averaging must leave a reduction by at least this much to the kernel, or its own softness would show. */
    private static final double LEFT_TO_KERNEL = 2.5;

    private final int source;
    private final int box;
    private final int firstBox;
    private final int boxes;
    private final int[] starts;
    private final float[][] weights;

    private Axis(int source, int box, int firstBox, int boxes, int[] starts, float[][] weights) {
        this.source = source;
        this.box = box;
        this.firstBox = firstBox;
        this.boxes = boxes;
        this.starts = starts;
        this.weights = weights;
    }

    /**
     * @param source length of the axis in the picture
     * @param scaled length of the whole scaled axis
     * @param from first sample wanted of it
     * @param count number of samples wanted
     */
    static Axis of(int source, int scaled, int from, int count) {
        double ratio = (double) source / scaled;
        int box = (int) Math.max(1, Math.floor(ratio / LEFT_TO_KERNEL));
        int last = (source - 1) / box;
        Kernel kernel = ratio > 1 ? Kernel.LANCZOS3 : Kernel.CATMULL_ROM;
        double stretch = Math.max(1, ratio / box);

        int[] starts = new int[count];
        float[][] weights = new float[count][];
        for (int i = 0; i < count; i++) {
            double centre = (from + i + 0.5) * ratio / box - 0.5;
            starts[i] = within((int) Math.ceil(centre - kernel.reach() * stretch), last);
            int end = within((int) Math.floor(centre + kernel.reach() * stretch), last);
            weights[i] = weights(kernel, centre, stretch, starts[i], end, last);
        }
        int firstBox = starts[0];
        int lastBox = starts[count - 1] + weights[count - 1].length - 1;
        for (int i = 0; i < count; i++) {
            starts[i] -= firstBox;
        }
        return new Axis(source, box, firstBox, lastBox - firstBox + 1, starts, weights);
    }

    private static int within(int index, int last) {
        return Math.max(0, Math.min(last, index));
    }

    /** The weights of samples {@code start..end}; those of samples outside the picture go to its edge. */
    private static float[] weights(Kernel kernel, double centre, double stretch, int start, int end, int last) {
        double[] exact = new double[end - start + 1];
        double sum = 0;
        int from = (int) Math.ceil(centre - kernel.reach() * stretch);
        int to = (int) Math.floor(centre + kernel.reach() * stretch);
        for (int i = from; i <= to; i++) {
            double weight = kernel.weight((i - centre) / stretch);
            exact[within(i, last) - start] += weight;
            sum += weight;
        }
        float[] normal = new float[exact.length];
        for (int i = 0; i < normal.length; i++) {
            normal[i] = (float) (exact[i] / sum);
        }
        return normal;
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
        return firstBox * box;
    }

    /** Number of source samples that matter; fewer than {@code boxes * box} where the last average is cut off. */
    int samples() {
        return Math.min(source - first(), boxes * box);
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
