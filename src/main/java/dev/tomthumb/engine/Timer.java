package dev.tomthumb.engine;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does small things later. */
interface Timer extends AutoCloseable {
    /**
     * Runs {@code task} once {@code delay} has passed, on a thread of the timer, which it must not keep.
     *
     * @return ends the wait; does nothing once it is over
     */
    Runnable after(Duration delay, Runnable task);

    @Override
    void close();

    /** A timer with one thread, which ends when there is nothing to wait for. */
    static Timer started() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(null, task, "tomthumb-timer", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(Timer.class.getClassLoader());
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(30, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return new Timer() {
            @Override
            public Runnable after(Duration delay, Runnable task) {
                try {
                    ScheduledFuture<?> waiting = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
                    return () -> waiting.cancel(false);
                } catch (RejectedExecutionException closing) {
                    return () -> {};
                }
            }

            @Override
            public void close() {
                executor.shutdownNow();
            }
        };
    }
}
