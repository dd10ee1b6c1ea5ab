package dev.tomthumb.cache.ehcache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends a thread that nobody else ends. Ehcache's disk tier gives back pages of its index on a thread of a static
 * executor ("MappedByteBufferSource Async Flush Thread") that no {@code close} knows: after an undeploy it would keep
 * the whole web application in memory.
 *
 * <p>There is no public way to it. Letting its thread time out when idle harms no other cache of the same class
 * loader: with the next page a new thread is made. If another Ehcache has no such field, nothing is lost but this.
 */
final class PageFlushThread {
    private static final Logger LOG = System.getLogger(PageFlushThread.class.getName());
    private static final String PAGES = "org.ehcache.shadow.org.terracotta.offheapstore.disk.paging.MappedPageSource";
    private static final long IDLE_MILLIS = 100;

    private PageFlushThread() {}

    /** Makes the thread end a moment after its last work. */
    static void endWhenIdle() {
        try {
            Object retryer = value(Class.forName(PAGES), null, "ASYNC_FLUSH_EXECUTOR");
            ScheduledThreadPoolExecutor executor =
                    (ScheduledThreadPoolExecutor) value(retryer.getClass(), retryer, "executor");
            executor.setKeepAliveTime(IDLE_MILLIS, TimeUnit.MILLISECONDS);
            executor.allowCoreThreadTimeOut(true);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError changed) {
            LOG.log(Level.WARNING, "Ehcache's page flush thread cannot be ended; undeploying may leak it.", changed);
        }
    }

    @SuppressWarnings("NullAway") // a static field is read from the null object
    private static Object value(Class<?> type, @org.jspecify.annotations.Nullable Object owner, String name)
            throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
