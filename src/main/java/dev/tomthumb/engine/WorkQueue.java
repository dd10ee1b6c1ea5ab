package dev.tomthumb.engine;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.time.Duration;
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
        executor = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queued), new Workers());
        executor.allowCoreThreadTimeOut(true);
    }

    /** The task's result, later; {@code OVERLOADED} if the queue is full. */
    <T> CompletableFuture<T> submit(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            executor.execute(() -> complete(result, task));
        } catch (RejectedExecutionException full) {
            result.completeExceptionally(new ImageException(
                    Problem.OVERLOADED,
                    "The server has more pictures to make than it can queue (" + executor.getQueue().size()
                            + " are waiting); please try again.",
                    full));
        }
        return result;
    }

    /** An Error completes the future as well: a waiter must never hang because one picture broke its thread. */
    private static <T> void complete(CompletableFuture<T> result, Callable<T> task) {
        try {
            result.complete(task.call());
        } catch (Throwable failure) {
            result.completeExceptionally(failure);
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

    /** Gives running tasks {@code grace} to finish, then interrupts them; queued ones are dropped at once. */
    void close(Duration grace) {
        executor.shutdown();
        executor.getQueue().clear();
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

    /**
     * Daemon threads that carry this application's class loader and nothing of the request that happened to start
     * them: an inherited context class loader would keep another web application alive.
     */
    private static final class Workers implements ThreadFactory {
        private final AtomicInteger number = new AtomicInteger();

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(null, task, "tomthumb-worker-" + number.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(WorkQueue.class.getClassLoader());
            return thread;
        }
    }
}
