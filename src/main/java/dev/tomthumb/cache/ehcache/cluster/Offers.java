package dev.tomthumb.cache.ehcache.cluster;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Renditions on their way to the server, written one after the other by a thread of ours, so that no visitor waits for it.
 * As many wait as have room: one too many is not written, which costs another node a render.
 */
final class Offers implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Offers.class.getName());
    private static final long MOST_BYTES = 64L << 20;
    private static final long PATIENCE_MILLIS = 2_000;

    private final Deque<Offer> waiting = new ArrayDeque<>();
    private final Thread thread;
    private final AtomicLong dropped = new AtomicLong();
    private long bytes;
    private boolean closed;
    private boolean working;

    /**
     * One.
     *
     * @param bytes how much room it takes
     * @param write takes it there; its own failure is its own affair
     */
    private record Offer(int bytes, Runnable write) {}

    Offers(ThreadGroup group) {
        thread = new Thread(group, this::work, "tomthumb-cluster-offers", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Offers.class.getClassLoader());
        thread.start();
    }

    /** @return whether there is room for it */
    synchronized boolean add(int size, Runnable write) {
        if (closed || bytes + size > MOST_BYTES && !waiting.isEmpty()) {
            dropped.incrementAndGet();
            return false;
        }
        bytes += size;
        waiting.addLast(new Offer(size, write));
        notifyAll();
        return true;
    }

    /** How many have not been written for want of room. */
    long dropped() {
        return dropped.get();
    }

    /** How many wait, the one that is being written included. */
    synchronized int waiting() {
        return waiting.size() + (working ? 1 : 0);
    }

    /** The bytes of those that wait. */
    synchronized long bytes() {
        return bytes;
    }

    private void work() {
        try {
            for (Offer next = next(); next != null; next = next()) {
                run(next.write());
                synchronized (this) {
                    bytes -= next.bytes();
                    working = false;
                    notifyAll();
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(Runnable write) {
        try {
            write.run();
        } catch (Throwable failure) { // an Error too: those that wait would wait for ever
            LOG.log(Level.WARNING, "A rendition could not be given to the other nodes", failure);
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Offer next() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        Offer next = waiting.pollFirst();
        working = next != null;
        return next;
    }

    /** Writes what waits, for two seconds at most. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(PATIENCE_MILLIS);
            thread.interrupt();
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException hurry) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
