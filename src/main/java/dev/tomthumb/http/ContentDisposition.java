package dev.tomthumb.http;

import dev.tomthumb.model.BodyType;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.SourceRef;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Under which name a browser saves a picture (RFC 6266, RFC 8187). */
final class ContentDisposition {
    private static final int LONGEST_STEM = 200;

    /** RFC 8187, section 3.2.1: what stands for itself in an extended value. */
    private static final String ATTR_CHAR = "!#$&+-.^_`|~";

    private ContentDisposition() {}

    /**
     * The field value, or empty where there is nothing to say: imgproxy always names its files (imgproxy features,
     * section 8), the query dialect only when asked, since a browser then takes the name from the path.
     */
    static Optional<String> of(Delivery delivery, SourceRef source, BodyType format) {
        return of(delivery, source, format.extension());
    }

    /** @param extension without dot */
    static Optional<String> of(Delivery delivery, SourceRef source, String extension) {
        boolean always = delivery.dialect().equals(Delivery.IMGPROXY);
        if (!always && delivery.filename().isEmpty() && !delivery.attachment()) {
            return Optional.empty();
        }
        String stem = delivery.filename().orElseGet(() -> stem(source.location()));
        return Optional.of(value(delivery.attachment(), stem, extension));
    }

    /** The last segment of a location, without query and extension. */
    static String stem(String location) {
        int query = location.indexOf('?');
        String path = query < 0 ? location : location.substring(0, query);
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    static String value(boolean attachment, String stem, String extension) {
        String name = safe(stem) + "." + extension;
        String ascii = fallback(name);
        String value = (attachment ? "attachment" : "inline") + "; filename=\"" + ascii + "\"";
        return ascii.equals(name) ? value : value + "; filename*=UTF-8''" + extended(name);
    }

    /** Without what ends a header line, leaves the directory, or makes {@code gpj.exe} read {@code exe.jpg}. */
    private static String safe(String stem) {
        StringBuilder safe = new StringBuilder();
        stem.codePoints()
                .filter(c -> !Character.isISOControl(c) && !turnsDirection(c) && !lineEnd(c))
                .map(c -> c == '/' || c == '\\' ? '_' : c)
                .limit(LONGEST_STEM)
                .forEach(safe::appendCodePoint);
        String trimmed = safe.toString().strip();
        return trimmed.isEmpty() ? "image" : trimmed;
    }

    private static boolean turnsDirection(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x200E || c == 0x200F;
    }

    private static boolean lineEnd(int c) {
        return c == 0x2028 || c == 0x2029;
    }

    /** RFC 6266, appendix D: ASCII, and nothing that browsers unescape differently. */
    private static String fallback(String name) {
        StringBuilder ascii = new StringBuilder(name.length());
        name.codePoints().map(c -> c > 0x7E || c == '"' || c == '%' ? '_' : c).forEach(ascii::appendCodePoint);
        return ascii.toString();
    }

    private static String extended(String name) {
        StringBuilder text = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (letterOrDigit(c) || ATTR_CHAR.indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append('%').append(hex(c >> 4)).append(hex(c & 15));
            }
        }
        return text.toString();
    }

    private static boolean letterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static char hex(int digit) {
        return "0123456789ABCDEF".charAt(digit);
    }
}
