package dev.tomthumb.codec;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The working arrays of all renders. A render leases a {@link Scratch} and closes it; between renders at most
 * {@code limit} bytes are kept. It hangs on no thread, so that nothing is left behind when the application ends.
 */
public final class ScratchPool implements AutoCloseable {
    private final long limit;
    private final Deque<Kept> idle = new ArrayDeque<>();
    private long held;
    private boolean closed;

    /** @param limit bytes that may be kept between renders, at least 0 */
    public ScratchPool(long limit) {
        this.limit = limit;
    }

    private record Kept(Scratch scratch, long bytes) {}

    /** The arrays for one render, to be closed by it. Never waits. */
    public synchronized Scratch lease() {
        // The last one returned is the likeliest to lie in the processor's caches.
        Kept kept = idle.pollLast();
        if (kept == null) {
            return new Scratch(this);
        }
        held -= kept.bytes;
        return kept.scratch;
    }

    synchronized void giveBack(Scratch scratch) {
        if (closed) {
            return;
        }
        long bytes = scratch.tidy(limit - held);
        held += bytes;
        idle.addLast(new Kept(scratch, bytes));
    }

    /** Bytes kept at this moment, those of running renders not counted. */
    public synchronized long bytesHeld() {
        return held;
    }

    /** Lets go of everything, also of what running renders give back later. */
    @Override
    public synchronized void close() {
        closed = true;
        idle.clear();
        held = 0;
    }
}
