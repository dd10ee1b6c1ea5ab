package dev.tomthumb.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An {@code Accept} field (RFC 9110, section 12.5.1).
 *
 * @param ranges in the order written; parts that are no media range are left out
 */
record AcceptHeader(List<Range> ranges) {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern RANGE =
            Pattern.compile("\\s*(" + TOKEN + ")/(" + TOKEN + ")\\s*(;.*)?", Pattern.DOTALL);
    private static final Pattern WEIGHT = Pattern.compile("\\s*q\\s*=\\s*([^\\s]*)\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern QVALUE = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

    AcceptHeader {
        ranges = List.copyOf(ranges);
    }

    /**
     * One media range.
     *
     * @param type lower case or {@code *}
     * @param subtype lower case or {@code *}
     * @param weight 0..1, where 0 means "not acceptable" (section 12.4.2)
     */
    record Range(String type, String subtype, double weight) {}

    static AcceptHeader parse(String accept) {
        List<Range> ranges = new ArrayList<>();
        for (String part : split(accept, ',')) {
            range(part).ifPresent(ranges::add);
        }
        return new AcceptHeader(ranges);
    }

    private static Optional<Range> range(String part) {
        Matcher range = RANGE.matcher(part);
        if (!range.matches()) {
            return Optional.empty();
        }
        double weight = 1;
        String parameters = range.group(3) == null ? "" : range.group(3);
        for (String parameter : split(parameters, ';')) {
            Matcher named = WEIGHT.matcher(parameter);
            if (named.matches()) {
                // Whoever writes q=0,5 or q=high did not say what he wants: not counted at all.
                if (!QVALUE.matcher(named.group(1)).matches()) {
                    return Optional.empty();
                }
                weight = Double.parseDouble(named.group(1));
            }
        }
        String type = range.group(1).toLowerCase(Locale.ROOT);
        String subtype = range.group(2).toLowerCase(Locale.ROOT);
        return Optional.of(new Range(type, subtype, weight));
    }

    /** Splits outside quoted strings. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** The weight of a range that names exactly {@code mediaType}; empty if only wildcards, or nothing, cover it. */
    OptionalDouble named(String mediaType) {
        return weight(mediaType.substring(0, mediaType.indexOf('/')), mediaType.substring(mediaType.indexOf('/') + 1));
    }

    /** The weight of the most specific range that covers {@code mediaType}; 0 if none does. */
    double covering(String mediaType) {
        String type = mediaType.substring(0, mediaType.indexOf('/'));
        OptionalDouble named = named(mediaType);
        if (named.isPresent()) {
            return named.getAsDouble();
        }
        OptionalDouble anySubtype = weight(type, "*");
        return anySubtype.isPresent()
                ? anySubtype.getAsDouble()
                : weight("*", "*").orElse(0);
    }

    private OptionalDouble weight(String type, String subtype) {
        return ranges.stream()
                .filter(range -> range.type.equals(type) && range.subtype.equals(subtype))
                .mapToDouble(Range::weight)
                .max();
    }
}
