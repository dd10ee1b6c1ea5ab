package dev.tomthumb.http.caching;

import dev.tomthumb.model.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers that depend on the request (RFC 9111, section 4.1). */
public final class Varying {
    /** Lists in which neither case nor order means anything (RFC 9110, section 12.5: weights do). */
    private static final Set<String> UNORDERED =
            Set.of("accept", "accept-charset", "accept-encoding", "accept-language");

    private Varying() {}

    /** Whether nobody but the application knows what an answer depends on. */
    public static boolean byEverything(Fields response) {
        return response.tokens("Vary").contains("*");
    }

    /**
     * The fields of the request that an answer depends on, normalised.
     *
     * @param request all values of a field of the request, in their order; none = it is not there
     * @return by lower-case name; a field that is not there has an empty value, which no field that is there has
     */
    public static Map<String, String> selecting(Fields response, Function<String, List<String>> request) {
        Map<String, String> selecting = new TreeMap<>();
        for (String name : response.tokens("Vary")) {
            selecting.put(name, normalised(name, request.apply(name)));
        }
        return selecting;
    }

    /** Whether a request with these fields selects an answer that was made for {@code selecting}. */
    public static boolean matches(Map<String, String> selecting, Function<String, List<String>> request) {
        return selecting.entrySet().stream()
                .allMatch(field -> field.getValue().equals(normalised(field.getKey(), request.apply(field.getKey()))));
    }

    /** Lines joined, white space around commas taken away; where the field allows it, in lower case and sorted. */
    public static String normalised(String name, List<String> values) {
        if (values.isEmpty()) {
            return "";
        }
        List<String> members = new ArrayList<>();
        for (String value : values) {
            for (String member : Members.of(value)) {
                members.add(member.strip().replaceAll("[ \\t]*;[ \\t]*", ";"));
            }
        }
        if (UNORDERED.contains(name)) {
            return ":"
                    + members.stream()
                            .map(member -> member.toLowerCase(Locale.ROOT))
                            .sorted()
                            .collect(Collectors.joining(","));
        }
        return ":" + String.join(",", members);
    }
}
