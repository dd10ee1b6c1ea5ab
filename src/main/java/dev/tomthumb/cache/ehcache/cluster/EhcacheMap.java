package dev.tomthumb.cache.ehcache.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.ehcache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * A clustered Ehcache cache whose failures are failures.
 *
 * <p>The server keeps all that was ever done to a key, an attempt to put something where something is as well as a removal,
 * with all its bytes, until somebody looks at that key: he takes what is left of it back there. So what leaves bytes behind is
 * followed by a look, or they would take the room of what counts.
 */
final class EhcacheMap implements ClusterMap {
    private final Cache<String, Blob> cache;
    private final long readNanos;

    /** @param read how long Ehcache waits for an answer to a question before it says that there is nothing */
    EhcacheMap(Cache<String, Blob> cache, Duration read) {
        this.cache = cache;
        this.readNanos = read.toNanos();
    }

    @Override
    public Optional<byte[]> get(String key) {
        long start = System.nanoTime();
        Optional<byte[]> found = call(() -> cache.get(key));
        if (found.isEmpty() && System.nanoTime() - start >= readNanos) {
            throw ClusterException.unanswered("it has not answered in time", null);
        }
        return found;
    }

    @Override
    public void put(String key, byte[] value) {
        call(() -> {
            cache.put(key, new Blob(value));
            return null;
        });
    }

    @Override
    public Optional<byte[]> putIfAbsent(String key, byte[] value) {
        Optional<byte[]> there = call(() -> cache.putIfAbsent(key, new Blob(value)));
        return there.isEmpty() ? there : get(key).or(() -> there);
    }

    @Override
    public boolean replace(String key, byte[] before, byte[] value) {
        return call(() -> cache.replace(key, new Blob(before), new Blob(value)) ? new Blob(value) : null)
                .isPresent();
    }

    @Override
    public void remove(String key, byte[] value) {
        call(() -> {
            cache.remove(key, new Blob(value));
            return null;
        });
    }

    @Override
    public void remove(String key) {
        call(() -> {
            cache.remove(key);
            return null;
        });
        get(key);
    }

    private static Optional<byte[]> call(Supplier<@Nullable Blob> operation) {
        try {
            return Optional.ofNullable(operation.get()).map(Blob::bytes);
        } catch (RuntimeException failure) {
            throw ClusterException.unanswered(EhcacheCluster.reason(failure), failure);
        }
    }
}
