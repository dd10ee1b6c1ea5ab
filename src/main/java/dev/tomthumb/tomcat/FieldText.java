package dev.tomthumb.tomcat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How values stand in CloudFront's standard log: never with a tab, a line end or a space in them. */
final class FieldText {
    /** What stands for a field without a value. */
    static final String NONE = "-";

    private static final String HEX = "0123456789ABCDEF";
    /** Besides everything up to the space and from DEL on (CloudFront guide, standard log fields). */
    private static final String ENCODED = "<>\"#%{}|\\^~[]`'";
    /** A longer value would only fill logs. */
    private static final int MOST = 8_192;

    private FieldText() {}

    /** A value that the visitor chose, percent-encoded; a hyphen for none. */
    static String of(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return NONE;
        }
        byte[] bytes = value.substring(0, Math.min(MOST, value.length())).getBytes(StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder(bytes.length + 16);
        for (byte each : bytes) {
            append(text, each, ENCODED);
        }
        return text.toString();
    }

    /** A part of a URL as it was sent: what is percent-encoded there already stays as it is. */
    static String ofUrl(@Nullable String part) {
        return of(part).replace("%25", "%");
    }

    private static void append(StringBuilder text, byte each, String encoded) {
        if (each > ' ' && each < 127 && encoded.indexOf(each) < 0) {
            text.append((char) each);
        } else {
            text.append('%').append(HEX.charAt(each >> 4 & 15)).append(HEX.charAt(each & 15));
        }
    }

    /** Milliseconds as seconds with three places. */
    static String seconds(long millis) {
        long positive = Math.max(0, millis);
        String rest = Long.toString(positive % 1000 + 1000).substring(1);
        return positive / 1000 + "." + rest;
    }
}
