package dev.tomthumb.engine;

import dev.tomthumb.cache.SingleFlight;
import dev.tomthumb.model.ImageException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One question per original, however many of its renditions have become stale at once: the first one asks, the others
 * wait for what comes of it, without a thread.
 */
final class SharedRevalidations {
    private final SingleFlight<String, Optional<ImageException>> flights = new SingleFlight<>();

    /**
     * Asks, or waits for who does.
     *
     * @param original what is asked about
     * @param ask asks; called if nobody does yet
     * @param afterwards what becomes of a rendition whose original somebody else has asked about; told what that failed
     *     with
     */
    CompletableFuture<Outcome> run(
            String original,
            Supplier<CompletableFuture<Outcome>> ask,
            Function<Optional<ImageException>, CompletableFuture<Outcome>> afterwards) {
        CompletableFuture<CompletableFuture<Outcome>> asked = new CompletableFuture<>();
        SingleFlight.Flight<Optional<ImageException>> flight = flights.join(original, () -> {
            CompletableFuture<Outcome> answer = ask.get();
            asked.complete(answer);
            return answer.handle((outcome, failure) -> refusal(failure));
        });
        if (!flight.leads()) {
            return flight.result().thenCompose(afterwards);
        }
        // Only when the flight has been struck off: whoever is woken and asks again must not share what is over.
        return flight.result()
                .handle((refused, failure) ->
                        asked.isDone() ? asked.join() : CompletableFuture.<Outcome>failedFuture(Failures.bare(failure)))
                .thenCompose(answer -> answer);
    }

    private static Optional<ImageException> refusal(Throwable failure) {
        if (failure == null) {
            return Optional.empty();
        }
        if (Failures.bare(failure) instanceof ImageException known) {
            return Optional.of(known);
        }
        throw new CompletionException(Failures.bare(failure));
    }
}
