package dev.tomthumb.pixel;

/**
 * The weights of a Gaussian, as libvips' {@code gaussmat} makes them with integer precision: {@code rint(20 *
 * exp(-x^2 / 2 sigma^2))}, cut off where the exponential falls below a least amplitude.
 */
final class GaussianKernel {
    /** What {@code gaussblur} cuts off. */
    static final double BLUR = 0.2;
    /** What {@code sharpen} cuts off. */
    static final double SHARPEN = 0.1;

    private static final int PEAK = 20;

    private GaussianKernel() {}

    /**
     * The weights from the left to the right neighbour, an odd number of them; their sum is 1.
     *
     * @param sigma in samples, &gt; 0
     * @param leastAmplitude 0..1
     */
    static double[] of(double sigma, double leastAmplitude) {
        int reach = (int) Math.floor(sigma * Math.sqrt(-2 * Math.log(leastAmplitude)));
        double[] weights = new double[2 * reach + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double distance = i - reach;
            weights[i] = Math.rint(PEAK * Math.exp(-distance * distance / (2 * sigma * sigma)));
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
