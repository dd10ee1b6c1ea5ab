package dev.tomthumb;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What has to be looked at now and then: whether the cache directory another context held has become free. */
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Housekeeping.class.getName());
    private static final int SECONDS = 5;

    private final ScheduledExecutorService executor;

    Housekeeping(Runnable task) {
        executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(null, work, "tomthumb-housekeeping", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(Housekeeping.class.getClassLoader());
            return thread;
        });
        executor.scheduleWithFixedDelay(() -> guarded(task), SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    /** A task that throws once would never be run again. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "Housekeeping failed and will be tried again", failure);
        }
    }

    @Override
    public void close() throws InterruptedException {
        executor.shutdownNow();
        executor.awaitTermination(5, TimeUnit.SECONDS);
    }
}
