package dev.tomthumb.cache.disk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/**
 * The last things that declared entries old, for those who began to make a value before one of them and store it
 * afterwards.
 *
 * @param <T> what says which entries are meant
 */
public final class Recent<T> {
    private static final int KEPT = 4096;

    private final Deque<T> last = new ArrayDeque<>();
    private long count;

    /** One more. */
    public synchronized void add(T event) {
        count++;
        last.addLast(event);
        if (last.size() > KEPT) {
            last.removeFirst();
        }
    }

    /** How many there have been: to be taken before a value is made. */
    public synchronized long stamp() {
        return count;
    }

    /** Whether one of those after {@code stamp} means an entry; true if some of them have been forgotten. */
    public synchronized boolean since(long stamp, Predicate<T> means) {
        if (stamp >= count) {
            return false;
        }
        long number = count - last.size();
        if (stamp < number) {
            return true;
        }
        for (T event : last) {
            number++;
            if (number > stamp && means.test(event)) {
                return true;
            }
        }
        return false;
    }
}
