package dev.tomthumb;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Waits for the threads whose executors have ended. An executor calls itself terminated a moment before its last thread
 * is, and Tomcat, which looks for left threads right after us, would report that one as a leak.
 */
final class LastThreads {
    private static final Logger LOG = System.getLogger(LastThreads.class.getName());
    /** All threads of the product are named so. */
    private static final String PREFIX = "tomthumb-";

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private LastThreads() {}

    /** Returns when no thread of this application's copy of the product is left, or after two seconds. */
    static void await() {
        long end = System.nanoTime() + LIMIT.toNanos();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (isOurs(thread) && !endsBefore(thread, end)) {
                LOG.log(Level.WARNING, "The thread {0} is still running", thread.getName());
            }
        }
    }

    private static boolean isOurs(Thread thread) {
        return thread.getName().startsWith(PREFIX)
                && thread.getContextClassLoader() == LastThreads.class.getClassLoader();
    }

    private static boolean endsBefore(Thread thread, long end) {
        try {
            thread.join(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
