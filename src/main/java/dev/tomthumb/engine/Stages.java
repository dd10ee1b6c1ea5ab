package dev.tomthumb.engine;

import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.Stage;
import dev.tomthumb.model.Timings;
import dev.tomthumb.pipeline.Stopwatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/** Notes where time goes: for the request that it is spent for, and for whoever counts. */
final class Stages {
    private final ImageEvents events;
    private final InstantSource clock;

    Stages(ImageEvents events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** From {@code from} until now. */
    void spent(Stage stage, Instant from, Timings timings) {
        spent(stage, from, clock.instant(), timings);
    }

    private void spent(Stage stage, Instant from, Instant to, Timings timings) {
        timings.add(stage, from, to);
        events.spent(stage, Duration.between(from, to));
    }

    /** What is run once, when a task that is queued now has got its thread; running it again does nothing. */
    Runnable queued(Timings timings) {
        Instant from = clock.instant();
        AtomicBoolean begun = new AtomicBoolean();
        return () -> {
            if (begun.compareAndSet(false, true)) {
                spent(Stage.QUEUE, from, timings);
            }
        };
    }

    /**
     * What a render's time went into. Decoding and encoding may have taken turns; they are noted as if one had come after
     * the other; between them lies what was waited for another turn, where another render had decoded for this one.
     */
    void rendered(Instant from, Stopwatch watch, Timings timings) {
        Instant decoded = from.plus(watch.time(Stage.DECODE));
        Instant again = decoded.plus(watch.time(Stage.MEMORY));
        Instant processed = again.plus(watch.time(Stage.PROCESS));
        spent(Stage.DECODE, from, decoded, timings);
        if (again.isAfter(decoded)) {
            spent(Stage.MEMORY, decoded, again, timings);
        }
        spent(Stage.PROCESS, again, processed, timings);
        spent(Stage.ENCODE, processed, processed.plus(watch.time(Stage.ENCODE)), timings);
    }
}
