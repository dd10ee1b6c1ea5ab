package dev.tomthumb;

import dev.tomthumb.dialect.PathParameters;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads URLs of this site as visitors have them, with or without scheme and host, the context path included, outside of
 * any request.
 */
final class VisitorUrls {
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern SLASHES = Pattern.compile("/{2,}");
    /** Longer than any dialect reads. */
    private static final int LONGEST = 16_384;

    private final String contextPath;

    /** @param site whose name is its context path, as Tomcat writes it */
    VisitorUrls(Site site) {
        this.contextPath = site.name().equals("ROOT") ? "" : "/" + site.name().replace('#', '/');
    }

    /** What every path begins with before its first slash; empty for the root. */
    String contextPath() {
        return contextPath;
    }

    /** @throws ImageException {@code INVALID_URL} if it is no URL of this site */
    RequestUrl read(String text) throws ImageException {
        String local = local(text);
        int question = local.indexOf('?');
        String sent = question < 0 ? local : local.substring(0, question);
        String query = question < 0 ? "" : local.substring(question + 1);
        String raw = PathParameters.without(sent);
        // As Tomcat reads it, but for dot segments, which every dialect refuses.
        String path = UrlText.decoded(raw).orElseThrow(() -> refusal(text, "is not percent-encoded UTF-8"));
        return new RequestUrl(SLASHES.matcher(path).replaceAll("/"), raw, PathParameters.withoutSession(sent), query);
    }

    /** From the context path on, and without a fragment, which no browser sends. */
    private String local(String text) throws ImageException {
        if (text.length() > LONGEST) {
            throw refusal(text, "has more than " + LONGEST + " characters");
        }
        if (UrlText.hasControls(text) || text.indexOf(' ') >= 0) {
            throw refusal(text, "holds a blank or a control character");
        }
        String fromPath =
                ORIGIN.matcher(text).lookingAt() ? ORIGIN.matcher(text).replaceFirst("") : text;
        int fragment = fromPath.indexOf('#');
        String whole = fragment < 0 ? fromPath : fromPath.substring(0, fragment);
        if (!whole.startsWith(contextPath + "/")) {
            throw refusal(text, "is no URL of this site: its paths begin with " + contextPath + "/");
        }
        return whole.substring(contextPath.length());
    }

    private static ImageException refusal(String text, String why) {
        return new ImageException(Problem.INVALID_URL, UrlText.quoted(text) + " " + why + ".");
    }

    /** {@code prefix*} without its star; empty if it does not end with one. */
    static Optional<String> beforeStar(String text) {
        return text.endsWith("*") ? Optional.of(text.substring(0, text.length() - 1)) : Optional.empty();
    }
}
