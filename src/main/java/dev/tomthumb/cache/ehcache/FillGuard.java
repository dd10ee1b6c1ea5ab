package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheKey;
import java.util.stream.IntStream;

/**
 * Keeps a slow reader from bringing back what was replaced or purged meanwhile. A reader that finds a rendition below
 * the heap takes a stamp before it looks and may put its find into the heap only if nobody has written since:
 *
 * <pre>
 * reader: stamp, read below ........................ if the stamp still holds: into the heap
 * purge:                     remove below, new stamp and out of the heap
 * </pre>
 *
 * <p>Stamps are shared by keys of one stripe: a write nearby only costs the heap one entry. No lock is held while a
 * tier below is read.
 */
final class FillGuard {
    private static final int STRIPES = 64;

    private final Stripe[] stripes =
            IntStream.range(0, STRIPES).mapToObj(i -> new Stripe()).toArray(Stripe[]::new);

    /** The stamp to take before reading below the heap. */
    long stamp(CacheKey key) {
        Stripe stripe = of(key);
        synchronized (stripe) {
            return stripe.writes;
        }
    }

    /** Runs {@code fill} unless somebody has written since {@code stamp}. */
    void fill(CacheKey key, long stamp, Runnable fill) {
        Stripe stripe = of(key);
        synchronized (stripe) {
            if (stripe.writes == stamp) {
                fill.run();
            }
        }
    }

    /** Changes the heap's entry of {@code key}, after the tiers below have been changed. */
    void write(CacheKey key, Runnable change) {
        Stripe stripe = of(key);
        synchronized (stripe) {
            stripe.writes++;
            change.run();
        }
    }

    /** Clears the heap, after the tiers below have been cleared. */
    void clear(Runnable clear) {
        for (Stripe stripe : stripes) {
            synchronized (stripe) {
                stripe.writes++;
            }
        }
        clear.run();
    }

    private Stripe of(CacheKey key) {
        return stripes[Math.floorMod(key.hashCode(), STRIPES)];
    }

    private static final class Stripe {
        private long writes;
    }
}
