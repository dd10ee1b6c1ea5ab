package dev.tomthumb.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is moved. Safe for all threads. */
public final class SettableClock implements InstantSource {
    private volatile Instant now;

    /** Stands at the beginning of 2026. */
    public SettableClock() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** Stands at {@code now}. */
    public SettableClock(Instant now) {
        this.now = now;
    }

    /** Moves it forward. */
    public synchronized void advance(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
