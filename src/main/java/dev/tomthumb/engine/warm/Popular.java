package dev.tomthumb.engine.warm;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.engine.Order;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Which renditions are asked for most often, in bounded memory: a count per rendition, and when there are too many, all
 * counts are halved and those that reach zero forgotten. What is asked for often survives that, and what was popular
 * long ago does not.
 */
public final class Popular {
    private final int most;
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<CacheKey, Entry> entries = new HashMap<>();

    private static final class Entry {
        private final Order order;
        private List<String> tags;
        private int count = 1;

        Entry(Order order, List<String> tags) {
            this.order = order;
            this.tags = tags;
        }
    }

    /** @param most how many are ever named at once; sixteen times as many are counted, at least 1024 */
    public Popular(int most) {
        this.most = most;
        this.capacity = Math.max(1024, 16 * most);
    }

    /**
     * It was asked for. While another thread counts this one is let go uncounted: a hit waits for nobody, and the
     * proportions are the same.
     *
     * @param order called only for one that is not counted yet
     * @param tags of the rendition
     */
    public void asked(CacheKey key, Supplier<Order> order, List<String> tags) {
        if (!lock.tryLock()) {
            return;
        }
        try {
            Entry entry = entries.get(key);
            if (entry != null) {
                entry.count = entry.count == Integer.MAX_VALUE ? entry.count : entry.count + 1;
                entry.tags = tags;
                return;
            }
            while (entries.size() >= capacity) {
                halve();
            }
            entries.put(key, new Entry(order.get(), tags));
        } finally {
            lock.unlock();
        }
    }

    private void halve() {
        entries.values().removeIf(entry -> {
            entry.count >>= 1;
            return entry.count == 0;
        });
    }

    /** Those that a purge means, the most popular first, at most as many as are ever named. */
    public List<Order> meant(Collection<Invalidation> purged) {
        lock.lock();
        try {
            List<Entry> meant = new ArrayList<>();
            entries.forEach((key, entry) -> {
                if (purged.stream().anyMatch(what -> what.means(key, entry.tags))) {
                    meant.add(entry);
                }
            });
            meant.sort(Comparator.comparingInt((Entry entry) -> entry.count).reversed());
            return meant.stream().limit(most).map(entry -> entry.order).toList();
        } finally {
            lock.unlock();
        }
    }

    /** How many are counted at present; never more than {@link #capacity}. */
    int size() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }

    int capacity() {
        return capacity;
    }
}
