package dev.tomthumb.engine;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Asks about stale originals while visitors already look at what was stored. A few threads of its own behind a short
 * queue, so that it never takes a thread from a visitor who waits; one question per original. What finds the queue full
 * is not asked now: the next visitor tries again.
 */
final class BackgroundRefresh implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int QUEUED = 128;

    private final WorkQueue work = new WorkQueue(THREADS, QUEUED, "tomthumb-refresh-");
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /**
     * Begins, unless it is under way already.
     *
     * @param original what is asked about
     * @param refresh begins the work on the given queue
     * @return whether it was begun
     */
    boolean begin(String original, Function<WorkQueue, CompletableFuture<?>> refresh) {
        if (work.waiting() >= QUEUED || !underWay.add(original)) {
            return false;
        }
        try {
            refresh.apply(work).whenComplete((done, failure) -> underWay.remove(original));
        } catch (RuntimeException | Error failure) {
            underWay.remove(original);
            throw failure;
        }
        return true;
    }

    /** Originals that are asked about, or wait for it. */
    int underWay() {
        return underWay.size();
    }

    @Override
    public void close() {
        work.close();
    }
}
