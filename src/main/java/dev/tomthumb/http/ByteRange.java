package dev.tomthumb.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which bytes of a representation a request wants (RFC 9110, section 14). */
public sealed interface ByteRange {
    /** All of them: nothing else was asked, or in a way that is ignored (several ranges, another unit, no range). */
    record Whole() implements ByteRange {}

    /**
     * A part.
     *
     * @param from the first byte, from 0
     * @param to the last byte, included
     */
    record Part(int from, int to) implements ByteRange {
        /** How many bytes. */
        public int length() {
            return to - from + 1;
        }
    }

    /** Nothing that is there: 416. */
    record Outside() implements ByteRange {}

    /** {@code bytes=0-499}, {@code bytes=500-}, {@code bytes=-500}; one range only. */
    Pattern ONE =
            Pattern.compile("\\s*bytes\\s*=\\s*([0-9]{0,18})\\s*-\\s*([0-9]{0,18})\\s*", Pattern.CASE_INSENSITIVE);

    /**
     * The answer to {@code Range} and {@code If-Range}.
     *
     * @param range the field value of {@code Range}
     * @param condition the field value of {@code If-Range}: an entity tag or a date. Only the very representation the
     *     asker has a part of is continued (section 13.1.5)
     * @param entityTag of the representation, strong
     * @param lastModified what {@code Last-Modified} says of it
     * @param length of the representation in bytes, at least 1
     * @param now for dates with a year of two digits
     */
    static ByteRange of(
            Optional<String> range,
            Optional<String> condition,
            String entityTag,
            Instant lastModified,
            int length,
            Instant now) {
        if (range.isEmpty()) {
            return new Whole();
        }
        Matcher one = ONE.matcher(range.get());
        if (!one.matches() || condition.isPresent() && !isSame(condition.get().strip(), entityTag, lastModified, now)) {
            return new Whole();
        }
        String first = one.group(1);
        String last = one.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : ending(Long.parseLong(last), length);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? length - 1L : Math.min(Long.parseLong(last), length - 1L);
        if (!last.isEmpty() && Long.parseLong(last) < from) {
            return new Whole();
        }
        return from >= length ? new Outside() : new Part((int) from, (int) to);
    }

    private static ByteRange ending(long count, int length) {
        return count == 0 ? new Outside() : new Part((int) Math.max(0, length - count), length - 1);
    }

    private static boolean isSame(String condition, String entityTag, Instant lastModified, Instant now) {
        if (condition.startsWith("\"") || condition.startsWith("W/")) {
            return condition.equals(entityTag);
        }
        return HttpDates.parse(condition, now)
                .filter(date -> date.equals(lastModified.truncatedTo(ChronoUnit.SECONDS)))
                .isPresent();
    }
}
