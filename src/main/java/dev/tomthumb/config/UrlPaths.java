package dev.tomthumb.config;

import static dev.tomthumb.config.UnreadableException.about;

import java.util.regex.Pattern;

/** Path prefixes of our own web application. */
public final class UrlPaths {
    /** Health, metrics and the console live here. */
    private static final String RESERVED = "/tomthumb/";

    private static final Pattern CHARACTERS = Pattern.compile("/[^%?#;*\\\\\\p{Cntrl}]*");

    /** Servlet 6.0, section 10.5; file systems that ignore case open it under any. */
    private static final Pattern CLOSED = Pattern.compile("/(WEB|META)-INF/", Pattern.CASE_INSENSITIVE);

    private UrlPaths() {}

    /**
     * Whether a path belongs to the pages for operators, whatever else is configured.
     *
     * @param path decoded, relative to the context
     */
    public static boolean isOfOperators(String path) {
        return (path + "/").startsWith(RESERVED);
    }

    /** @return {@code path} if visitors' URLs may begin with it */
    static String require(String path) throws UnreadableException {
        requirePath(path);
        if (isOfOperators(path)) {
            throw about(path, "belongs to the pages for operators");
        }
        if (CLOSED.matcher(path + "/").find()) {
            throw about(path, "lies in WEB-INF or META-INF, which no URL reaches");
        }
        return path;
    }

    /** @return {@code path} if it begins with a slash and has neither escapes nor dot segments */
    static String requirePath(String path) throws UnreadableException {
        if (!CHARACTERS.matcher(path).matches()) {
            throw about(path, "does not begin with /, or has one of % ? # ; * \\");
        }
        if (path.contains("//") || (path + "/").contains("/../") || (path + "/").contains("/./")) {
            throw about(path, "has an empty, . or .. segment");
        }
        return path;
    }

    /** A prefix with its slashes completed: {@code img} is {@code /img/}. */
    static SettingReader<String> prefix() {
        return SettingReader.of(
                "a path such as `/img/`",
                text -> require((text.startsWith("/") ? "" : "/") + text + (text.endsWith("/") ? "" : "/")));
    }
}
