package dev.tomthumb.engine;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was worked out of a value lately, found again by that very object. For values that are asked about again and
 * again and would cost more to compare than to look at.
 *
 * <p>A fixed number of places, one for each value: whoever comes to a place that is taken, takes it. So it never grows,
 * nothing in it is waited for, and a flood of new values costs what it would without. Safe for all threads.
 *
 * @param <K> immutable; held until another takes its place
 * @param <V> immutable
 */
public final class IdentityMemo<K, V> {
    private final AtomicReferenceArray<@Nullable Entry<K, V>> places;

    private record Entry<K, V>(K key, V value) {}

    /** @param places how many; a power of two */
    public IdentityMemo(int places) {
        if (Integer.bitCount(places) != 1) {
            throw new IllegalArgumentException(places + " is no power of two");
        }
        this.places = new AtomicReferenceArray<>(places);
    }

    /** What {@code work} makes of {@code key}, or made of it before. */
    @SuppressWarnings("ReferenceEquality") // the same object, not an equal one: that is what makes it cheap
    public V of(K key, Function<? super K, ? extends V> work) {
        int place = place(key);
        Entry<K, V> entry = places.getAcquire(place);
        if (entry != null && entry.key() == key) {
            return entry.value();
        }
        return keep(place, key, work.apply(key));
    }

    /** Remembers {@code value} from now on. */
    public V replace(K key, V value) {
        return keep(place(key), key, value);
    }

    private V keep(int place, K key, V value) {
        places.setRelease(place, new Entry<>(key, value));
        return value;
    }

    private int place(K key) {
        int hash = System.identityHashCode(key);
        return (hash ^ hash >>> 16) & places.length() - 1;
    }
}
