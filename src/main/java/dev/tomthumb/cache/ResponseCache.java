package dev.tomthumb.cache;

import dev.tomthumb.model.StoredResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps answers of the host application. Like a {@link RenditionCache} it may forget anything at any time, never returns
 * what is not what was put under that key, and never throws because of its own condition.
 */
public interface ResponseCache extends AutoCloseable {
    /** What lies under a key. */
    sealed interface Kept {
        /** An answer. */
        record Answer(StoredResponse response) implements Kept {}

        /**
         * The answers of a URL that depend on the request, the latest first; each lies under a key of its own.
         *
         * @param slots one for each
         */
        record Variants(List<Slot> slots) implements Kept {
            public Variants {
                slots = List.copyOf(slots);
            }
        }
    }

    /**
     * Where one of several answers of a URL lies.
     *
     * @param selecting see {@link StoredResponse#selecting}
     * @param name names its key
     */
    record Slot(Map<String, String> selecting, String name) {
        public Slot {
            selecting = Map.copyOf(selecting);
        }
    }

    Optional<Kept> get(CacheKey key);

    /**
     * Keeps it, unless it has been {@linkplain #invalidate declared old} since {@code stamp}.
     *
     * @param stamp taken before the application was asked
     */
    void put(CacheKey key, Kept kept, long stamp);

    /** To be taken before the application is asked. */
    long stamp();

    void remove(CacheKey key);

    /**
     * Forgets answers at once and for good; see {@link RenditionCache#invalidate}.
     *
     * @return how many were found in the tier that has the most
     */
    long invalidate(Invalidation what);

    /** One line for operators. */
    String describe();

    /** See {@link RenditionCache#lack}. */
    Optional<String> lack();

    /** See {@link RenditionCache#statistics}. */
    Map<String, Map<String, Long>> statistics();

    @Override
    void close();
}
