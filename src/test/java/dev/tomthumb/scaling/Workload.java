package dev.tomthumb.scaling;

/**
 * What visitors ask for. Requests are independent of each other; originals are asked for by Zipf's law, the sizes of one
 * original alike, the first size {@code variants} times as often as the last.
 *
 * @param originals how many there are
 * @param variants renditions of each that are asked for
 * @param exponent of Zipf's law; 0 = all alike. Measured for web objects: 0.6 to 1.1
 * @param meanBytes of a rendition
 * @param fresh the share of requests for a rendition that nobody has asked for before: new originals, new sizes
 * @param perSecond requests per second, of all visitors
 * @param seed of everything random
 */
public record Workload(
        int originals, int variants, double exponent, int meanBytes, double fresh, double perSecond, long seed) {
    public Workload {
        if (originals < 1 || variants < 1 || (long) originals * variants > 1 << 24) {
            throw new IllegalArgumentException(
                    "from 1 to 16777216 renditions can be simulated, not " + (long) originals * variants);
        }
    }

    /** How many renditions there are. */
    public int objects() {
        return originals * variants;
    }

    /** The bytes of all renditions together. */
    public long bytes() {
        long sum = 0;
        for (int object = 0; object < objects(); object++) {
            sum += bytes(object);
        }
        return sum;
    }

    /** The bytes of one rendition: from a quarter of the mean to some times as much, the same at each run. */
    public int bytes(int object) {
        double uniform = ((mixed(object) >>> 11) + 1) * 0x1p-53;
        // Exponential above a floor: few large ones carry much of the bytes, as in real sites.
        return (int) Math.max(1, Math.round(meanBytes * (0.25 - 0.75 * Math.log(uniform))));
    }

    private long mixed(long value) {
        long x = value + seed + 0x9e3779b97f4a7c15L;
        x = (x ^ x >>> 30) * 0xbf58476d1ce4e5b9L;
        x = (x ^ x >>> 27) * 0x94d049bb133111ebL;
        return x ^ x >>> 31;
    }

    /** The share of requests that each rendition has. */
    public double[] shares() {
        double[] shares = new double[objects()];
        double sizes = 0;
        for (int variant = 0; variant < variants; variant++) {
            sizes += 1.0 / (variant + 1);
        }
        double all = 0;
        for (int original = 0; original < originals; original++) {
            all += Math.pow(original + 1, -exponent);
        }
        for (int original = 0; original < originals; original++) {
            double share = Math.pow(original + 1, -exponent) / all;
            for (int variant = 0; variant < variants; variant++) {
                shares[original * variants + variant] = share / (variant + 1) / sizes;
            }
        }
        return shares;
    }

    /** The original of a rendition. */
    public int original(int object) {
        return object / variants;
    }
}
