package dev.tomthumb.model;

import java.util.List;
import java.util.Map;

/**
 * Writes JSON (RFC 8259) without white space. What is written comes out of strangers' files: whatever could
 * mean something to a page around it is escaped, and half a surrogate pair becomes U+FFFD.
 */
public final class JsonText {
    /** Deeper than any metadata are read. */
    private static final int MAX_DEPTH = 100;

    private final StringBuilder text = new StringBuilder(1024);

    private JsonText() {}

    /**
     * A value as JSON.
     *
     * @param value a {@code String}, a {@code Boolean}, an {@code Integer}, a {@code Long}, a finite {@code Double}, a
     *     {@code List} of values or a {@code Map} of names to values
     * @throws IllegalArgumentException for anything else, or nesting deeper than 100
     */
    public static String of(Object value) {
        JsonText json = new JsonText();
        json.value(value, 0);
        return json.text.toString();
    }

    private void value(Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("values nested deeper than " + MAX_DEPTH);
        }
        if (value instanceof String words) {
            string(words);
        } else if (value instanceof Map<?, ?> members) {
            object(members, depth);
        } else if (value instanceof List<?> items) {
            array(items, depth);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            text.append(number.doubleValue());
        } else if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            text.append(value);
        } else {
            throw new IllegalArgumentException("JSON has no " + value.getClass().getName() + " such as " + value);
        }
    }

    private void object(Map<?, ?> members, int depth) {
        char before = '{';
        for (Map.Entry<?, ?> member : members.entrySet()) {
            text.append(before);
            string((String) member.getKey());
            text.append(':');
            value(member.getValue(), depth + 1);
            before = ',';
        }
        text.append(before == '{' ? "{}" : "}");
    }

    private void array(List<?> items, int depth) {
        char before = '[';
        for (Object item : items) {
            text.append(before);
            value(item, depth + 1);
            before = ',';
        }
        text.append(before == '[' ? "[]" : "]");
    }

    private void string(String words) {
        text.append('"');
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < words.length()
                    && Character.isLowSurrogate(words.charAt(i + 1));
            if (pair) {
                text.append(c).append(words.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                text.append('\uFFFD');
            } else {
                character(c);
            }
        }
        text.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"', '\\' -> text.append('\\').append(c);
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                boolean escaped =
                        c < ' ' || c == 0x7f || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029;
                if (escaped) {
                    text.append(String.format("\\u%04x", (int) c));
                } else {
                    text.append(c);
                }
            }
        }
    }
}
