package dev.tomthumb.web;

import java.util.Locale;
import java.util.Optional;

/**
 * A value of {@code Content-Type}, of which a servlet's response keeps the character set apart, for its writer (Servlet 6.0,
 * section 5.6).
 *
 * @param mediaType all of it but the character set
 * @param charset as it stands there, without quotes
 */
record ContentType(String mediaType, Optional<String> charset) {
    private static final String CHARSET = "charset=";

    /** What a servlet has set. */
    static ContentType of(String value) {
        int parameter = value.toLowerCase(Locale.ROOT).indexOf(CHARSET);
        if (parameter < 0) {
            return new ContentType(value, Optional.empty());
        }
        String mediaType = value.substring(0, Math.max(0, value.lastIndexOf(';', parameter)))
                .strip();
        int end = value.indexOf(';', parameter);
        String charset = value.substring(parameter + CHARSET.length(), end < 0 ? value.length() : end);
        return new ContentType(mediaType, Optional.of(charset.replace("\"", "").strip()));
    }
}
