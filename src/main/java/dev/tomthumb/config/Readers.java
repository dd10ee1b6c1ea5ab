package dev.tomthumb.config;

import static dev.tomthumb.config.UnreadableException.about;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The plain readers: switches, whole numbers, words, lists, paths. */
final class Readers {
    // imgproxy reads its switches with Go's ParseBool: 1 t T TRUE true True and their opposites.
    private static final Set<String> YES = Set.of("true", "yes", "on", "1", "t");
    private static final Set<String> NO = Set.of("false", "no", "off", "0", "f");
    private static final Set<String> NOTHING = Set.of("", "none", "off");

    private Readers() {}

    static SettingReader<Boolean> bool() {
        return SettingReader.of("`true` or `false`", text -> {
            String word = text.toLowerCase(Locale.ROOT);
            if (YES.contains(word)) {
                return true;
            }
            if (NO.contains(word)) {
                return false;
            }
            throw about(text, "is neither true nor false");
        });
    }

    static SettingReader<Integer> wholeNumber(int min, int max) {
        return SettingReader.of("a whole number from " + min + " to " + max, text -> integer(text, min, max));
    }

    static int integer(String text, int min, int max) throws UnreadableException {
        if (!text.matches("[+-]?[0-9]{1,18}")) {
            throw about(text, "is not a whole number");
        }
        long value = Long.parseLong(text);
        if (value < min) {
            throw about(text, "is less than " + min);
        }
        if (value > max) {
            throw about(text, "is more than " + max);
        }
        return (int) value;
    }

    /** Text that {@code pattern} matches as a whole. */
    static SettingReader<String> text(String accepted, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return SettingReader.of(accepted, text -> {
            if (!compiled.matcher(text).matches()) {
                throw about(text, "does not have that form");
            }
            return text;
        });
    }

    static <E extends Enum<E>> SettingReader<E> oneOf(Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        String words = constants.stream()
                .map(constant -> "`" + constant.name().toLowerCase(Locale.ROOT) + "`")
                .collect(Collectors.joining(", "));
        return SettingReader.of("one of " + words, text -> {
            for (E constant : constants) {
                if (constant.name().equalsIgnoreCase(text)) {
                    return constant;
                }
            }
            throw about(text, "is none of these words");
        });
    }

    /** Blank text is "not set". */
    static <T> SettingReader<Optional<T>> optional(SettingReader<T> reader) {
        return SettingReader.of(
                reader.accepted(), text -> text.isEmpty() ? Optional.empty() : Optional.of(reader.read(text)));
    }

    /** As {@link #optional}, with the word {@code off} to say it against a default. */
    static <T> SettingReader<Optional<T>> orOff(SettingReader<T> reader) {
        return SettingReader.of(
                reader.accepted() + ", or `off`",
                text -> text.isEmpty() || text.equalsIgnoreCase("off")
                        ? Optional.empty()
                        : Optional.of(reader.read(text)));
    }

    /** Entries separated by commas or line ends; none at all for {@code none} and {@code off}. */
    static <T> SettingReader<List<T>> listOf(String entries, SettingReader.Reading<T> entry) {
        return SettingReader.of(entries + ", separated by commas, or `off` for none", text -> {
            List<T> values = new ArrayList<>();
            for (String part : parts(text, "[,\\r\\n]")) {
                values.add(entry.read(part));
            }
            return List.copyOf(values);
        });
    }

    /** The parts between separators without surrounding blanks; empty ones do not count. */
    static List<String> parts(String text, String separator) {
        if (NOTHING.contains(text.toLowerCase(Locale.ROOT))) {
            return List.of();
        }
        return Pattern.compile(separator)
                .splitAsStream(text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Words of one form, separated by commas or line ends; blank text is none. */
    static SettingReader<List<String>> words(String accepted, String pattern) {
        Pattern form = Pattern.compile(pattern);
        return SettingReader.of(accepted, text -> {
            List<String> words = parts(text, "[,\\r\\n]");
            for (String word : words) {
                if (!form.matcher(word).matches()) {
                    throw about(word, "does not have that form");
                }
            }
            return words;
        });
    }

    static SettingReader<Path> absolutePath(String what) {
        return SettingReader.of("the absolute path of " + what, text -> {
            Path path;
            try {
                path = Path.of(text);
            } catch (InvalidPathException e) {
                throw about(text, "cannot be a path on this system");
            }
            // What a relative path is relative to depends on who started Tomcat, and from where.
            if (!path.isAbsolute()) {
                throw about(text, "is a relative path");
            }
            return path.normalize();
        });
    }

    static SettingReader<URI> endpoint() {
        return SettingReader.of("a URL such as `https://s3.example.com:9000`", text -> {
            URI uri;
            try {
                uri = new URI(text);
            } catch (URISyntaxException e) {
                throw new UnreadableException("it is not a URL");
            }
            // A password in here would end up in logs: refused without repeating it.
            if (uri.getRawUserInfo() != null || text.contains("@")) {
                throw new UnreadableException("it carries a user name, which belongs into settings of its own");
            }
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!web || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw about(text, "is not http:// or https:// with a host and without a query");
            }
            return uri;
        });
    }

    /** A CORS origin (Fetch standard, section 3.2): {@code *} or scheme, host and port, nothing behind them. */
    static SettingReader<String> origin() {
        return text(
                "`*`, or one origin such as `https://www.example.com`", "\\*|https?://[A-Za-z0-9.\\-]+(:[0-9]{1,5})?");
    }
}
