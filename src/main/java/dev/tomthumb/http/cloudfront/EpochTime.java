package dev.tomthumb.http.cloudfront;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** A policy's times: whole seconds since 1970, beyond the 32 bits of CloudFront too. */
final class EpochTime {
    /** Twelve digits: to the year 33658, which no date of ours exceeds. */
    private static final Pattern SECONDS = Pattern.compile("0|[1-9][0-9]{0,11}");

    private EpochTime() {}

    /** @return empty for anything but the one way to write a number: no sign, no fraction, no leading zero */
    static Optional<Instant> read(String text) {
        return SECONDS.matcher(text).matches()
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text)))
                : Optional.empty();
    }
}
