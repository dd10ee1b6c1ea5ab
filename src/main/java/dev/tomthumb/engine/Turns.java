package dev.tomthumb.engine;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.pipeline.Deadline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets a few renders run at once, first come, first served: two per processor finish no sooner than one. A render that has
 * stood in the queue before goes before all that have not: it holds its memory all the while.
 */
final class Turns {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Condition> fresh = new ArrayDeque<>();
    private final Deque<Condition> returning = new ArrayDeque<>();
    private int free;

    Turns(int atOnce) {
        free = atOnce;
    }

    /** A turn, waiting for it until the deadline; to be closed when the render has ended. */
    Turn take(Deadline deadline) throws ImageException {
        return take(fresh, deadline);
    }

    /** As {@link #take}, before all who have only just come. */
    Turn again(Deadline deadline) throws ImageException {
        return take(returning, deadline);
    }

    private Turn take(Deque<Condition> queue, Deadline deadline) throws ImageException {
        lock.lock();
        try {
            if (free == 0 || first() != null) {
                awaitTurn(queue, deadline);
            }
            free--;
            return this::giveBack;
        } finally {
            lock.unlock();
        }
    }

    private void awaitTurn(Deque<Condition> queue, Deadline deadline) throws ImageException {
        Condition turn = lock.newCondition();
        queue.addLast(turn);
        try {
            while (free == 0 || first() != turn) {
                await(turn, deadline);
            }
        } finally {
            queue.remove(turn);
            // Whoever was behind this one may have been behind it only because it left.
            wakeFirst();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
    private static void await(Condition turn, Deadline deadline) throws ImageException {
        long nanos = deadline.remaining().toNanos();
        try {
            if (nanos > 0) {
                turn.await(nanos, TimeUnit.NANOSECONDS);
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new ImageException(
                Problem.OVERLOADED, "This picture's turn did not come in time; please try again shortly.");
    }

    private @Nullable Condition first() {
        return returning.isEmpty() ? fresh.peekFirst() : returning.peekFirst();
    }

    private void wakeFirst() {
        Condition first = first();
        if (first != null) {
            first.signal();
        }
    }

    private void giveBack() {
        lock.lock();
        try {
            free++;
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Renders that wait for a turn; for tests. */
    int waiting() {
        lock.lock();
        try {
            return fresh.size() + returning.size();
        } finally {
            lock.unlock();
        }
    }

    /** Held while a render runs. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
