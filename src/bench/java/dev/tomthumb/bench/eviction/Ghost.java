package dev.tomthumb.bench.eviction;

/**
 * Remembers of late who left, in four bytes each: a table of fingerprints in which newer ones overwrite older ones. Now
 * and then it forgets early or takes one for another, which costs a cache nothing but a worse guess.
 */
final class Ghost {
    private final int[] fingerprints;

    /** @param slots rounded up to a power of two */
    Ghost(int slots) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(2, slots) - 1);
        fingerprints = new int[1 << bits];
    }

    void add(int object) {
        long hash = Objects.hash(object);
        fingerprints[index(hash)] = fingerprint(hash);
    }

    /** Whether it was there. */
    boolean remove(int object) {
        long hash = Objects.hash(object);
        boolean there = fingerprints[index(hash)] == fingerprint(hash);
        if (there) {
            fingerprints[index(hash)] = 0;
        }
        return there;
    }

    private int index(long hash) {
        return (int) hash & fingerprints.length - 1;
    }

    /** Never 0, which is an empty slot. */
    private static int fingerprint(long hash) {
        return (int) (hash >>> Integer.SIZE) | 1;
    }
}
