package dev.tomthumb.ops;

import dev.tomthumb.dialect.Option;
import dev.tomthumb.dialect.OptionTable;
import dev.tomthumb.dialect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of the query language for controls: what each is called, what it does, and what kind of value it takes.
 *
 * <p>Kinds are read from what the table says a parameter accepts, which is a sentence of few forms; one that has none of
 * them is a text, and the sentence stands beside it.
 */
final class OptionList {
    private static final String NUMBER = "(-?[0-9]+(?:\\.[0-9]+)?)";
    private static final Pattern RANGE = Pattern.compile("a (whole )?number from " + NUMBER + " to " + NUMBER);
    private static final Pattern FROM = Pattern.compile("a (whole )?number from " + NUMBER + " on");
    private static final Pattern POSITIVE = Pattern.compile("a (whole )?number greater than 0");
    private static final Pattern BYTES = Pattern.compile("a number of (bytes|degrees)");
    private static final Pattern WORDS = Pattern.compile("one of (.+)");
    private static final Pattern FLAG = Pattern.compile("1, t or true; everything else means no");
    private static final Pattern COLOR = Pattern.compile("3 or 6 hexadecimal digits");
    private static final Pattern QUARTERS = Pattern.compile("a multiple of 90");

    private OptionList() {}

    /** JSON. */
    static String text(OptionTable table) {
        List<Object> parameters = new ArrayList<>();
        for (Option option : table.options()) {
            for (Parameter parameter : option.parameters()) {
                Map<String, Object> described = new LinkedHashMap<>();
                described.put("name", parameter.name());
                described.put("option", option.name());
                described.put("sentence", parameter.sentence());
                described.put("accepted", parameter.accepted());
                described.put("unsigned", parameter.bounded());
                described.putAll(kind(parameter.accepted()));
                parameters.add(described);
            }
        }
        return Json.text(Map.of("parameters", parameters));
    }

    /** {@code kind}, and what belongs to it: {@code min}, {@code max}, {@code words}. */
    static Map<String, Object> kind(String accepted) {
        return range(accepted)
                .or(() -> open(accepted))
                .or(() -> words(accepted))
                .or(() -> fixed(accepted))
                .orElseGet(() -> Map.of("kind", "text"));
    }

    private static Optional<Map<String, Object>> range(String accepted) {
        Matcher range = RANGE.matcher(accepted);
        if (!range.matches()) {
            return Optional.empty();
        }
        Map<String, Object> kind = number(range.group(1) != null);
        kind.put("min", Double.valueOf(range.group(2)));
        kind.put("max", Double.valueOf(range.group(3)));
        return Optional.of(kind);
    }

    private static Optional<Map<String, Object>> open(String accepted) {
        Matcher from = FROM.matcher(accepted);
        Matcher positive = POSITIVE.matcher(accepted);
        if (from.matches()) {
            Map<String, Object> kind = number(from.group(1) != null);
            kind.put("min", Double.valueOf(from.group(2)));
            return Optional.of(kind);
        }
        if (positive.matches()) {
            Map<String, Object> kind = number(positive.group(1) != null);
            kind.put("min", 0.0);
            return Optional.of(kind);
        }
        return BYTES.matcher(accepted).matches() ? Optional.of(number(false)) : Optional.empty();
    }

    private static Map<String, Object> number(boolean whole) {
        Map<String, Object> kind = new LinkedHashMap<>();
        kind.put("kind", whole ? "whole" : "number");
        return kind;
    }

    private static Optional<Map<String, Object>> words(String accepted) {
        Matcher words = WORDS.matcher(accepted);
        return words.matches()
                ? Optional.of(
                        Map.of("kind", "words", "words", List.of(words.group(1).split(", "))))
                : Optional.empty();
    }

    private static Optional<Map<String, Object>> fixed(String accepted) {
        if (FLAG.matcher(accepted).matches()) {
            return Optional.of(Map.of("kind", "flag"));
        }
        if (COLOR.matcher(accepted).matches()) {
            return Optional.of(Map.of("kind", "color"));
        }
        return QUARTERS.matcher(accepted).matches()
                ? Optional.of(Map.of("kind", "words", "words", List.of("90", "180", "270")))
                : Optional.empty();
    }
}
