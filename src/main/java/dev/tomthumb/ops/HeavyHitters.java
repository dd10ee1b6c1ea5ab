package dev.tomthumb.ops;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What comes most often, in bounded memory: Space-Saving (Metwally, Agrawal and El Abbadi, 2005). A key that has no place
 * takes that of the smallest count and goes on from there, so a count is never too low, and too high by at most what is
 * told with it. Whatever comes more often than one in {@code places} is there for sure. For one thread at a time.
 *
 * @param <T> what is known of a key
 */
final class HeavyHitters<T> {
    private final Map<String, Integer> places = new HashMap<>();
    private final String[] keys;
    private final Object[] known;
    private final long[] counts;
    private final long[] errors;
    private int used;

    HeavyHitters(int places) {
        keys = new String[places];
        known = new Object[places];
        counts = new long[places];
        errors = new long[places];
        Arrays.fill(keys, "");
    }

    /**
     * One key.
     *
     * @param count how often it came, or up to {@code error} less
     */
    record Hitter<T>(String key, T known, long count, long error) {}

    /** @param what asked only for a key that has no place */
    void count(String key, Supplier<T> what) {
        Integer place = places.get(key);
        if (place != null) {
            counts[place]++;
            return;
        }
        int taken = used < keys.length ? used++ : smallest();
        places.remove(keys[taken]);
        places.put(key, taken);
        errors[taken] = counts[taken];
        counts[taken]++;
        keys[taken] = key;
        known[taken] = what.get();
    }

    private int smallest() {
        int smallest = 0;
        for (int i = 1; i < counts.length; i++) {
            if (counts[i] < counts[smallest]) {
                smallest = i;
            }
        }
        return smallest;
    }

    /** All there are, in no order. */
    @SuppressWarnings("unchecked") // only count puts anything in
    List<Hitter<T>> all() {
        return IntStream.range(0, used)
                .mapToObj(i -> new Hitter<>(keys[i], (T) known[i], counts[i], errors[i]))
                .toList();
    }
}
