package dev.tomthumb.cache.disk;

import java.time.InstantSource;
import java.util.function.IntUnaryOperator;

/**
 * How a store is kept.
 *
 * @param capacity the most bytes its directory ever holds, counted in blocks of the file system, at least
 *     {@value #LEAST_CAPACITY}
 * @param minimumFree bytes of the volume that are left free: below that the store gives back space, at least 0
 * @param sync when data is forced to the device
 * @param owner who holds the directory, for others to read
 * @param clock tells what is expired
 * @param useAbove for a key's hash, how much its entry is used in a tier above, where the store does not see it, from 0
 *     for not at all; asked from any thread, without a lock and under one
 */
public record DiskSettings(
        long capacity, long minimumFree, Sync sync, String owner, InstantSource clock, IntUnaryOperator useAbove) {
    /** Below this hardly any entry would fit beside what the store itself needs. */
    public static final long LEAST_CAPACITY = 1 << 20;

    /** With nothing above. */
    public DiskSettings(long capacity, long minimumFree, Sync sync, String owner, InstantSource clock) {
        this(capacity, minimumFree, sync, owner, clock, hash -> 0);
    }

    public DiskSettings {
        if (capacity < LEAST_CAPACITY) {
            throw new IllegalArgumentException(
                    "the disk tier needs at least " + LEAST_CAPACITY + " bytes, not " + capacity);
        }
        if (minimumFree < 0) {
            throw new IllegalArgumentException("space to be left free is at least 0 bytes, not " + minimumFree);
        }
    }
}
