package dev.tomthumb.pipeline;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the renders that run at one time within a budget of memory: each takes as many bytes as it says it needs, or
 * waits for them. First come, first served, also for large ones, so that small ones cannot starve them.
 */
public final class RenderPermits {
    private static final long MEGABYTE = 1_000_000;

    private final long budget;
    private final int maxWaiting;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Condition> queue = new ArrayDeque<>();
    private long inUse;

    /**
     * @param budget bytes that all renders together may hold
     * @param maxWaiting renders that may wait; the next is refused
     */
    public RenderPermits(long budget, int maxWaiting) {
        if (budget < 1 || maxWaiting < 0) {
            throw new IllegalArgumentException("a budget is at least one byte, a queue at least empty");
        }
        this.budget = budget;
        this.maxWaiting = maxWaiting;
    }

    /**
     * Takes bytes from the budget, waiting for them if need be.
     *
     * @param bytes what the render needs at its peak
     * @param deadline until when to wait
     * @return to be closed when the render has ended
     * @throws ImageException {@code ORIGINAL_TOO_LARGE} for more than the whole budget, {@code OVERLOADED} if too many
     *     wait already, the deadline passes while waiting, or the thread is interrupted (its flag stays set)
     */
    public Permit acquire(long bytes, Deadline deadline) throws ImageException {
        requirePossible(bytes);
        lock.lock();
        try {
            if (!queue.isEmpty() || !fits(bytes)) {
                awaitTurn(bytes, deadline);
            }
            inUse += bytes;
            return new Permit(bytes);
        } finally {
            lock.unlock();
        }
    }

    private void requirePossible(long bytes) throws ImageException {
        if (bytes > budget) {
            throw new ImageException(
                    Problem.ORIGINAL_TOO_LARGE,
                    "Making this picture needs " + megabytes(bytes) + " MB of memory; at most " + megabytes(budget)
                            + " MB are given to it.");
        }
    }

    /** Rounded up, so that what is too much by a byte does not read as just enough. */
    private static long megabytes(long bytes) {
        return bytes / MEGABYTE + (bytes % MEGABYTE == 0 ? 0 : 1);
    }

    private boolean fits(long bytes) {
        return bytes <= budget - inUse;
    }

    private void awaitTurn(long bytes, Deadline deadline) throws ImageException {
        if (queue.size() >= maxWaiting) {
            throw new ImageException(
                    Problem.OVERLOADED, "Too many pictures are being made just now; please try again shortly.");
        }
        Condition turn = lock.newCondition();
        queue.addLast(turn);
        try {
            while (queue.peekFirst() != turn || !fits(bytes)) {
                await(turn, deadline);
            }
        } finally {
            queue.remove(turn);
            // Whoever was behind this one may fit now, or may have been behind it only because it did not.
            wakeFirst();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
    private static void await(Condition turn, Deadline deadline) throws ImageException {
        long nanos = deadline.remaining().toNanos();
        if (nanos <= 0) {
            throw new ImageException(
                    Problem.OVERLOADED, "This picture's turn did not come in time; please try again shortly.");
        }
        try {
            turn.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException(Problem.OVERLOADED, "The server stopped waiting to make this picture.", e);
        }
    }

    private void wakeFirst() {
        Condition first = queue.peekFirst();
        if (first != null) {
            first.signal();
        }
    }

    private void release(long bytes) {
        lock.lock();
        try {
            inUse -= bytes;
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    /** The whole budget in bytes. */
    public long budget() {
        return budget;
    }

    /** Bytes taken at this moment. */
    public long bytesInUse() {
        lock.lock();
        try {
            return inUse;
        } finally {
            lock.unlock();
        }
    }

    /** Renders waiting at this moment. */
    public int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** Bytes of the budget, until closed. Closing again does nothing. */
    public final class Permit implements AutoCloseable {
        private final AtomicLong held;

        private Permit(long bytes) {
            this.held = new AtomicLong(bytes);
        }

        /** Gives back all but {@code bytes}; nothing if it holds no more than that. */
        public void shrinkTo(long bytes) {
            long before = held.getAndUpdate(now -> Math.min(now, bytes));
            if (before > bytes) {
                release(before - bytes);
            }
        }

        @Override
        public void close() {
            shrinkTo(0);
        }
    }
}
