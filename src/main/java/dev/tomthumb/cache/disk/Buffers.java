package dev.tomthumb.cache.disk;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Memory that files are read into and written from. It is outside the heap, so that the operating system copies to and from
 * it directly, and used again; at most {@value #KEPT} pieces are kept. They hang on no thread, as threads of a server live
 * longer than this store. What is larger than {@value #PIECE} bytes comes from the heap.
 */
final class Buffers {
    private static final int KEPT = 16;
    private static final int PIECE = 128 << 10;

    private final AtomicReferenceArray<@Nullable ByteBuffer> free = new AtomicReferenceArray<>(KEPT);

    /** A buffer of exactly so many bytes, at position 0, with whatever is in it; to be {@linkplain #give given back}. */
    ByteBuffer take(int size) {
        if (size > PIECE) {
            return ByteBuffer.allocate(size);
        }
        for (int i = 0; i < KEPT; i++) {
            if (free.get(i) != null) {
                ByteBuffer kept = free.getAndSet(i, null);
                if (kept != null) {
                    return kept.clear().limit(size);
                }
            }
        }
        return ByteBuffer.allocateDirect(PIECE).limit(size);
    }

    /** Takes back a buffer that nobody uses any more. */
    void give(ByteBuffer buffer) {
        if (!buffer.isDirect()) {
            return;
        }
        for (int i = 0; i < KEPT; i++) {
            if (free.get(i) == null && free.compareAndSet(i, null, buffer)) {
                return;
            }
        }
    }
}
