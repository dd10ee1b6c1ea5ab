package dev.tomthumb.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The question a request may carry: send it only if it is what I mean, or is not what I have (RFC 9110, section 13).
 *
 * @param ifMatch the field value; several lines joined by a comma
 * @param ifUnmodifiedSince the field value
 * @param ifNoneMatch the field value; several lines joined by a comma
 * @param ifModifiedSince the field value
 */
public record Conditions(
        Optional<String> ifMatch,
        Optional<String> ifUnmodifiedSince,
        Optional<String> ifNoneMatch,
        Optional<String> ifModifiedSince) {
    /** Nothing is asked. */
    public static final Conditions NONE = new Conditions(Optional.empty(), Optional.empty());

    /** Only whether the asker holds it. */
    public Conditions(Optional<String> ifNoneMatch, Optional<String> ifModifiedSince) {
        this(Optional.empty(), Optional.empty(), ifNoneMatch, ifModifiedSince);
    }

    /** The answer. */
    public enum Verdict {
        /** 304: the asker holds the current representation. */
        NOT_MODIFIED,
        /** 412: it is not the representation that the asker means. */
        FAILED,
        /** 200. */
        SEND
    }

    /**
     * In the order of section 13.2.2: first {@code If-Match}, or else {@code If-Unmodified-Since}; then {@code
     * If-None-Match}, or else {@code If-Modified-Since}. What should be a date and is none is ignored.
     *
     * @param method only {@code GET} and {@code HEAD} are asked under conditions
     * @param entityTag of the representation, quotes included
     * @param lastModified what {@code Last-Modified} says of it
     * @param now for dates with a year of two digits
     */
    public Verdict judge(String method, String entityTag, Instant lastModified, Instant now) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Verdict.SEND;
        }
        if (isAnother(entityTag, lastModified, now)) {
            return Verdict.FAILED;
        }
        boolean held = ifNoneMatch.isPresent()
                ? EntityTags.listed(ifNoneMatch.get(), entityTag)
                : ifModifiedSince
                        .flatMap(text -> HttpDates.parse(text.strip(), now))
                        .filter(since ->
                                !lastModified.truncatedTo(ChronoUnit.SECONDS).isAfter(since))
                        .isPresent();
        return held ? Verdict.NOT_MODIFIED : Verdict.SEND;
    }

    private boolean isAnother(String entityTag, Instant lastModified, Instant now) {
        return ifMatch.isPresent()
                ? !EntityTags.listedStrongly(ifMatch.get(), entityTag)
                : ifUnmodifiedSince
                        .flatMap(text -> HttpDates.parse(text.strip(), now))
                        .filter(until ->
                                lastModified.truncatedTo(ChronoUnit.SECONDS).isAfter(until))
                        .isPresent();
    }
}
