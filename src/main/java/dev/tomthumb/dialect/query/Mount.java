package dev.tomthumb.dialect.query;

import dev.tomthumb.dialect.PathRule;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.SourceRef;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths whose originals lie elsewhere: {@code /photos/ = s3://bucket/originals/}.
 *
 * <p>A prefix with a slash at its end stands for all paths below it, and what follows is appended to the base; one
 * without stands for exactly that path. A {@code dispatch} mount names a path that the host application itself answers,
 * such as {@code /image.jsp = dispatch:/image.jsp}: always its own path, since the host's filters and constraints guard
 * it there and nowhere else. For the same reason the host's files cannot be mounted elsewhere.
 *
 * @param prefix context-relative, decoded
 * @param base where originals lie
 */
public record Mount(String prefix, SourceRef base) {
    /** The scheme of mounts that the host application answers. */
    static final String DISPATCH = "dispatch";

    private static final Pattern TEXT = Pattern.compile("\\s*(/\\S*?)\\s*=\\s*([A-Za-z][A-Za-z0-9+.-]*):(\\S+)\\s*");

    /** @throws IllegalArgumentException for a mount that could not work, or would open what a login guards */
    public Mount {
        if (!prefix.startsWith("/") || prefix.contains("//") || PathRule.hasDotSegment(prefix)) {
            throw new IllegalArgumentException(
                    "a mount's path begins with one slash and has no dot segments: " + prefix);
        }
        if (isPrivate(prefix)) {
            throw new IllegalArgumentException("nothing can be mounted in WEB-INF or META-INF: " + prefix);
        }
        switch (base.scheme()) {
            case "webapp" ->
                throw new IllegalArgumentException(
                        "files of the host application are served under their own path; they cannot be mounted: "
                                + prefix);
            case DISPATCH -> {
                if (!base.location().equals(prefix)) {
                    throw new IllegalArgumentException(
                            "a dispatched path is mounted as itself: " + prefix + " = dispatch:" + prefix);
                }
            }
            default -> {
                if (prefix.endsWith("/") != base.location().endsWith("/")) {
                    throw new IllegalArgumentException(
                            "a mount's path and its source both end with a slash, or neither does: " + prefix);
                }
            }
        }
    }

    /**
     * Reads {@code /photos/ = s3://bucket/originals/}.
     *
     * @throws IllegalArgumentException for another form
     */
    public static Mount parse(String text) {
        Matcher mount = TEXT.matcher(text);
        if (!mount.matches()) {
            throw new IllegalArgumentException(
                    "a mount takes the form \"/path/ = scheme://place/\"; not \"" + text.strip() + "\"");
        }
        return new Mount(mount.group(1), new SourceRef(mount.group(2), mount.group(3)));
    }

    boolean covers(String path) {
        return prefix.endsWith("/") ? path.startsWith(prefix) : path.equals(prefix);
    }

    boolean isDispatch() {
        return base.scheme().equals(DISPATCH);
    }

    /**
     * The original of a path this mount covers.
     *
     * @param path decoded
     * @param query what a dispatched path shall be asked with, percent-encoded; no part of other sources
     */
    SourceRef source(String path, String query) {
        if (isDispatch()) {
            String encoded = UrlText.encoded(path, "/!$&'()*+,=:@");
            return new SourceRef(DISPATCH, query.isEmpty() ? encoded : encoded + "?" + query);
        }
        String rest = path.substring(prefix.length());
        boolean url = base.scheme().equals("http") || base.scheme().equals("https");
        return new SourceRef(base.scheme(), base.location() + (url ? UrlText.encoded(rest, "/!$&'()*+,=:@") : rest));
    }

    /** Whether a container keeps this path to itself (Servlet 6.0, 10.5). */
    static boolean isPrivate(String path) {
        String upper = path.toUpperCase(Locale.ROOT);
        return upper.equals("/WEB-INF")
                || upper.startsWith("/WEB-INF/")
                || upper.equals("/META-INF")
                || upper.startsWith("/META-INF/");
    }
}
