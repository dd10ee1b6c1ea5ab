package dev.tomthumb.cache.ehcache;

import dev.tomthumb.model.Threads;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ehcache.core.spi.service.ExecutionService;
import org.ehcache.spi.service.Service;
import org.ehcache.spi.service.ServiceProvider;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one Ehcache manager: daemons with our name, in place of Ehcache's own which keep a JVM alive that
 * forgot to close.
 */
public final class CacheThreads implements ExecutionService {
    private final Queue<ThreadPoolExecutor> executors = new ConcurrentLinkedQueue<>();
    private final AtomicInteger numbers = new AtomicInteger();

    @Override
    public ExecutorService getOrderedExecutor(@Nullable String pool, BlockingQueue<Runnable> queue) {
        return kept(new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, queue, threads()));
    }

    @Override
    public ExecutorService getUnorderedExecutor(@Nullable String pool, BlockingQueue<Runnable> queue) {
        return getOrderedExecutor(pool, queue);
    }

    @Override
    public ScheduledExecutorService getScheduledExecutor(@Nullable String pool) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, threads());
        kept(executor);
        return executor;
    }

    @Override
    public void start(ServiceProvider<Service> services) {
        // Executors are made when a store asks for one.
    }

    /** The stores have shut down theirs by now and waited for the last write; this ends what one forgot. */
    @Override
    public void stop() {
        executors.forEach(ThreadPoolExecutor::shutdown);
        executors.clear();
    }

    private ThreadPoolExecutor kept(ThreadPoolExecutor executor) {
        executors.add(executor);
        return executor;
    }

    private ThreadFactory threads() {
        return work -> Threads.daemon(work, "tomthumb-cache-" + numbers.incrementAndGet());
    }
}
