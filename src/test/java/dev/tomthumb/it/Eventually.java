package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what a server does in its own time. */
public final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 100;

    private Eventually() {}

    /** Asks again and again; fails with {@code what} if it has not become true within a minute. */
    public static void isTrue(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        boolean reached = condition.call();
        while (!reached && System.nanoTime() < end) {
            Thread.sleep(PAUSE_MILLIS);
            reached = condition.call();
        }
        assertThat(reached).as(what).isTrue();
    }
}
