package dev.tomthumb.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The header fields of a message, line by line, in their order (RFC 9110, section 5). Names are compared without case.
 *
 * @param lines as they came
 */
public record Fields(List<Line> lines) {
    /** No field at all. */
    public static final Fields NONE = new Fields(List.of());

    public Fields {
        lines = List.copyOf(lines);
    }

    /**
     * One line.
     *
     * @param name as it was written
     * @param value without spaces around it and without a line end
     */
    public record Line(String name, String value) {
        /** Whether the line is of the field {@code other}. */
        public boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    /** The values of a field's lines, in their order. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Line line : lines) {
            if (line.is(name)) {
                values.add(line.value());
            }
        }
        return values;
    }

    /** All lines of a field as one value (RFC 9110, section 5.3); empty if there is none. */
    public Optional<String> joined(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    /** The first line's value. */
    public Optional<String> first(String name) {
        for (Line line : lines) {
            if (line.is(name)) {
                return Optional.of(line.value());
            }
        }
        return Optional.empty();
    }

    /** Whether there is such a field. */
    public boolean has(String name) {
        return first(name).isPresent();
    }

    /** The members of a field that is a list of tokens, in lower case; empty members are left out. */
    public List<String> tokens(String name) {
        List<String> tokens = new ArrayList<>();
        for (String value : all(name)) {
            for (String member : value.split(",", -1)) {
                String token = member.strip().toLowerCase(Locale.ROOT);
                if (!token.isEmpty()) {
                    tokens.add(token);
                }
            }
        }
        return tokens;
    }

    /** Without the fields whose name is meant. */
    public Fields without(Predicate<String> name) {
        return new Fields(lines.stream().filter(line -> !name.test(line.name())).toList());
    }

    /** With one more line behind the others. */
    public Fields and(String name, String value) {
        List<Line> more = new ArrayList<>(lines);
        more.add(new Line(name, value));
        return new Fields(more);
    }

    /** With these fields in place of the ones of the same names. */
    public Fields replacing(Fields newer) {
        List<Line> merged = new ArrayList<>();
        for (Line line : lines) {
            if (!newer.has(line.name())) {
                merged.add(line);
            }
        }
        merged.addAll(newer.lines);
        return new Fields(merged);
    }
}
