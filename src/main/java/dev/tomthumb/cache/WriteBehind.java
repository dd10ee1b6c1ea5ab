package dev.tomthumb.cache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Things to be written by and by, on threads of their own, without anybody waiting. What finds no room is dropped: a rendition
 * that is not shared is made once more elsewhere, nothing else. With one thread they are written in the order in which they
 * came. Threads begin when there is something to do.
 */
public final class WriteBehind implements AutoCloseable {
    private static final Logger LOG = System.getLogger(WriteBehind.class.getName());
    private static final int MOST = 10_000;

    private final long mostBytes;
    private final Duration patience;
    private final int threads;
    private final ExecutorService executor;
    private final Deque<Item> waiting = new ArrayDeque<>();
    private final LongAdder dropped = new LongAdder();
    private long bytes;
    private int underWay;
    private boolean closed;

    /** One thing to be written, and its size. */
    private record Item(Runnable write, long bytes) {}

    /**
     * @param mostBytes how much may wait or be under way
     * @param patience how long closing waits for what is waiting
     * @param threads how many write at once
     * @param factory makes them
     */
    public WriteBehind(long mostBytes, Duration patience, int threads, ThreadFactory factory) {
        this.mostBytes = mostBytes;
        this.patience = patience;
        this.threads = threads;
        this.executor = Executors.newFixedThreadPool(threads, factory);
    }

    /**
     * Adds something.
     *
     * @return false if there is no room
     */
    public synchronized boolean offer(long size, Runnable write) {
        if (closed || bytes + size > mostBytes || waiting.size() >= MOST) {
            dropped.increment();
            return false;
        }
        bytes += size;
        waiting.add(new Item(write, size));
        return underWay >= threads || begun();
    }

    /** Where no thread can be had, what was added last is dropped, unless another thread is at work. */
    private boolean begun() {
        try {
            executor.execute(this::work);
            underWay++;
            return true;
        } catch (Throwable noThread) {
            LOG.log(Level.WARNING, "No thread can be had to write what is shared", noThread);
            if (underWay > 0) {
                return true;
            }
            bytes -= waiting.removeLast().bytes();
            dropped.increment();
            return false;
        }
    }

    private void work() {
        for (Item item = next(); item != null; item = next()) {
            try {
                item.write().run();
            } catch (Throwable fault) {
                LOG.log(Level.WARNING, "Something could not be shared", fault);
            } finally {
                done(item);
            }
        }
    }

    private synchronized @Nullable Item next() {
        Item item = waiting.poll();
        if (item == null) {
            underWay--;
            notifyAll();
        }
        return item;
    }

    private synchronized void done(Item item) {
        bytes -= item.bytes();
    }

    /** How many wait, without those that are being written. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** The bytes of those that wait or are being written. */
    public synchronized long bytes() {
        return bytes;
    }

    /** How many found no room. */
    public long dropped() {
        return dropped.sum();
    }

    /** Takes nothing more, and writes what waits as long as its patience lasts. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            awaitIdle();
            dropped.add(waiting.size());
            waiting.clear();
        }
        Threads.end(executor);
    }

    private void awaitIdle() {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (underWay > 0 && System.nanoTime() < end) {
                wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
