package dev.tomthumb.engine;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bounded number of threads behind a bounded queue. A task keeps its thread from fetch to store, so the number of
 * threads bounds the originals held in memory at once; what finds the queue full is refused at once instead of
 * waiting for its own time-out.
 */
final class WorkQueue implements AutoCloseable {
    private final ThreadPoolExecutor executor;

    /**
     * @param threads how many tasks run at once
     * @param queued how many more may wait
     */
    WorkQueue(int threads, int queued) {
        this(threads, queued, "tomthumb-worker-");
    }

    /** @param names what its threads' names begin with */
    WorkQueue(int threads, int queued, String names) {
        executor = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queued), new Workers(names));
        executor.allowCoreThreadTimeOut(true);
    }

    /** The task's result, later; {@code OVERLOADED} if the queue is full. */
    <T> CompletableFuture<T> submit(Callable<T> work) {
        Task<T> task = new Task<>(work, new CompletableFuture<>());
        try {
            executor.execute(task);
        } catch (RejectedExecutionException full) {
            task.refuse();
        }
        return task.result();
    }

    /** Tasks that wait for a thread. */
    int waiting() {
        return executor.getQueue().size();
    }

    /** Tasks that have one. */
    int running() {
        return executor.getActiveCount();
    }

    /** Refuses what is queued, gives running tasks {@code grace} to finish, then interrupts them. */
    void close(Duration grace) {
        executor.shutdown();
        List<Runnable> queued = new ArrayList<>();
        executor.getQueue().drainTo(queued);
        queued.forEach(task -> ((Task<?>) task).refuse());
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
    private record Task<T>(Callable<T> work, CompletableFuture<T> result) implements Runnable {

        /** An Error completes the future as well: a waiter must never hang because one picture broke its thread. */
        @Override
        public void run() {
            try {
                result.complete(work.call());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        }

        void refuse() {
            result.completeExceptionally(new ImageException(
                    Problem.OVERLOADED, "The server has more pictures to make than it can queue; please try again."));
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
