package dev.tomthumb.load;

import java.util.Map;

/** Settings under which a second is a long time. */
final class Lifetimes {
    /** An original's {@code max-age=1} counts. */
    static final Map<String, String> SHORT = Map.of();

    /** After this, what had {@code max-age=1} is over. */
    static final long OVER_MILLIS = 2500;

    private Lifetimes() {}
}
