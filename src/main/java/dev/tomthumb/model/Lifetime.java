package dev.tomthumb.model;

import java.time.Instant;
import java.util.Optional;

/**
 * How long an origin says that its answer may be kept.
 *
 * @param cacheControl the field value of {@code Cache-Control} as it came
 * @param expires what {@code Expires} says
 */
public record Lifetime(Optional<String> cacheControl, Optional<Instant> expires) {
    /** The origin says nothing. */
    public static final Lifetime UNKNOWN = new Lifetime(Optional.empty(), Optional.empty());
}
