package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.FrequencySketch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Who may come into the heap once it is full: whoever is asked for more often than one who is there (TinyLFU: Einziger,
 * Friedman and Manes, 2017). A thousand sizes that are asked for once therefore push out nobody. Who leaves is Ehcache's
 * choice, so the newcomer is measured against somebody who came in lately or long ago, at random.
 *
 * <p>Safe for all threads; takes no lock.
 */
final class HeapAdmission {
    private static final int REMEMBERED = 512;
    /** A sketch of a quarter of a megabyte, however small the heap: it also tells what is used on disk. */
    private static final int LEAST_KEYS = 1 << 15;

    private static final int KEYS_FOR_ENTRY = 8;
    /** Whoever was asked for once pushes nobody out, however long ago somebody else was asked for. */
    private static final int ONCE = 1;
    /** As much as the disk tier counts. */
    private static final int MOST_USE = 3;

    private final FrequencySketch asked;
    private final LongSupplier evictions;
    private final int[] residents = new int[REMEMBERED];
    private final AtomicLong before = new AtomicLong();
    private volatile boolean full;

    /**
     * @param entries the heap's size
     * @param evictions how many entries have made room for others until now
     */
    HeapAdmission(long entries, LongSupplier evictions) {
        this.asked = new FrequencySketch(Math.max(LEAST_KEYS, KEYS_FOR_ENTRY * Math.min(entries, Integer.MAX_VALUE)));
        this.evictions = evictions;
    }

    /** Somebody has found or made the rendition of this key. */
    void count(CacheKey key) {
        asked.count(key.hashCode());
    }

    /** How often it was asked for lately, at most {@link FrequencySketch#MOST}. */
    int popularity(CacheKey key) {
        return asked.estimate(key.hashCode());
    }

    /** For the disk, which does not see what the heap answers: 0 for what was asked for once. */
    int useAbove(int hash) {
        return Math.max(0, Math.min(MOST_USE, asked.estimate(hash) - 1));
    }

    /** Whether a rendition that is not in the heap may come in. */
    boolean admits(CacheKey key) {
        int hash = key.hashCode();
        int place = ThreadLocalRandom.current().nextInt(REMEMBERED);
        boolean admitted = !isFull() || asked.estimate(hash) > Math.max(ONCE, asked.estimate(residents[place]));
        if (admitted) {
            residents[place] = hash;
        }
        return admitted;
    }

    private boolean isFull() {
        if (!full && evictions.getAsLong() > before.get()) {
            full = true;
        }
        return full;
    }

    /** The heap was emptied. */
    void emptied() {
        before.set(evictions.getAsLong());
        full = false;
    }
}
