package dev.tomthumb.source.s3;

import dev.tomthumb.model.Threads;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that watches the time limits of a client. */
final class S3Timers implements AutoCloseable {
    private static final Logger LOG = System.getLogger(S3Timers.class.getName());
    private static final int PATIENCE_SECONDS = 5;

    private final String name;
    private final ScheduledThreadPoolExecutor timers;

    /** @param name the thread's */
    S3Timers(String name) {
        this.name = name;
        timers = new ScheduledThreadPoolExecutor(1, work -> Threads.daemon(work, name));
        // A timer that is no longer needed would keep its request in memory until its time has come.
        timers.setRemoveOnCancelPolicy(true);
    }

    ScheduledExecutorService executor() {
        return timers;
    }

    /** Waits for the thread's end as well: one that ends a moment after its application is reported as a leak. */
    @Override
    public void close() {
        timers.shutdownNow();
        try {
            if (!timers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "The thread {0} does not end.", name);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
