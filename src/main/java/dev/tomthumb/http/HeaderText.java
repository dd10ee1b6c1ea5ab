package dev.tomthumb.http;

import java.nio.charset.StandardCharsets;

/** Text of visitors and origins on its way into a header field. */
final class HeaderText {
    /** Containers have some kilobytes for all headers of a response, and fail when they do not suffice. */
    private static final int LONGEST = 2000;

    private HeaderText() {}

    /** Whether {@code text} in its {@linkplain #escaped escaped} form is short enough to be sent. */
    static boolean fits(String text) {
        return escaped(text).length() <= LONGEST;
    }

    /** {@code text} with its end left out if it is too long. */
    static String cut(String text) {
        String escaped = escaped(text);
        return escaped.length() <= LONGEST ? escaped : escaped.substring(0, LONGEST) + "...";
    }

    /** Visible ASCII without angle brackets and quotes; everything else percent-encoded as UTF-8. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7f && b != '<' && b != '>' && b != '"') {
                escaped.append((char) b);
            } else {
                escaped.append(String.format("%%%02X", b));
            }
        }
        return escaped.toString();
    }
}
