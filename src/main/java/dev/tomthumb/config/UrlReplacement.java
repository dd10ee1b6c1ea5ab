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
        Matcher matcher = regex().matcher(text);
        if (!matcher.lookingAt()) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        Matcher reference = REFERENCE.matcher(replacement);
        int copied = 0;
        while (reference.find()) {
            out.append(replacement, copied, reference.start());
            out.append(matcher.group(Integer.parseInt(reference.group(1))));
            copied = reference.end();
        }
        return out.append(replacement, copied, replacement.length())
                .append(text, matcher.end(), text.length())
                .toString();
    }

    /** As imgproxy reads stars: the longest run that lets the rest match. */
    private Pattern regex() {
        String[] literals = pattern.split("\\*", -1);
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < literals.length; i++) {
            regex.append(i == 0 ? "" : "([^/]*)").append(Pattern.quote(literals[i]));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
