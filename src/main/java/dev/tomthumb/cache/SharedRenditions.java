package dev.tomthumb.cache;

import dev.tomthumb.model.Rendition;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Renditions that several nodes share: asked when the local cache has none, before anything is rendered. Like a {@link
 * RenditionCache} it may forget anything at any time, never returns what is not, byte for byte, what a node offered
 * under that key, and never throws because of its own condition. Being of no use is no failure: whoever asks makes the
 * rendition himself then.
 *
 * <p>It also arranges, as well as it can, that nodes do not make the same rendition at the same time: {@link #find} may
 * wait for a node that is making it, and whoever is told that there is none is the one to make it, until {@link #offer}
 * or {@link #abandon}.
 *
 * <p>Called by threads that may wait, never on the way of a hit.
 */
public interface SharedRenditions extends AutoCloseable {
    /** There are none: each node has its own alone. */
    SharedRenditions NONE = new SharedRenditions() {
        @Override
        public long stamp() {
            return 0;
        }

        @Override
        public Optional<Rendition> find(CacheKey key, Duration expected) {
            return Optional.empty();
        }

        @Override
        public void offer(CacheKey key, Rendition rendition, long stamp) {}

        @Override
        public void abandon(CacheKey key) {}

        @Override
        public String describe() {
            return "none";
        }

        @Override
        public Map<String, Map<String, Long>> statistics() {
            return Map.of();
        }

        @Override
        public void close() {}
    };

    /** To be taken before an original is asked for: what this node knows of purges. */
    long stamp();

    /**
     * What a node has made, as long as no purge that is known here means it. Its times are by this node's clock. Whether it
     * is fresh is for others to know.
     *
     * @param expected how long making it would probably take here, so that nobody waits longer than that
     */
    Optional<Rendition> find(CacheKey key, Duration expected);

    /**
     * Gives others what was made here; returns at once, whatever becomes of it.
     *
     * @param stamp taken before its original was asked for
     */
    void offer(CacheKey key, Rendition rendition, long stamp);

    /** It was not made after all, or may not be shared: nobody needs to wait for it. */
    void abandon(CacheKey key);

    /** One line for operators: where they lie. */
    String describe();

    /** Why they do not serve at present, a sentence for operators; empty while they do. */
    default Optional<String> lack() {
        return Optional.empty();
    }

    /** As {@link RenditionCache#statistics()}; its tier is called {@code shared}. */
    Map<String, Map<String, Long>> statistics();

    /** Ends it; what is shared stays. */
    @Override
    void close();
}
