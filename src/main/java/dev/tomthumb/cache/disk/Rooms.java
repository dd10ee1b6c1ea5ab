package dev.tomthumb.cache.disk;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Memory outside of the heap, lent for as long as a record is read or written. Files are read and written from there
 * without another copy, and a fresh array of a record's size costs as much as reading the record does.
 */
final class Rooms {
    /** Larger records are rare, and get a room of their own in the heap. */
    private static final int SIZE = 128 << 10;

    /** More threads at once than this make rooms that are not kept. */
    private static final int MOST = 16;

    private final AtomicReferenceArray<ByteBuffer> free = new AtomicReferenceArray<>(MOST);

    /**
     * A room in use.
     *
     * @param bytes as many as were asked for, from 0 on; whatever was there before
     */
    record Room(Rooms home, ByteBuffer whole, ByteBuffer bytes) implements AutoCloseable {
        /** Gives it back; nobody may use its bytes any more. */
        @Override
        public void close() {
            if (whole.isDirect()) {
                home.give(whole);
            }
        }
    }

    /** Lends a room of {@code size} bytes. */
    Room take(int size) {
        ByteBuffer whole = size > SIZE ? ByteBuffer.allocate(size) : any();
        return new Room(this, whole, whole.slice(0, size));
    }

    private ByteBuffer any() {
        int first = first();
        for (int i = 0; i < MOST; i++) {
            ByteBuffer found = free.getAndSet(first + i & MOST - 1, null);
            if (found != null) {
                return found;
            }
        }
        return ByteBuffer.allocateDirect(SIZE);
    }

    private void give(ByteBuffer whole) {
        int first = first();
        for (int i = 0; i < MOST; i++) {
            if (free.compareAndSet(first + i & MOST - 1, null, whole)) {
                return;
            }
        }
    }

    /** Where a thread looks first, so that threads seldom meet. */
    private static int first() {
        return (int) Thread.currentThread().getId();
    }
}
