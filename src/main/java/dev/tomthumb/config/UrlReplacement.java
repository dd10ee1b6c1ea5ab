package dev.tomthumb.config;

import static dev.tomthumb.config.UnreadableException.about;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the beginning of a source's text stands for (imgproxy's URL_REPLACEMENTS): {@code mys3-*://=s3://bucket-${1}/}.
 *
 * @param pattern the beginning, {@code *} for any run of characters but {@code /}
 * @param replacement what stands in its place, <code>${n}</code> for what the n-th star matched
 */
public record UrlReplacement(String pattern, String replacement) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([0-9]{1,3})\\}");

    static SettingReader<List<UrlReplacement>> list() {
        return SettingReader.of(
                "pairs `beginning=replacement` separated by semicolons, `*` for anything but `/` and `${1}` for what the"
                        + " first `*` was",
                text -> {
                    List<UrlReplacement> all = new ArrayList<>();
                    for (String part : Readers.parts(text, ";")) {
                        all.add(read(part));
                    }
                    return List.copyOf(all);
                });
    }

    private static UrlReplacement read(String text) throws UnreadableException {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw about(text, "has no = behind what is replaced");
        }
        UrlReplacement pair = new UrlReplacement(text.substring(0, equals), text.substring(equals + 1));
        long stars = pair.pattern.chars().filter(c -> c == '*').count();
        Matcher reference = REFERENCE.matcher(pair.replacement);
        while (reference.find()) {
            int number = Integer.parseInt(reference.group(1));
            if (number < 1 || number > stars) {
                throw about(text, "names the star " + number + " of " + stars);
            }
        }
        return pair;
    }

    /** {@code text} with its beginning replaced; as it is when it does not begin so. */
    public String applied(String text) {
        Beginning beginning = new Beginning(pattern.split("\\*", -1), text);
        if (!beginning.matches()) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        Matcher reference = REFERENCE.matcher(replacement);
        int copied = 0;
        while (reference.find()) {
            out.append(replacement, copied, reference.start());
            out.append(beginning.star(Integer.parseInt(reference.group(1))));
            copied = reference.end();
        }
        return out.append(replacement, copied, replacement.length())
                .append(text, beginning.end, text.length())
                .toString();
    }

    /**
     * Matches stars as imgproxy does, each as far as it goes. Not by a regular expression: visitors write the text, and
     * several stars would go back and forth in it for as long as they like; here no place is tried twice.
     */
    private static final class Beginning {
        private final String[] literals;
        private final String text;
        private final int[] starts;
        private final int[] ends;
        private final boolean[][] failed;
        private int end;

        Beginning(String[] literals, String text) {
            this.literals = literals;
            this.text = text;
            this.starts = new int[literals.length];
            this.ends = new int[literals.length];
            this.failed = new boolean[literals.length][text.length() + 1];
        }

        boolean matches() {
            return text.startsWith(literals[0]) && star(1, literals[0].length());
        }

        /** Whether the star before literal {@code index} can begin at {@code from}, and everything behind it fits. */
        private boolean star(int index, int from) {
            if (index == literals.length) {
                end = from;
                return true;
            }
            if (failed[index][from]) {
                return false;
            }
            int slash = text.indexOf('/', from);
            for (int to = slash < 0 ? text.length() : slash; to >= from; to--) {
                if (text.startsWith(literals[index], to) && star(index + 1, to + literals[index].length())) {
                    starts[index] = from;
                    ends[index] = to;
                    return true;
                }
            }
            failed[index][from] = true;
            return false;
        }

        String star(int number) {
            return text.substring(starts[number], ends[number]);
        }
    }
}
