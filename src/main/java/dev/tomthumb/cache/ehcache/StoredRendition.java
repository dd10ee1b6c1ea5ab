package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.model.Rendition;
import java.time.InstantSource;
import java.util.List;

/** What lies in a tier under a key: an entry that can be trusted, or the news that it cannot. */
sealed interface StoredRendition {

    /**
     * A rendition together with the key it was stored under. A tier on disk may hand out another key's record after
     * its index was damaged; the checksum would not notice, the key does.
     *
     * @param key what it was stored under
     * @param rendition the picture
     * @param storedAt when, in milliseconds of the epoch; the rest of its life in the heap is counted from here
     */
    record Intact(CacheKey key, Rendition rendition, long storedAt) implements StoredRendition {}

    /** Bytes that are not a record of this version, whatever they are. A value, because Ehcache would let an exception out of {@code get}. */
    enum Damaged implements StoredRendition {
        DAMAGED
    }

    /** What the tiers of a cache of renditions must know. */
    static Content<StoredRendition> content(CacheShape shape, InstantSource clock) {
        String instead = shape.offheap().isPresent() ? "heap and offheap" : "heap";
        return new Content<>(
                shape.alias(),
                shape.alias().equals(EhcacheXml.ALIAS) ? "Renditions" : "Answers",
                "kept in " + instead + " only and lost at a restart",
                StoredRendition.class,
                RenditionSerializer::new,
                new RenditionLabels(),
                StoredRendition::meant,
                new Life(shape.expiry(), clock));
    }

    private static boolean meant(Invalidation what, CacheKey key, StoredRendition stored) {
        return stored instanceof Intact intact ? what.means(key, intact.rendition()) : what.means(key, List.of());
    }
}
