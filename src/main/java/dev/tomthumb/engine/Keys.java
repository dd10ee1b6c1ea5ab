package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.model.ImageRequest;

/**
 * Names a rendition in the cache.
 *
 * @param fingerprint what decides the bytes beside the request: the renderer's version, default qualities, the
 *     preferred formats
 */
public record Keys(String fingerprint) {

    /**
     * The key. A partition's name stands inside the fingerprint's word: no text a URL can carry reaches that place, so
     * nobody can name another visitor's partition.
     */
    public CacheKey key(ImageRequest request, Partition partition) {
        return CacheKey.of(partition.isShared() ? fingerprint : fingerprint + '@' + partition.text(), request);
    }
}
