package dev.tomthumb.cache.ehcache.cluster;

import dev.tomthumb.cache.ehcache.CacheThreads;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ehcache.core.spi.service.ExecutionService;
import org.ehcache.spi.service.Service;
import org.ehcache.spi.service.ServiceProvider;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a manager whose caches lie on a server; without one for Ehcache's own way to connect again, the only work
 * that a clustered store gives to its unordered executor. That tries for ever, does not heed interrupts, and holds a lock that
 * closing waits for: a site that is stopped while the server is away would leave its threads behind. Instead every operation
 * fails from then on, by which {@link ClusterLink} knows that it has to make a new connection.
 */
final class ClusterThreads implements ExecutionService {
    private final CacheThreads threads = new CacheThreads();

    @Override
    public ExecutorService getOrderedExecutor(@Nullable String pool, BlockingQueue<Runnable> queue) {
        return threads.getOrderedExecutor(pool, queue);
    }

    /** One that does nothing. */
    @Override
    public ExecutorService getUnorderedExecutor(@Nullable String pool, BlockingQueue<Runnable> queue) {
        ThreadPoolExecutor none =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, queue, new ThreadPoolExecutor.DiscardPolicy());
        none.shutdown();
        return none;
    }

    @Override
    public ScheduledExecutorService getScheduledExecutor(@Nullable String pool) {
        return threads.getScheduledExecutor(pool);
    }

    @Override
    public void start(ServiceProvider<Service> services) {
        threads.start(services);
    }

    @Override
    public void stop() {
        threads.stop();
    }
}
