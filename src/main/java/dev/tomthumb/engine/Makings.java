package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.pipeline.Deadline;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Begins makings. All their stamps are taken here, on the thread of who asks and before anybody is asked for an original:
 * what is declared old after that does not come back by what they bring.
 */
final class Makings {
    private final OriginalFetcher fetcher;
    private final StoredRenditions stored;
    private final RefusalMemory refusals;
    private final OtherNodes otherNodes;
    private final VariantCap variants;
    private final Duration timeout;
    private final InstantSource clock;

    /** @param timeout from its beginning to the stored rendition */
    Makings(
            OriginalFetcher fetcher,
            StoredRenditions stored,
            RefusalMemory refusals,
            OtherNodes otherNodes,
            VariantCap variants,
            Duration timeout,
            InstantSource clock) {
        this.fetcher = fetcher;
        this.stored = stored;
        this.refusals = refusals;
        this.otherNodes = otherNodes;
        this.variants = variants;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** To be closed when nothing more comes of it. */
    Making begin(CacheKey key, Order order) {
        Deadline deadline = Deadline.in(timeout, clock);
        OtherNodes.Look look = otherNodes.look(key, order, isHurried(key, order));
        return new Making(key, order, fetcher.begin(order), stored.begin(), refusals.stamp(), look, deadline);
    }

    /** False for what anybody could ask for, of an original that has so many renditions already: that can wait. */
    boolean isHurried(CacheKey key, Order order) {
        return !order.unsigned() || !variants.isReached(key.original());
    }
}
