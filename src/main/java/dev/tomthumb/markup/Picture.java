package dev.tomthumb.markup;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
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
        Map<String, String> read = new LinkedHashMap<>();
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            String name = attribute.getKey();
            String ours = name(name);
            // Both are a mistake, which is told of when the picture is written.
            read.put(attributes.containsKey(ours) ? name : ours, attribute.getValue());
        }
        attributes = Collections.unmodifiableMap(read);
    }

    /** HTML's names are the same in capitals, as old pages have them; so are ours. */
    static String name(String written) {
        String small = written.toLowerCase(Locale.ROOT);
        return small.equals(written) || !Wish.isOurs(small) ? written : small;
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
