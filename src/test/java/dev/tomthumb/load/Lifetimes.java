package dev.tomthumb.load;

import java.util.Map;

/** Settings under which a second is a long time. */
final class Lifetimes {
    /**
     * An original's {@code max-age=1} counts, and what is over is asked about before it is sent: by default it would be
     * sent at once and asked about meanwhile. A second more of patience than the default, for busy machines.
     */
    static final Map<String, String> SHORT = Map.of(
            "tomthumb.stale-while-revalidate", "0",
            "tomthumb.stale-patience", "3 s");

    /** After this, what had {@code max-age=1} is over. */
    static final long OVER_MILLIS = 2500;

    private Lifetimes() {}
}
