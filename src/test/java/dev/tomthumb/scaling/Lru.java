package dev.tomthumb.scaling;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** A cache of so many bytes from which leaves what was asked for longest ago. */
final class Lru {
    private static final int NONE = -1;

    private final long capacity;
    private final IntUnaryOperator size;
    private final int[] before;
    private final int[] after;
    private final boolean[] held;
    private int first = NONE;
    private int last = NONE;
    private long bytes;

    /**
     * @param objects how many there are
     * @param size of each, in bytes
     */
    Lru(long capacity, int objects, IntUnaryOperator size) {
        this.capacity = capacity;
        this.size = size;
        this.before = new int[objects];
        this.after = new int[objects];
        this.held = new boolean[objects];
        Arrays.fill(before, NONE);
        Arrays.fill(after, NONE);
    }

    /** Asks for an object. @return whether it was there */
    boolean ask(int object) {
        if (!held[object]) {
            return false;
        }
        unlink(object);
        append(object);
        return true;
    }

    /** Puts an object there, and lets others go for it; one that does not fit at all is left out. */
    void put(int object) {
        if (held[object] || size.applyAsInt(object) > capacity) {
            return;
        }
        held[object] = true;
        bytes += size.applyAsInt(object);
        append(object);
        while (bytes > capacity) {
            int victim = first;
            unlink(victim);
            held[victim] = false;
            bytes -= size.applyAsInt(victim);
        }
    }

    private void append(int object) {
        before[object] = last;
        after[object] = NONE;
        if (last == NONE) {
            first = object;
        } else {
            after[last] = object;
        }
        last = object;
    }

    private void unlink(int object) {
        if (before[object] == NONE) {
            first = after[object];
        } else {
            after[before[object]] = after[object];
        }
        if (after[object] == NONE) {
            last = before[object];
        } else {
            before[after[object]] = before[object];
        }
    }
}
