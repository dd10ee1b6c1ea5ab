package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.disk.Labels;
import dev.tomthumb.cache.disk.ehcache.LabelExtractor;
import java.util.HashSet;
import java.util.Set;

/** What the disk tier can purge a rendition by. */
final class RenditionLabels implements LabelExtractor<CacheKey, StoredRendition> {
    @Override
    public Labels labels(CacheKey key, StoredRendition value) {
        return new Labels(key.original(), tags(value));
    }

    private static Set<String> tags(StoredRendition value) {
        return value instanceof StoredRendition.Intact intact
                ? new HashSet<>(intact.rendition().tags())
                : Set.of();
    }
}
