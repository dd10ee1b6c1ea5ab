package dev.tomthumb.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long an origin says that its answer may be kept.
 *
 * @param cacheControl the field value of {@code Cache-Control} as it came
 * @param expires what {@code Expires} says; a text that is no date is 1970 (RFC 9111, section 5.3)
 * @param targeted values of fields that are meant for caches such as this one, {@code CDN-Cache-Control} for instance,
 *     the nearest first (RFC 9213)
 * @param date what {@code Date} says
 * @param age what {@code Age} says, in seconds
 */
public record Lifetime(
        Optional<String> cacheControl,
        Optional<Instant> expires,
        List<String> targeted,
        Optional<Instant> date,
        OptionalLong age) {
    /** The origin says nothing. */
    public static final Lifetime UNKNOWN = new Lifetime(Optional.empty(), Optional.empty());

    public Lifetime {
        targeted = List.copyOf(targeted);
    }

    /** What an origin says that is no cache itself and knows of none. */
    public Lifetime(Optional<String> cacheControl, Optional<Instant> expires) {
        this(cacheControl, expires, List.of(), Optional.empty(), OptionalLong.empty());
    }

    /** Whether the origin says anything of how long. */
    public boolean isSaid() {
        return cacheControl.isPresent() || expires.isPresent() || !targeted.isEmpty();
    }
}
