package dev.tomthumb.source.http;

import dev.tomthumb.model.Validators;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Validators as header fields, both ways (RFC 9110, sections 8.8 and 13.1). */
final class Conditions {
    /** Section 8.8.3. Also keeps anything that is no tag out of the request. */
    private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"");
    /** Section 5.6.7: the day of the month always has two digits. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private Conditions() {}

    /** The conditional fields of a request; empty if nothing is known. */
    static Map<String, String> of(Validators known) {
        Map<String, String> fields = new TreeMap<>();
        known.entityTag()
                .filter(tag -> ENTITY_TAG.matcher(tag).matches())
                .ifPresent(tag -> fields.put("If-None-Match", tag));
        known.lastModified().ifPresent(date -> fields.put("If-Modified-Since", DATE.format(date)));
        return fields;
    }

    /** What a response says about the original's version. */
    static Validators of(ResponseHead head) {
        return new Validators(
                head.field("etag").filter(tag -> ENTITY_TAG.matcher(tag).matches()),
                head.field("last-modified").flatMap(Conditions::date));
    }

    static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeParseException e) {
            // A date nobody can read is no validator; the original itself is as good as ever.
            return Optional.empty();
        }
    }
}
