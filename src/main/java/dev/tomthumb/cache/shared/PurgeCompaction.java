package dev.tomthumb.cache.shared;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Makes few objects of many, so that the list, which every node reads every few seconds, stays short. Two nodes may do it at
 * once: what is said twice is obeyed once.
 *
 * <p>Not safe for several threads: {@link PurgeLog} calls it under its lock.
 */
final class PurgeCompaction {
    private static final Logger LOG = System.getLogger(PurgeCompaction.class.getName());
    /** A list of this length is gathered. */
    private static final int MANY = 200;
    /** Younger ones are left alone: another node may not have read them, and would read them again. */
    private static final long GATHERED_AFTER_SECONDS = 600;
    /** Of an object into which others are gathered. */
    private static final int GATHERED_BYTES = 8 << 20;

    private final PurgeObjects objects;
    private final PurgeInbox inbox;
    private final PurgeIndex index;
    private long gatherFrom = Long.MIN_VALUE;

    PurgeCompaction(PurgeObjects objects, PurgeInbox inbox, PurgeIndex index) {
        this.objects = objects;
        this.inbox = inbox;
        this.index = index;
    }

    /**
     * Gathers the older ones if there are many.
     *
     * @param listing of which everything has been read
     * @param now in seconds by the store's clock
     */
    void gather(ObjectStore.Listing listing, long now) {
        if (listing.objects().size() < MANY || now < gatherFrom) {
            return;
        }
        List<String> old = listing.objects().stream()
                .filter(object -> inbox.hasPurge(object.name())
                        && object.modified().getEpochSecond() < now - GATHERED_AFTER_SECONDS)
                .map(ObjectStore.Listed::name)
                .toList();
        if (old.size() < MANY / 2) {
            return;
        }
        try {
            for (byte[] part : PurgeFile.write(index.entries(), GATHERED_BYTES)) {
                objects.put(objects.named(now * 1000), part);
            }
            // Only now that all of them are there.
            for (String one : old) {
                objects.delete(one);
            }
            LOG.log(Level.INFO, "{0} purges have been gathered.", old.size());
        } catch (ObjectStoreException failure) {
            gatherFrom = now + GATHERED_AFTER_SECONDS;
            LOG.log(
                    Level.WARNING,
                    "Old purges cannot be gathered, so that their list grows; it is tried again. {0}",
                    failure.sentence());
        }
    }
}
