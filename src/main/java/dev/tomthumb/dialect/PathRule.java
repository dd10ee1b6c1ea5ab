package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.Locale;
import java.util.Optional;

/**
 * One path, two readings, one meaning.
 *
 * <p>Security constraints and filters were matched against the container's reading ({@link RequestUrl#path()}); the
 * original is found by ours ({@link RequestUrl#rawPath()}, decoded once). Where the two could name different files a
 * guard is bypassed, so a path is refused that holds a dot segment, an empty segment, an encoded slash or backslash, a
 * control character, a bad escape or bytes that are not UTF-8, or that simply decodes to something else than the
 * container says. One difference is expected: with {@code encodedSolidusHandling="passthrough"} Tomcat leaves
 * {@code %25} as it is.
 *
 * <p>This holds for whole paths that name an original. In imgproxy's language only the prefix is held to it: what lies
 * behind is another URL's text, where {@code //} and {@code %2F} are at home, and which can never name a file of the
 * host application.
 */
public final class PathRule {
    private PathRule() {}

    /**
     * The path both readings agree on, decoded.
     *
     * @throws ImageException {@link Problem#INVALID_URL}, naming why
     */
    public static String agreed(RequestUrl url) throws ImageException {
        String raw = url.rawPath();
        refuse(raw.indexOf('\\') >= 0 || hasEscape(raw, "%5c"), "holds a backslash");
        refuse(hasEscape(raw, "%2f"), "holds an encoded slash");
        String path = UrlText.decoded(raw).orElseThrow(() -> refusal("is not percent-encoded UTF-8"));
        refuse(UrlText.hasControls(path), "holds a control character");
        refuse(path.contains("//"), "holds an empty segment (//)");
        refuse(hasDotSegment(path), "holds a dot segment (. or ..)");
        refuse(!isReading(url.path(), raw, path), "is read differently by this server");
        return path;
    }

    private static boolean isReading(String containers, String raw, String ours) {
        return containers.equals(ours) || UrlText.decoded(raw, true).equals(Optional.of(containers));
    }

    private static boolean hasEscape(String raw, String escape) {
        return raw.indexOf('%') >= 0 && raw.toLowerCase(Locale.ROOT).contains(escape);
    }

    /** Whether a segment of {@code path}, which is decoded, is {@code .} or {@code ..}. */
    public static boolean hasDotSegment(String path) {
        String closed = "/" + path + "/";
        return closed.contains("/./") || closed.contains("/../");
    }

    private static void refuse(boolean wrong, String why) throws ImageException {
        if (wrong) {
            throw refusal(why);
        }
    }

    private static ImageException refusal(String why) {
        return new ImageException(Problem.INVALID_URL, "The path " + why + "; write it plainly.");
    }
}
