package dev.tomthumb.engine;

import dev.tomthumb.cache.RenditionCache;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Keeps strangers from filling the cache with renditions of one original: beyond a number those that are asked for least
 * make room. Why neither refusal nor "first come, first kept": {@code docs/decisions/015-arbitrary-sizes.md}.
 *
 * <p>What is kept is counted in the cache itself, which knows after a restart what it has, and only after so many new
 * ones have come as are worth counting; in between, a table of fixed size tells how many have come. Originals that share a
 * place in it are counted a little too often, nothing else.
 *
 * <p>Safe for all threads.
 */
final class VariantCap {
    private static final Logger LOG = System.getLogger(VariantCap.class.getName());
    private static final int PLACES = 1 << 16;
    /** One in so many of the kept ones is new before all are counted: so far the number is overrun. */
    private static final int SHARE = 8;

    private static final int LEAST_NEW = 4;
    private static final int LOGGED_CHARACTERS = 200;

    private final RenditionCache cache;
    private final int most;
    private final AtomicIntegerArray news = new AtomicIntegerArray(PLACES);
    /** For each place, the hash of an original that has reached the number; 0 for none. */
    private final AtomicIntegerArray reached = new AtomicIntegerArray(PLACES);

    /** @param most how many renditions of an original are kept; 0 = any number */
    VariantCap(RenditionCache cache, int most) {
        this.cache = cache;
        this.most = most;
    }

    /** A rendition that anybody could have asked for has been stored. */
    void stored(String original) {
        if (most == 0 || original.isEmpty()) {
            return;
        }
        int hash = mixed(original);
        int place = hash & PLACES - 1;
        if (news.incrementAndGet(place) < Math.max(LEAST_NEW, most / SHARE)) {
            return;
        }
        news.set(place, 0);
        boolean tooMany = cache.thin(original, most) >= most;
        if (tooMany && reached.getAndSet(place, hash) != hash) {
            LOG.log(
                    Level.INFO,
                    "{0} has {1} renditions for unsigned URLs, the most that are kept (tomthumb.cache.max-variants); from now"
                            + " on those that are asked for least make room, and new ones wait for each other.",
                    line(original),
                    most);
        } else if (!tooMany) {
            reached.compareAndSet(place, hash, 0);
        }
    }

    /** Whether an original has so many renditions that more of them are no hurry. */
    boolean isReached(String original) {
        int hash = mixed(original);
        return most > 0 && reached.get(hash & PLACES - 1) == hash;
    }

    /** The hash of a text depends in its last bits on little of it. Never 0. */
    private static int mixed(String original) {
        int mixed = original.hashCode() * 0x9e3779b9;
        mixed ^= mixed >>> 15;
        return mixed == 0 ? 1 : mixed;
    }

    private static String line(String original) {
        String line = original.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LOGGED_CHARACTERS ? line : line.substring(0, LOGGED_CHARACTERS) + "…";
    }
}
