package dev.tomthumb.markup;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** How long one page may still wait for what its originals are like. One page, one thread. */
public final class PageBudget {
    private final LongSupplier nanoTime;
    private long left;

    /**
     * @param whole of one page
     * @param nanoTime the time in nanoseconds since whenever, as {@link System#nanoTime}
     */
    public PageBudget(Duration whole, LongSupplier nanoTime) {
        this.left = whole.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Of pages that never wait. */
    public static PageBudget none() {
        return new PageBudget(Duration.ZERO, () -> 0);
    }

    /** Nanoseconds that are left. */
    public long left() {
        return left;
    }

    /** What an answer becomes, waited for as long as the budget lasts; unknown afterwards, while it goes on being asked. */
    public Answer settled(Answer answer) {
        if (!(answer instanceof Answer.Pending pending)) {
            return answer;
        }
        long before = nanoTime.getAsLong();
        try {
            // A future of its own, for whoever waits must not end what others wait for, too.
            return pending.stage()
                    .thenApply(told -> told)
                    .toCompletableFuture()
                    .get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException late) {
            return new Answer.Unknown();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return new Answer.Unknown();
        } finally {
            left -= Math.max(0, nanoTime.getAsLong() - before);
        }
    }
}
