package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.model.ImageRequest;

/** Names renditions in the cache. Safe for all threads. */
public final class Keys {
    private static final int REMEMBERED = 2048;

    private final String fingerprint;
    private final IdentityMemo<ImageRequest, CacheKey> shared = new IdentityMemo<>(REMEMBERED);

    /**
     * @param fingerprint what decides the bytes beside the request: the renderer's version, default qualities, the
     *     preferred formats
     */
    public Keys(String fingerprint) {
        this.fingerprint = fingerprint;
    }

    /**
     * The key. A partition's name stands inside the fingerprint's word: no text a URL can carry reaches that place, so
     * nobody can name another visitor's partition.
     */
    public CacheKey key(ImageRequest request, Partition partition) {
        return partition.isShared()
                ? shared.of(request, asked -> CacheKey.of(fingerprint, asked))
                : CacheKey.of(fingerprint + '@' + partition.text(), request);
    }
}
