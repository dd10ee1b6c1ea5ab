package dev.tomthumb.engine;

import dev.tomthumb.http.caching.Decision;
import dev.tomthumb.model.ImageException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** When a rendition is sent although it is not fresh (RFC 5861). */
final class StaleAnswers implements AutoCloseable {
    private final Troubles troubles;
    private final Policies policies;
    private final Timer timer;
    private final InstantSource clock;
    private final BackgroundRefresh background = new BackgroundRefresh();
    /** Originals that somebody has just waited for in vain, and until when nobody else does. */
    private final Map<String, Instant> slow = new ConcurrentHashMap<>();

    StaleAnswers(Troubles troubles, Policies policies, Timer timer, InstantSource clock) {
        this.troubles = troubles;
        this.policies = policies;
        this.timer = timer;
        this.clock = clock;
    }

    /** The answer, or else the fault. */
    static CompletableFuture<Outcome> or(ImageException fault, Optional<Outcome> answer) {
        return answer.<CompletableFuture<Outcome>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> CompletableFuture.failedFuture(fault));
    }

    /**
     * What can be sent without waiting for anybody: because the origin is in trouble or slow, or because it is asked
     * meanwhile.
     *
     * @param order what is asked for meanwhile; empty = that cannot be done without the visitor
     * @param begin begins it on a queue
     */
    Optional<Outcome> atOnce(
            String original,
            StoredRenditions.Seen seen,
            Supplier<Optional<Order>> order,
            BiFunction<Order, WorkQueue, CompletableFuture<?>> begin) {
        Instant now = clock.instant();
        Optional<Troubles.Trouble> trouble = troubles.last(original);
        if ((trouble.isPresent() && trouble.get().denied()) || !seen.outlivesErrors(now)) {
            return Optional.empty();
        }
        if (isSlow(original, now)) {
            return Optional.of(Outcome.stale(seen, now, "slow-origin"));
        }
        if (trouble.isPresent() && now.isBefore(trouble.get().until())) {
            return Optional.of(Outcome.stale(seen, now, "stale-if-error"));
        }
        if (!(seen.decision(now) instanceof Decision.StaleWhileRevalidate)) {
            return Optional.empty();
        }
        Optional<Order> meanwhile = order.get();
        meanwhile.ifPresent(asked -> background.begin(original, queue -> begin.apply(asked, queue)));
        return meanwhile.map(asked -> Outcome.stale(seen, now, "stale-while-revalidate"));
    }

    /** What was stored, in the place of a refusal that is repeated. */
    Optional<Outcome> withoutAsking(Optional<StoredRenditions.Seen> old, ImageException refusal) {
        Instant now = clock.instant();
        return showable(old, refusal, now).map(seen -> Outcome.stale(seen, now, "stale-if-error"));
    }

    /** What was stored, after the origin was asked and failed. */
    Optional<Outcome> afterAsking(Optional<StoredRenditions.Seen> old, ImageException fault) {
        Instant now = clock.instant();
        return showable(old, fault, now).map(seen -> Outcome.instead(seen, now, fault));
    }

    private static Optional<StoredRenditions.Seen> showable(
            Optional<StoredRenditions.Seen> old, ImageException fault, Instant now) {
        return old.filter(seen -> !Troubles.denies(fault.problem()) && seen.outlivesErrors(now));
    }

    /** Where an origin is slow, a visitor is shown what was stored, and the work goes on without him. */
    CompletableFuture<Outcome> patient(String original, StoredRenditions.Seen old, CompletableFuture<Outcome> answer) {
        boolean denied =
                troubles.last(original).filter(Troubles.Trouble::denied).isPresent();
        if (answer.isDone() || denied || !old.outlivesErrors(clock.instant())) {
            return answer;
        }
        Runnable end = timer.after(policies.patience(), () -> {
            Instant now = clock.instant();
            if (answer.complete(Outcome.stale(old, now, "slow-origin"))) {
                slow.put(original, now.plus(policies.patience()));
            }
        });
        answer.whenComplete((outcome, failure) -> end.run());
        return answer;
    }

    /** The origin has answered. */
    void asked(String original) {
        slow.remove(original);
    }

    private boolean isSlow(String original, Instant now) {
        @Nullable Instant until = slow.get(original);
        if (until == null) {
            return false;
        }
        if (!now.isBefore(until)) {
            slow.remove(original, until);
            return false;
        }
        return true;
    }

    @Override
    public void close() {
        timer.close();
        background.close();
    }
}
