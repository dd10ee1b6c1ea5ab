package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.pipeline.Deadline;

/**
 * The making of one rendition. It outlives each beginning of its task: what another task began to fetch before a purge
 * is old after it.
 *
 * @param fetches what has been fetched for it
 * @param begun when it began, for the cache
 * @param refusalStamp when it began, for the memory of refusals
 * @param look what other nodes have made
 */
record Making(
        CacheKey key,
        Order order,
        Fetches fetches,
        StoredRenditions.Begun begun,
        long refusalStamp,
        OtherNodes.Look look,
        Deadline deadline)
        implements AutoCloseable {
    /** Gives back what was fetched for it, and lets other nodes wait no more. */
    @Override
    public void close() {
        fetches.close();
        look.close();
    }
}
