package dev.tomthumb.source;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a visitor's browser asks of an original that is passed on to it as it is.
 *
 * @param fields header fields by their names, those of {@link #NAMES} only
 */
public record Asked(Map<String, String> fields) {
    /** What is handed on to the origin: conditions, the part that is wanted, and codings that are understood. */
    public static final Set<String> NAMES =
            Set.of("If-None-Match", "If-Modified-Since", "If-Range", "Range", "Accept-Encoding");

    /** All of it, unconditionally. */
    public static final Asked WHOLE = new Asked(Map.of());

    public Asked {
        Map<String, String> known = new TreeMap<>(fields);
        known.keySet().retainAll(NAMES);
        // A visitor's text becomes part of a request of ours: it must not end its line.
        known.values().removeIf(value -> !value.matches("[\\x20-\\x7e]{1,1000}"));
        fields = Map.copyOf(known);
    }
}
