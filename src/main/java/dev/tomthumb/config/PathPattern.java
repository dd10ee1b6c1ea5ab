package dev.tomthumb.config;

/**
 * Paths of the web application, written as a {@code url-pattern} of the deployment descriptor is (Servlet 6.0, section
 * 12.2): {@code /members/*} or one exact path.
 *
 * @param text as written
 */
public record PathPattern(String text) {
    private static final String BELOW = "/*";

    static SettingReader<PathPattern> reader() {
        return SettingReader.of("`/members/*` or an exact path", PathPattern::read);
    }

    static PathPattern read(String text) throws UnreadableException {
        String path = text.endsWith(BELOW) ? text.substring(0, text.length() - 1) : text;
        if (!path.startsWith("/")) {
            throw UnreadableException.about(text, "does not begin with /");
        }
        if (path.contains("*") || path.contains("//") || path.contains("/../") || path.contains("/./")) {
            throw UnreadableException.about(text, "has a * before its end, or an empty, . or .. segment");
        }
        return new PathPattern(text);
    }

    /** Whether {@code path}, the container's own reading relative to the context, is meant. */
    public boolean matches(String path) {
        if (!text.endsWith(BELOW)) {
            return path.equals(text);
        }
        String directory = text.substring(0, text.length() - BELOW.length());
        return path.startsWith(directory)
                && (path.length() == directory.length() || path.charAt(directory.length()) == '/');
    }

    /** As written. */
    @Override
    public String toString() {
        return text;
    }
}
