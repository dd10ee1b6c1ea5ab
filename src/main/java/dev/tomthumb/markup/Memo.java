package dev.tomthumb.markup;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The values of lately. Two generations: when the younger one is full it becomes the older one, which is then forgotten;
 * what is asked for again moves on. Safe for all threads.
 *
 * @param <K> keys
 * @param <V> values
 */
public final class Memo<K, V> {
    private final int half;
    private volatile Map<K, V> young = new ConcurrentHashMap<>();
    private volatile Map<K, V> old = new ConcurrentHashMap<>();

    /** @param most values that are held, about */
    public Memo(int most) {
        this.half = Math.max(1, most / 2);
    }

    /** What is known of {@code key}. */
    public Optional<V> get(K key) {
        V value = young.get(key);
        if (value != null) {
            return Optional.of(value);
        }
        V older = old.get(key);
        if (older != null) {
            put(key, older);
        }
        return Optional.ofNullable(older);
    }

    /** Remembers {@code value}. */
    public void put(K key, V value) {
        if (young.size() >= half) {
            turn();
        }
        young.put(key, value);
    }

    private synchronized void turn() {
        if (young.size() >= half) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }

    /** Whether {@code key} is new; remembers it with {@code value}. */
    public boolean isNew(K key, V value) {
        if (get(key).isPresent()) {
            return false;
        }
        put(key, value);
        return true;
    }
}
