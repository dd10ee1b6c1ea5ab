package dev.tomthumb.source;

import dev.tomthumb.model.Visibility;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An origin's answer that is passed on as it is.
 *
 * @param status 200..599
 * @param fields header fields by their names, those of {@link #NAMES} only
 * @param body not copied; nobody may change it
 * @param visibility who may keep it
 */
@SuppressWarnings("ArrayRecordComponent")
public record Passed(int status, Map<String, String> fields, byte[] body, Visibility visibility) {
    /** What is handed on to the visitor. */
    public static final Set<String> NAMES =
            Set.of("Content-Type", "Content-Encoding", "Content-Range", "Accept-Ranges", "Last-Modified", "ETag");

    public Passed {
        Map<String, String> known = new TreeMap<>(fields);
        known.keySet().retainAll(NAMES);
        known.values().removeIf(value -> !value.matches("[\\x20-\\x7e\\x80-\\xff]{1,1000}"));
        fields = Map.copyOf(known);
    }
}
