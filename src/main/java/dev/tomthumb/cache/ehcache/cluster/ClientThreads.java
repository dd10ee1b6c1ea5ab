package dev.tomthumb.cache.ehcache.cluster;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends what Terracotta's client leaves running when its connections are closed. All its threads are members of one group,
 * as they are started by members of it.
 */
final class ClientThreads {
    private static final Logger LOG = System.getLogger(ClientThreads.class.getName());
    private static final String HEALTH_CHECKER = "com.tc.net.protocol.transport.ConnectionHealthCheckerImpl";
    private static final String ITS_EXECUTOR = "monitorThread";
    private static final int MORE = 8;

    private ClientThreads() {}

    /**
     * Returns when no thread of the group is left, or some time has passed.
     *
     * @param limit in milliseconds
     */
    static void end(ThreadGroup group, long limit) {
        letHealthCheckerGo();
        group.interrupt();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limit);
        Thread[] left = new Thread[group.activeCount() + MORE];
        int number = group.enumerate(left);
        for (int i = 0; i < number; i++) {
            try {
                left[i].join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
                return;
            }
            if (left[i].isAlive()) {
                LOG.log(Level.WARNING, "A thread of the Terracotta client still runs: {0}", left[i].getName());
            }
        }
    }

    /**
     * The health checker's executor is static and keeps its thread for some seconds after the last connection. With next to
     * no keep-alive time, and without the cancelled tasks that it would wait for, the thread goes at once, and comes again if
     * it is needed again. The client has no other way to say so.
     */
    private static void letHealthCheckerGo() {
        try {
            Field field = Class.forName(HEALTH_CHECKER).getDeclaredField(ITS_EXECUTOR);
            field.setAccessible(true);
            if (field.get(null) instanceof ScheduledThreadPoolExecutor executor) {
                executor.purge();
                executor.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
            }
        } catch (ReflectiveOperationException | RuntimeException otherClient) {
            LOG.log(Level.DEBUG, "The health checker of this client ends in its own time", otherClient);
        }
    }
}
