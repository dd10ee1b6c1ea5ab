package dev.tomthumb.http.caching;

import dev.tomthumb.http.HttpDates;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of an answer that lies in a cache, as far as its freshness depends on it.
 *
 * @param status HTTP status
 * @param control the directives that apply; see {@link CacheControl#ofResponse}
 * @param expires what {@code Expires} says; an unreadable one is 1970, see {@link #expires(String, Instant)}
 * @param date what {@code Date} says; empty = the time of receipt
 * @param age what {@code Age} says in seconds; see {@link #age(String)}
 * @param lastModified what {@code Last-Modified} says
 * @param asked when the request for it was sent
 * @param received when its head came in
 */
public record StoredAnswer(
        int status,
        CacheControl control,
        Optional<Instant> expires,
        Optional<Instant> date,
        OptionalLong age,
        Optional<Instant> lastModified,
        Instant asked,
        Instant received) {

    /**
     * The time an {@code Expires} names. Anything that is no date, {@code 0} above all, is a time in the past (RFC 9111,
     * section 5.3).
     */
    public static Instant expires(String value, Instant now) {
        return HttpDates.parse(value.strip(), now).orElse(Instant.EPOCH);
    }

    /** The seconds an {@code Age} names: its first member; empty if that is no number (RFC 9111, section 5.1). */
    public static OptionalLong age(String value) {
        int comma = value.indexOf(',');
        return CacheControl.DeltaSeconds.parse((comma < 0 ? value : value.substring(0, comma)).strip());
    }
}
