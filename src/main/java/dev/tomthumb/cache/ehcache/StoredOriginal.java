package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.KeptOriginal;
import dev.tomthumb.cache.disk.Labels;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import org.ehcache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/** As {@link StoredRendition}, for originals. */
sealed interface StoredOriginal {

    /**
     * An original together with the key it was stored under.
     *
     * @param key what it was stored under
     * @param original what was put
     */
    record Intact(CacheKey key, KeptOriginal original) implements StoredOriginal {}

    /** Bytes that are not a record of this version, whatever they are. */
    enum Damaged implements StoredOriginal {
        DAMAGED
    }

    /** What the tiers of a cache of originals must know. */
    static Content<StoredOriginal> content(CacheShape shape) {
        return new Content<>(
                EhcacheXml.ORIGINALS,
                "Originals",
                shape.offheap().isPresent() ? "kept in offheap only and lost at a restart" : "not kept",
                StoredOriginal.class,
                OriginalSerializer::new,
                (key, stored) -> new Labels(key.original(), new HashSet<>(tags(stored))),
                (what, key, stored) -> what.means(key, tags(stored)),
                new OriginalLife(shape.expiry()));
    }

    private static List<String> tags(StoredOriginal stored) {
        return stored instanceof Intact intact ? intact.original().tags() : List.of();
    }

    /** The file's expiry. A damaged entry has no life left; a policy is asked without a value, which is no rendition. */
    record OriginalLife(ExpiryPolicy<? super CacheKey, ?> policy) implements ExpiryPolicy<CacheKey, StoredOriginal> {
        @Override
        public @Nullable Duration getExpiryForCreation(CacheKey key, StoredOriginal value) {
            return value instanceof Intact intact ? any().getExpiryForCreation(key, intact.original()) : Duration.ZERO;
        }

        @Override
        public @Nullable Duration getExpiryForAccess(CacheKey key, Supplier<? extends StoredOriginal> value) {
            return any().getExpiryForAccess(key, value);
        }

        @Override
        public @Nullable Duration getExpiryForUpdate(
                CacheKey key, Supplier<? extends StoredOriginal> before, StoredOriginal value) {
            return getExpiryForCreation(key, value);
        }

        /** A policy that cannot take originals fails, and a failing cache fails no request. */
        @SuppressWarnings("unchecked")
        private ExpiryPolicy<CacheKey, Object> any() {
            return (ExpiryPolicy<CacheKey, Object>) policy;
        }
    }
}
