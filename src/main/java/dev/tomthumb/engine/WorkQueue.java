package dev.tomthumb.engine;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded number of threads behind a bounded queue. A task keeps its thread from fetch to store, unless it is {@link
 * Postponed}: then it waits without one, in its old place of the order, and counts as one that waits. What finds no room
 * is refused at once instead of waiting for its own time-out.
 */
final class WorkQueue implements AutoCloseable {
    private final ThreadPoolExecutor executor;
    /** One for each task that runs or waits, for a thread or for what it was postponed to. */
    private final Semaphore room;

    private final AtomicLong arrivals = new AtomicLong();
    private final Set<Task<?>> postponed = ConcurrentHashMap.newKeySet();

    /**
     * @param threads how many tasks run at once
     * @param queued how many more may wait
     */
    WorkQueue(int threads, int queued) {
        this(threads, queued, "tomthumb-worker-");
    }

    /** @param names what its threads' names begin with */
    WorkQueue(int threads, int queued, String names) {
        room = new Semaphore(threads + queued);
        executor = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), new Workers(names));
        executor.allowCoreThreadTimeOut(true);
    }

    /**
     * The task's result, later; {@code OVERLOADED} if there is no room.
     *
     * @param work begun anew, from its start, each time it has been postponed
     */
    <T> CompletableFuture<T> submit(Callable<T> work) {
        Task<T> task = new Task<>(work, new CompletableFuture<>(), arrivals.incrementAndGet());
        if (room.tryAcquire()) {
            queue(task);
        } else {
            task.refuse();
        }
        return task.result;
    }

    private void queue(Task<?> task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException closed) {
            task.leave();
            task.refuse();
        }
    }

    /** Tasks that wait for a thread. */
    int waiting() {
        return executor.getQueue().size();
    }

    /** Tasks that have one. */
    int running() {
        return executor.getActiveCount();
    }

    /** Tasks that wait for what another one is fetching, without a thread. */
    int postponed() {
        return postponed.size();
    }

    /** Refuses what waits, gives running tasks {@code grace} to finish, then interrupts them. */
    void close(Duration grace) {
        executor.shutdown();
        List<Runnable> queued = new ArrayList<>();
        executor.getQueue().drainTo(queued);
        queued.forEach(task -> ((Task<?>) task).refuse());
        postponed.forEach(Task::refuse);
        try {
            if (!executor.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
                executor.awaitTermination(2, TimeUnit.SECONDS);
            }
        } catch (InterruptedException interrupted) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(10));
    }

    /** Work and where its result goes. */
    private final class Task<T> implements Runnable, Comparable<Task<?>> {
        private final Callable<T> work;
        private final CompletableFuture<T> result;
        private final long arrival;
        private final AtomicBoolean left = new AtomicBoolean();

        /** @param arrival its place in the order: first come, first served */
        Task(Callable<T> work, CompletableFuture<T> result, long arrival) {
            this.work = work;
            this.result = result;
            this.arrival = arrival;
        }

        /** An Error completes the future as well: a waiter must never hang because one picture broke its thread. */
        @Override
        public void run() {
            try {
                T made = work.call();
                leave();
                result.complete(made);
            } catch (Postponed later) {
                postponed.add(this);
                later.until().whenComplete((any, failure) -> {
                    postponed.remove(this);
                    queue(this);
                });
            } catch (Throwable failure) {
                leave();
                result.completeExceptionally(failure);
            }
        }

        /** Before its result is told, so that whoever hears of it finds the room free. */
        void leave() {
            if (left.compareAndSet(false, true)) {
                room.release();
            }
        }

        void refuse() {
            result.completeExceptionally(new ImageException(
                    Problem.OVERLOADED, "The server has more pictures to make than it can queue; please try again."));
        }

        @Override
        public int compareTo(Task<?> other) {
            return Long.compare(arrival, other.arrival);
        }
    }

    /**
     * Daemon threads that carry this application's class loader and nothing of the request that happened to start
     * them: an inherited context class loader would keep another web application alive.
     */
    private static final class Workers implements ThreadFactory {
        private final AtomicInteger number = new AtomicInteger();
        private final String names;

        Workers(String names) {
            this.names = names;
        }

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(null, task, names + number.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(WorkQueue.class.getClassLoader());
            return thread;
        }
    }
}
