package dev.tomthumb.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the time of one request went. Filled by the threads that work for it, read when it is answered. Of what many
 * requests wait for together only the one that began it has the details; the others have {@link Stage#SHARE}.
 */
public final class Timings {
    private final List<Stretch> stretches = new ArrayList<>();

    /** A piece of time. */
    public record Stretch(Stage stage, Instant from, Instant to) {
        /** How long it was. */
        public Duration time() {
            return Duration.between(from, to);
        }
    }

    /** Notes a piece of time. */
    public synchronized void add(Stage stage, Instant from, Instant to) {
        stretches.add(new Stretch(stage, from, to));
    }

    /** Everything noted so far, in that order. */
    public synchronized List<Stretch> stretches() {
        return List.copyOf(stretches);
    }

    /** All the time that went into {@code stages}; empty if none of them was entered. */
    public synchronized Optional<Duration> of(Stage... stages) {
        Optional<Duration> all = Optional.empty();
        for (Stretch stretch : stretches) {
            if (isOneOf(stretch.stage(), stages)) {
                all = Optional.of(all.orElse(Duration.ZERO).plus(stretch.time()));
            }
        }
        return all;
    }

    private static boolean isOneOf(Stage stage, Stage... stages) {
        for (Stage one : stages) {
            if (one == stage) {
                return true;
            }
        }
        return false;
    }
}
