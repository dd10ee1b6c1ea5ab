package dev.tomthumb.config;

import static dev.tomthumb.config.UnreadableException.about;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long renditions of some originals are used before their origin is asked again.
 *
 * @param pattern the address of an original, or the beginning of one with {@code *} at its end; beginning with {@code /}
 *     it is a path of the site
 * @param min at least so long, whatever the origin says
 * @param otherwise how long if the origin says nothing
 * @param max at most so long
 */
public record TtlRule(String pattern, Duration min, Duration otherwise, Duration max) {
    private static final String FORM = "rules `s3://photos/live/* = 0 s, 10 s, 1 h` (minimum, default, maximum), "
            + "separated by semicolons, or `off` for none";
    private static final SettingReader<Duration> TTL = AmountReaders.duration("0", "3650 d");

    static SettingReader<List<TtlRule>> reader() {
        return SettingReader.of(FORM, text -> {
            List<TtlRule> rules = new ArrayList<>();
            for (String rule : Readers.parts(text, "[;\\r\\n]")) {
                rules.add(one(rule));
            }
            return List.copyOf(rules);
        });
    }

    private static TtlRule one(String text) throws UnreadableException {
        int equals = text.lastIndexOf('=');
        if (equals < 0) {
            throw about(text, "has no = between pattern and times");
        }
        String pattern = text.substring(0, equals).strip();
        int star = pattern.indexOf('*');
        if (star >= 0 && star < pattern.length() - 1) {
            throw about(pattern, "has a * before its end");
        }
        if (!pattern.startsWith("/") && !pattern.matches("[a-z][a-z0-9+.\\-]*:.+")) {
            throw about(pattern, "begins neither with / nor with a scheme such as s3:");
        }
        String[] times = text.substring(equals + 1).split(",", -1);
        if (times.length != 3) {
            throw about(text, "does not say three times: minimum, default, maximum");
        }
        TtlRule rule = new TtlRule(
                pattern, TTL.read(times[0].strip()), TTL.read(times[1].strip()), TTL.read(times[2].strip()));
        if (rule.min.compareTo(rule.max) > 0) {
            throw about(text, "has a minimum above its maximum");
        }
        return rule;
    }

    /** Whether the pattern means this text. */
    public boolean matches(String address) {
        return pattern.endsWith("*")
                ? address.startsWith(pattern.substring(0, pattern.length() - 1))
                : address.equals(pattern);
    }

    /** The same rule for another pattern. */
    public TtlRule of(String another) {
        return new TtlRule(another, min, otherwise, max);
    }

    /** As an operator writes it. */
    @Override
    public String toString() {
        return pattern + " = " + text(min) + ", " + text(otherwise) + ", " + text(max);
    }

    private static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
