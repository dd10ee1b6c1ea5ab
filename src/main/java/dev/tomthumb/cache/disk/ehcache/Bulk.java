package dev.tomthumb.cache.disk.ehcache;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ehcache.core.spi.store.Store.ValueHolder;
import org.ehcache.spi.resilience.StoreAccessException;
import org.jspecify.annotations.Nullable;

/** Functions of many keys, applied to one at a time: Ehcache promises atomicity by key only. */
final class Bulk {
    private Bulk() {}

    /** Results by key, null where there is none. */
    @SuppressWarnings("NullAway")
    static <K, V> Map<K, ValueHolder<V>> each(Iterable<? extends K> keys, One<K, V> one) throws StoreAccessException {
        Map<K, ValueHolder<V>> results = new HashMap<>();
        for (K key : keys) {
            results.put(key, one.of(key));
        }
        return results;
    }

    /** An operation on one key. */
    interface One<K, V> {
        @Nullable
        ValueHolder<V> of(K key) throws StoreAccessException;
    }

    /** @param keyCheck refuses a key of another type, which the function may return */
    @SuppressWarnings("NullAway")
    static <K, V> BiFunction<K, V, V> one(
            Function<
                            Iterable<? extends Map.Entry<? extends K, ? extends V>>,
                            Iterable<? extends Map.Entry<? extends K, ? extends V>>>
                    function,
            Consumer<K> keyCheck) {
        return (key, value) -> value(function.apply(List.of(new SimpleImmutableEntry<>(key, value))), keyCheck);
    }

    @SuppressWarnings("NullAway")
    static <K, V> Function<K, V> oneAbsent(
            Function<Iterable<? extends K>, Iterable<? extends Map.Entry<? extends K, ? extends V>>> function,
            Consumer<K> keyCheck) {
        return key -> value(function.apply(List.of(key)), keyCheck);
    }

    private static <K, V> @Nullable V value(
            Iterable<? extends Map.Entry<? extends K, ? extends V>> results, Consumer<K> keyCheck) {
        Iterator<? extends Map.Entry<? extends K, ? extends V>> first = results.iterator();
        Map.Entry<? extends K, ? extends V> entry = first.next();
        if (entry == null) {
            return null;
        }
        keyCheck.accept(entry.getKey());
        return entry.getValue();
    }
}
