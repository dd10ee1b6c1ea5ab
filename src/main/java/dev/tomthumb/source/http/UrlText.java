package dev.tomthumb.source.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** The path and query of a URL as text: what is legal in them, and what a server may make of them (RFC 3986). */
final class UrlText {
    /** Section 3.3 and 3.4: unreserved, sub-delims and the rest of {@code pchar}, slash, question mark. */
    private static final String LEGAL = "-._~!$&'()*+,;=:@/?";

    private UrlText() {}

    /** {@code text} with everything illegal escaped as UTF-8. Escapes in it stay; a lone percent sign is escaped. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (isLegal(bytes[i]) || isEscape(bytes, i)) {
                escaped.append((char) bytes[i]);
            } else {
                escaped.append(String.format("%%%02X", bytes[i]));
            }
        }
        return escaped.toString();
    }

    /** Fragments are never sent (section 3.5). */
    static String withoutFragment(String text) {
        int hash = text.indexOf('#');
        return hash < 0 ? text : text.substring(0, hash);
    }

    static String withoutQuery(String text) {
        int question = text.indexOf('?');
        return question < 0 ? text : text.substring(0, question);
    }

    /** RFC 3986, section 5.2.4, for a path that begins with a slash; steps above the root stay at the root. */
    static String withoutDotSegments(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean up = segments[i].equals("..");
            boolean dots = up || segments[i].equals(".");
            if (up) {
                kept.pollLast();
            }
            if (!dots) {
                kept.addLast(segments[i]);
            } else if (i == segments.length - 1) {
                kept.addLast("");
            }
        }
        return "/" + String.join("/", kept);
    }

    private static boolean isLegal(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c > 0 && LEGAL.indexOf(c) >= 0;
    }

    private static boolean isEscape(byte[] bytes, int at) {
        return bytes[at] == '%'
                && at + 2 < bytes.length
                && Character.digit(bytes[at + 1], 16) >= 0
                && Character.digit(bytes[at + 2], 16) >= 0;
    }
}
