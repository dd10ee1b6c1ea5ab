package dev.tomthumb.cache.ehcache.cluster;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
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
    private static final int JOIN_MILLIS = 50;

    private ClientThreads() {}

    /**
     * Returns when no thread of the group is left, or some time has passed.
     *
     * @param limit in milliseconds
     */
    static void end(ThreadGroup group, long limit) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limit);
        long nextInterrupt = System.nanoTime();
        List<Thread> left = members(group);
        while (!left.isEmpty() && System.nanoTime() < end) {
            letHealthCheckerGo();
            if (System.nanoTime() >= nextInterrupt) {
                group.interrupt();
                nextInterrupt += TimeUnit.SECONDS.toNanos(1);
            }
            try {
                left.get(0).join(JOIN_MILLIS);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
                return;
            }
            left = members(group);
        }
        left.forEach(thread ->
                LOG.log(Level.WARNING, "A thread of the Terracotta client still runs: {0}", thread.getName()));
    }

    private static List<Thread> members(ThreadGroup group) {
        Thread[] members = new Thread[group.activeCount() + MORE];
        int number = group.enumerate(members);
        return List.of(Arrays.copyOf(members, number));
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
