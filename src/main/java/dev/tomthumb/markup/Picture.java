package dev.tomthumb.markup;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A picture as its author writes it down: an original, and attributes in their order: options by any of their names, what
 * {@link Markup} knows (widths, sizes, placeholder, …), and attributes of HTML.
 *
 * @param src the original, not percent-encoded
 * @param attributes names and values, in order
 */
public record Picture(String src, Map<String, String> attributes) {
    public Picture {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** Without attributes. */
    public static Picture of(String src) {
        return new Picture(src, Map.of());
    }

    /** The same with one more attribute, or another value of it. */
    public Picture with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(name, value);
        return new Picture(src, more);
    }
}
