package dev.tomthumb.bench.eviction;

/** The sizes of the objects: spread evenly on a logarithmic scale, the same for the same object always. */
final class Objects {
    private static final int LEAST = 4_000;
    private static final int MOST = 46_000;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final int SIZES_BITS = 10;
    private static final int[] SIZES = sizes();

    private Objects() {}

    /** Bytes of an object. */
    static int bytes(int object) {
        return SIZES[(int) (hash(object) >>> Long.SIZE - SIZES_BITS)];
    }

    /** Bytes of the objects below {@code count}. */
    static long bytesOfAll(int count) {
        long sum = 0;
        for (int object = 0; object < count; object++) {
            sum += bytes(object);
        }
        return sum;
    }

    /** 64 well-mixed bits of a number. */
    static long hash(int object) {
        long mixed = (object + 1) * GOLDEN;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private static int[] sizes() {
        int count = 1 << SIZES_BITS;
        int[] sizes = new int[count];
        for (int i = 0; i < count; i++) {
            sizes[i] = (int) (LEAST * Math.pow((double) MOST / LEAST, (double) i / count));
        }
        return sizes;
    }
}
