package dev.tomthumb.codec;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Working arrays of one render, used again by the next: a thumbnail needs megabytes of them for milliseconds, and
 * would otherwise keep the garbage collector busy. Their contents are undefined. For one thread at a time.
 *
 * <p>An array may be longer than asked for, at most by an eighth and 64 elements, so that pictures of similar size share.
 */
public final class Scratch implements AutoCloseable {
    private final ScratchPool pool;
    private final Shelf<float[]> floats = new Shelf<>(float[]::new, Float.BYTES);
    private final Shelf<long[]> longs = new Shelf<>(long[]::new, Long.BYTES);
    private final Shelf<short[]> shorts = new Shelf<>(short[]::new, Short.BYTES);
    private final Shelf<byte[]> bytes = new Shelf<>(byte[]::new, Byte.BYTES);

    Scratch(ScratchPool pool) {
        this.pool = pool;
    }

    /** At least {@code length} floats. */
    public float[] floats(int length) {
        return floats.take(length);
    }

    /** {@code count} arrays of at least {@code length} floats. */
    public float[][] floats(int count, int length) {
        float[][] arrays = new float[count][];
        for (int i = 0; i < count; i++) {
            arrays[i] = floats.take(length);
        }
        return arrays;
    }

    /** At least {@code length} longs. */
    public long[] longs(int length) {
        return longs.take(length);
    }

    /** At least {@code length} shorts. */
    public short[] shorts(int length) {
        return shorts.take(length);
    }

    /** At least {@code length} bytes. */
    public byte[] bytes(int length) {
        return bytes.take(length);
    }

    /** Ends the render: all arrays handed out belong to the next one. */
    @Override
    public void close() {
        pool.giveBack(this);
    }

    /**
     * Takes back what was handed out and lets go of what is too much, the longest unused first.
     *
     * @return bytes still held, at most {@code limit}
     */
    long tidy(long limit) {
        long left = limit;
        for (Shelf<?> shelf : List.of(floats, longs, shorts, bytes)) {
            left -= shelf.tidy(left);
        }
        return limit - left;
    }

    /** Arrays of one type, by length. */
    private static final class Shelf<A> {
        private final IntFunction<A> maker;
        private final int elementBytes;
        private final Map<Integer, Deque<A>> free = new HashMap<>();
        private final List<A> used = new ArrayList<>();
        private long freeBytes;
        private long usedBytes;

        Shelf(IntFunction<A> maker, int elementBytes) {
            this.maker = maker;
            this.elementBytes = elementBytes;
        }

        A take(int length) {
            int rounded = rounded(length);
            long size = (long) rounded * elementBytes;
            Deque<A> alike = free.get(rounded);
            A array = alike == null ? null : alike.pollLast();
            if (array == null) {
                array = maker.apply(rounded);
            } else {
                freeBytes -= size;
            }
            used.add(array);
            usedBytes += size;
            return array;
        }

        /** Up to a multiple of an eighth of the next lower power of two, and of 64. */
        private static int rounded(int length) {
            int step = Math.max(64, Integer.highestOneBit(Math.max(1, length)) >> 3);
            long up = (length + (long) step - 1) / step * step;
            return up > Integer.MAX_VALUE - 64 ? length : (int) Math.max(64, up);
        }

        /** What this render used is kept first; what it did not use goes if there is no room. */
        long tidy(long limit) {
            List<A> unused = new ArrayList<>();
            if (freeBytes + usedBytes > limit) {
                // Else nothing that is free needs to be looked at, and that may be thousands of arrays.
                free.values().forEach(unused::addAll);
                free.clear();
                freeBytes = 0;
            }
            keep(used, limit);
            used.clear();
            usedBytes = 0;
            keep(unused, limit);
            return freeBytes;
        }

        private void keep(List<A> arrays, long limit) {
            for (A array : arrays) {
                int length = Array.getLength(array);
                long size = (long) length * elementBytes;
                if (freeBytes + size <= limit) {
                    free.computeIfAbsent(length, any -> new ArrayDeque<>()).addLast(array);
                    freeBytes += size;
                }
            }
        }
    }
}
