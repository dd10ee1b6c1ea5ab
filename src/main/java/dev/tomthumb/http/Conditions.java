package dev.tomthumb.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The question a request may carry: send it only if it is not what I have (RFC 9110, section 13).
 *
 * @param ifNoneMatch the field value; several lines joined by a comma
 * @param ifModifiedSince the field value
 */
public record Conditions(Optional<String> ifNoneMatch, Optional<String> ifModifiedSince) {
    /** Nothing is asked. */
    public static final Conditions NONE = new Conditions(Optional.empty(), Optional.empty());

    /** The answer. */
    public enum Verdict {
        /** 304: the asker holds the current representation. */
        NOT_MODIFIED,
        /** 200. */
        SEND
    }

    /**
     * In the order of section 13.2.2: {@code If-None-Match} decides alone if it is there; {@code If-Modified-Since} is
     * heard otherwise, and ignored if it is not a date.
     *
     * @param method only {@code GET} and {@code HEAD} can be answered by 304
     * @param entityTag of the representation, quotes included
     * @param lastModified what {@code Last-Modified} says of it
     * @param now for dates with a year of two digits
     */
    public Verdict judge(String method, String entityTag, Instant lastModified, Instant now) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Verdict.SEND;
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
}
