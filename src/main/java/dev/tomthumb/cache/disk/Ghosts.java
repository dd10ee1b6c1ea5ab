package dev.tomthumb.cache.disk;

import java.util.Arrays;

/**
 * Remembers which keys were evicted on probation a while ago: when one of them comes back, it was evicted too early. A
 * fingerprint each in a table in which newer ones take the place of older ones; a chance match harms nobody.
 */
final class Ghosts {
    private static final int SMALLEST = 1 << 10;
    private static final int LARGEST = 1 << 24;

    private int[] fingerprints = new int[SMALLEST];

    /** Notes that a key was evicted while {@code entries} others stay. */
    void add(int hash, byte[] key, long entries) {
        long mixed = mix(hash, key);
        if (entries > 2L * fingerprints.length && fingerprints.length < LARGEST) {
            // What was noted until now is lost, which happens a few times in the life of a store.
            fingerprints = new int[2 * fingerprints.length];
        }
        fingerprints[slot(mixed)] = fingerprint(mixed);
    }

    /** Whether the key was noted; it is not any more then. */
    boolean take(int hash, byte[] key) {
        long mixed = mix(hash, key);
        int slot = slot(mixed);
        boolean known = fingerprints[slot] == fingerprint(mixed);
        if (known) {
            fingerprints[slot] = 0;
        }
        return known;
    }

    void clear() {
        fingerprints = new int[SMALLEST];
    }

    private int slot(long mixed) {
        return (int) (mixed >>> 40) & fingerprints.length - 1;
    }

    /** Not 0, which is a free slot. */
    private static int fingerprint(long mixed) {
        return (int) mixed | 1;
    }

    /** The hash alone has too few bits; the finishing step of MurmurHash3 spreads them. */
    private static long mix(int hash, byte[] key) {
        long mixed = (long) hash << 32 ^ Arrays.hashCode(key) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
