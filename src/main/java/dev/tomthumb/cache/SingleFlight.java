package dev.tomthumb.cache;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One maker per key at a time; whoever asks meanwhile shares what it makes. Holds no thread and no lock while a maker
 * works, so that unrelated keys never wait for each other (a cache loader inside Ehcache would: it runs under a
 * segment's lock).
 *
 * <p>The order that leaves no gap:
 *
 * <ol>
 *   <li>the caller misses in the cache and joins; the first one registers the flight;
 *   <li>the leader looks into the cache once more, because an earlier flight may have stored and ended between the
 *       caller's miss and its registration; what it finds ends the flight, and no maker runs;
 *   <li>the maker makes, <em>stores</em>, and only then completes;
 *   <li>the flight is struck off, and only then are those waiting woken.
 * </ol>
 *
 * <p>As storing precedes striking off and registering precedes the second look, a caller either finds the flight or
 * finds the value. As striking off precedes waking, a waiter that is told of an error and asks again starts a new
 * flight: an error is shared with those who waited for it and with nobody after.
 *
 * @param <K> the key, with equals and hashCode
 * @param <V> what is made; never null
 */
public final class SingleFlight<K, V> {
    private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

    /**
     * A place in a flight.
     *
     * @param leads whether the maker was started for this caller; false for those that share, and for a caller whose
     *     second look found the value
     * @param result completes on the thread that completes the maker's stage. It belongs to this caller: cancelling it
     *     touches neither the maker nor anyone else. It fails with a {@link CompletionException} whose cause is what
     *     the maker failed with.
     */
    public record Flight<V>(boolean leads, CompletableFuture<V> result) {}

    /**
     * Joins the flight for {@code key} or starts it.
     *
     * @param key what is asked for
     * @param stored the second look into the cache; called by the leader only, on this thread
     * @param maker makes and stores the value; called at most once, by the leader, on this thread. It should hand the
     *     work over and return at once. What it throws fails the flight like a failing stage.
     */
    public Flight<V> join(K key, Supplier<Optional<V>> stored, Supplier<? extends CompletionStage<V>> maker) {
        CompletableFuture<V> registered = new CompletableFuture<>();
        CompletableFuture<V> underWay = flights.putIfAbsent(key, registered);
        if (underWay != null) {
            return new Flight<>(false, underWay.copy());
        }
        return new Flight<>(lead(key, registered, stored, maker), registered.copy());
    }

    /** {@link #join(Object, Supplier, Supplier)} for values that are not stored anywhere: without a second look. */
    public Flight<V> join(K key, Supplier<? extends CompletionStage<V>> maker) {
        return join(key, Optional::empty, maker);
    }

    /**
     * Lets those who come from now on start flights of their own for the keys meant. Who waits already gets what is on
     * its way.
     */
    public void forget(Predicate<K> meant) {
        flights.keySet().removeIf(meant);
    }

    /** Flights under way; for gauges. */
    public int underWay() {
        return flights.size();
    }

    private boolean lead(
            K key,
            CompletableFuture<V> registered,
            Supplier<Optional<V>> stored,
            Supplier<? extends CompletionStage<V>> maker) {
        try {
            Optional<V> found = stored.get();
            if (found.isPresent()) {
                land(key, registered, () -> registered.complete(found.get()));
                return false;
            }
            maker.get()
                    .whenComplete((value, failure) -> land(key, registered, () -> {
                        if (failure != null) {
                            registered.completeExceptionally(bare(failure));
                        } else {
                            registered.complete(value);
                        }
                    }));
        } catch (Throwable failure) { // an Error too: those waiting would wait for ever
            land(key, registered, () -> registered.completeExceptionally(failure));
        }
        return true;
    }

    /** Strikes off, then wakes: see the order above. */
    private void land(K key, CompletableFuture<V> registered, Runnable wake) {
        flights.remove(key, registered);
        wake.run();
    }

    private static Throwable bare(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
