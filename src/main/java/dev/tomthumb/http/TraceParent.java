package dev.tomthumb.http;

import dev.tomthumb.model.TraceContext;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the header {@code traceparent} (W3C Trace Context, section 3.2). */
public final class TraceParent {
    /** The header. */
    public static final String HEADER = "traceparent";

    /** Later versions may append fields, each behind a hyphen (section 3.2.4). */
    private static final Pattern FIELD =
            Pattern.compile("(?<version>[0-9a-f]{2})-(?<trace>[0-9a-f]{32})-(?<parent>[0-9a-f]{16})-"
                    + "(?<flags>[0-9a-f]{2})(?<more>-[ -~]*)?");

    private static final String NO_VERSION = "ff";
    private static final String FIRST_VERSION = "00";
    private static final int SAMPLED = 1;
    /** A field that is longer holds what no version knows, and is not looked at. */
    private static final int MOST = 512;

    private TraceParent() {}

    /** The trace; empty for a text that is none, which must be ignored (section 3.2.2). */
    public static Optional<TraceContext> read(String text) {
        if (text.length() > MOST) {
            return Optional.empty();
        }
        Matcher field = FIELD.matcher(text);
        if (!field.matches()
                || field.group("version").equals(NO_VERSION)
                || field.group("version").equals(FIRST_VERSION) && field.group("more") != null
                || isZero(field.group("trace"))
                || isZero(field.group("parent"))) {
            return Optional.empty();
        }
        boolean sampled = (Integer.parseInt(field.group("flags"), 16) & SAMPLED) != 0;
        return Optional.of(new TraceContext(field.group("trace"), field.group("parent"), sampled));
    }

    private static boolean isZero(String digits) {
        return digits.chars().allMatch(digit -> digit == '0');
    }
}
