package dev.tomthumb.cache;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads that carry this application's class loader and nothing of whoever happened to start them. */
public final class Threads implements ThreadFactory {
    private static final int PATIENCE_SECONDS = 2;

    private final AtomicInteger number = new AtomicInteger();
    private final String names;

    /** @param names what their names begin with */
    public Threads(String names) {
        this.names = names;
    }

    @Override
    public Thread newThread(Runnable task) {
        return dev.tomthumb.model.Threads.daemon(task, names + number.incrementAndGet());
    }

    /** Waits a little for the end of what runs, and interrupts only what takes longer. */
    public static void endGently(ExecutorService executor) {
        executor.shutdown();
        try {
            executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        end(executor);
    }

    /** Interrupts what runs and waits a little for its end. */
    public static void end(ExecutorService executor) {
        executor.shutdownNow();
        try {
            executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
