package dev.tomthumb.scaling;

/**
 * The hit ratio of an LRU cache under independent requests by Che's approximation (Che, Tung and Wang 2002; for sizes
 * Fricker, Robert and Roberts 2012): an object is there if it was asked for within a time that is the same for all, and that
 * time is the one in which as many bytes as fit are asked for.
 *
 * <pre>
 * sum over i of size(i) (1 - exp(-share(i) t)) = capacity        hits = sum over i of share(i) (1 - exp(-share(i) t))
 * </pre>
 */
final class Che {
    private static final int STEPS = 200;

    private Che() {}

    /** @return of requests, 0 to 1 */
    static double hits(Workload workload, double capacity) {
        double[] shares = workload.shares();
        double[] sizes = new double[shares.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = workload.bytes(i);
        }
        double least = 0;
        double most = 1;
        while (filled(shares, sizes, most) < capacity && most < 0x1p80) {
            most *= 2;
        }
        for (int step = 0; step < STEPS; step++) {
            double middle = (least + most) / 2;
            if (filled(shares, sizes, middle) < capacity) {
                least = middle;
            } else {
                most = middle;
            }
        }
        double hits = 0;
        for (double share : shares) {
            hits -= share * Math.expm1(-share * most);
        }
        return hits;
    }

    private static double filled(double[] shares, double[] sizes, double time) {
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum -= sizes[i] * Math.expm1(-shares[i] * time);
        }
        return sum;
    }
}
