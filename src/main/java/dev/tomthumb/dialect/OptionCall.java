package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One segment of imgproxy's language: an option with its arguments, or the beginning of another pass over the picture.
 *
 * @param option empty = another pass begins
 * @param written the name as it was written
 * @param arguments in order; at least one, which may be empty
 */
record OptionCall(Optional<Option> option, String written, List<String> arguments) {
    /** The segment between two passes (imgproxy Pro's chained pipelines). */
    static final String NEXT_PASS = "-";

    /** @throws ImageException there is no option of that name in {@code table} */
    static OptionCall of(String segment, String separator, OptionTable table) throws ImageException {
        if (table.chains() && segment.equals(NEXT_PASS)) {
            return new OptionCall(Optional.empty(), segment, List.of(""));
        }
        List<String> parts = parts(segment, separator);
        String written = parts.get(0);
        List<String> arguments = parts.size() == 1 ? List.of("") : parts.subList(1, parts.size());
        return new OptionCall(Optional.of(table.named(written)), written, List.copyOf(arguments));
    }

    /** Without a regular expression, which would be compiled for every option of every request. */
    private static List<String> parts(String segment, String separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = segment.indexOf(separator); at >= 0; at = segment.indexOf(separator, from)) {
            parts.add(segment.substring(from, at));
            from = at + separator.length();
        }
        parts.add(segment.substring(from));
        return parts;
    }

    /** The presets it asks for. */
    List<String> presets() {
        return option.filter(row -> row.name().equals(DeliveryRows.PRESET)).isPresent() ? arguments : List.of();
    }

    void apply(RequestBuilder to) throws ImageException {
        if (option.isPresent()) {
            option.get().apply(written, arguments, to);
        } else {
            to.nextPass();
        }
    }
}
