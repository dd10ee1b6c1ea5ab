package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.RenditionCache;
import dev.tomthumb.model.Rendition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cache as the engine expects it, that keeps everything and can be looked into. */
final class MapCache implements RenditionCache {
    final Map<CacheKey, Rendition> entries = new ConcurrentHashMap<>();
    final List<Invalidation> invalidations = new CopyOnWriteArrayList<>();
    /** Whether it keeps nothing any more. */
    volatile boolean broken;

    @Override
    public Optional<Rendition> get(CacheKey key) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public long stamp() {
        return invalidations.size();
    }

    @Override
    public void put(CacheKey key, Rendition rendition, long stamp) {
        if (!broken && invalidations.stream().skip(stamp).noneMatch(what -> what.means(key, rendition))) {
            entries.put(key, rendition);
        }
    }

    @Override
    public void remove(CacheKey key) {
        entries.remove(key);
    }

    @Override
    public long invalidate(Invalidation what) {
        invalidations.add(what);
        int before = entries.size();
        entries.entrySet().removeIf(entry -> what.means(entry.getKey(), entry.getValue()));
        return before - entries.size();
    }

    @Override
    public String describe() {
        return "a map";
    }

    @Override
    public Map<String, Map<String, Long>> statistics() {
        return Map.of();
    }

    @Override
    public void close() {}
}
