package dev.tomthumb.testkit;

import dev.tomthumb.pipeline.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Deadlines for what is not about time. */
public final class Deadlines {
    /** Five minutes that never begin: one of the real clock is over for whoever's turn comes late on a busy machine. */
    public static final Deadline NEVER = Deadline.in(Duration.ofMinutes(5), InstantSource.fixed(Instant.EPOCH));

    private Deadlines() {}
}
