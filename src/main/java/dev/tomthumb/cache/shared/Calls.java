package dev.tomthumb.cache.shared;

import dev.tomthumb.cache.Threads;
import dev.tomthumb.cache.shared.ObjectStoreException.Kind;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs calls of a store on threads of its own, so that whoever waits stops waiting when his time is over, whatever the call
 * does: a name that is not resolved or a connection that hangs heeds no limit of its own. Calls that hang keep their
 * threads, which are bounded; when none is free a call has failed at once.
 */
final class Calls implements AutoCloseable {
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    Calls(int most) {
        threads = new ThreadPoolExecutor(
                0,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new Threads("tomthumb-shared-call-"));
    }

    /**
     * What {@code call} gives within {@code limit}.
     *
     * @throws ObjectStoreException its own, or {@code UNAVAILABLE} if it took too long or no thread was free
     */
    <T> T within(Duration limit, Callable<T> call) throws ObjectStoreException {
        Future<T> future;
        try {
            future = threads.submit(call);
        } catch (RejectedExecutionException full) {
            throw new ObjectStoreException(Kind.UNAVAILABLE, "All calls to the store hang.", full);
        }
        try {
            return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            future.cancel(true);
            throw new ObjectStoreException(
                    Kind.UNAVAILABLE, "The store took longer than " + limit.toMillis() + " ms.", late);
        } catch (ExecutionException failed) {
            throw told(failed.getCause() == null ? failed : failed.getCause());
        } catch (InterruptedException closing) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new ObjectStoreException(Kind.UNAVAILABLE, "The call was interrupted.", closing);
        }
    }

    private static ObjectStoreException told(Throwable cause) {
        return cause instanceof ObjectStoreException known
                ? known
                : new ObjectStoreException(Kind.UNAVAILABLE, "The store's client failed: " + cause, cause);
    }

    @Override
    public void close() {
        Threads.end(threads);
    }
}
