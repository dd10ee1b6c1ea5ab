package dev.tomthumb.http.caching;

import java.time.Duration;

/** What may be done with a stored answer now. */
public sealed interface Decision {

    /**
     * It is sent without asking anybody.
     *
     * @param remaining how long it stays so
     */
    record Fresh(Duration remaining) implements Decision {}

    /**
     * It is sent at once, and asked about meanwhile (RFC 5861, section 3).
     *
     * @param staleFor how long ago its time ended
     */
    record StaleWhileRevalidate(Duration staleFor) implements Decision {}

    /**
     * The origin is asked first. If it fails, the stored answer may be sent (RFC 5861, section 4).
     *
     * @param staleFor how long ago its time ended
     * @param remaining how long it may still be sent so
     */
    record StaleIfError(Duration staleFor, Duration remaining) implements Decision {}

    /**
     * The origin is asked first, and the stored answer is only sent if it is confirmed.
     *
     * @param staleFor how long ago its time ended
     */
    record Revalidate(Duration staleFor) implements Decision {}

    /** It must not be in this cache at all. */
    record Gone() implements Decision {}
}
