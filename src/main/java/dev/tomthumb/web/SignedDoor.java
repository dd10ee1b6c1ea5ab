package dev.tomthumb.web;

import dev.tomthumb.SignedPaths;
import dev.tomthumb.Tomthumb;
import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.PathRule;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.http.cloudfront.Credentials;
import dev.tomthumb.http.cloudfront.KeyGroup;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets in, below guarded paths, only who brings a signed URL or signed cookies of CloudFront along. It stands before
 * everything that answers from the cache or hands on to the host application, whatever the method.
 *
 * <p>What was signed is compared as it was sent, what is served is found by the container's reading of the same path. A
 * path that the two could read differently ({@code /private/mine/../yours.jpg} below {@code /private/mine/*}) is
 * refused. In imgproxy's language, which reads the path as it was sent, there is one reading.
 */
final class SignedDoor {
    /** Operators have a door of their own. */
    private static final String OPERATORS = "/tomthumb/";
    /** Whoever shall ask each time is asked for the cookie each time; the host may say otherwise of its own pages. */
    private static final String PERSONAL = "private, no-cache";

    private final Tomthumb tomthumb;
    private final SignedPaths paths;

    SignedDoor(Tomthumb tomthumb) {
        this.tomthumb = tomthumb;
        this.paths = tomthumb.signedPaths();
    }

    /**
     * A request that was let in.
     *
     * @param url without the parameters that sign, which are nobody else's business and enter no key
     * @param end when the grant ends; empty = the path is open to everybody
     */
    record Admitted(RequestUrl url, Optional<Instant> end) {
        /** The picture asked for, which no browser shows longer than the grant lasts. */
        ParsedUrl limited(ParsedUrl parsed) {
            return end.map(last ->
                            new ParsedUrl(parsed.image(), parsed.delivery().until(last)))
                    .orElse(parsed);
        }
    }

    /**
     * Lets {@code request} in. If its URL alone opens nothing, {@code response} is marked as private.
     *
     * @throws ImageException it is not let in
     */
    Admitted admit(HttpServletRequest request, HttpServletResponse response, RequestUrl url) throws ImageException {
        if (paths.isEmpty()) {
            return new Admitted(url, Optional.empty());
        }
        boolean imgproxy = speaksImgproxy(url);
        Optional<SignedPaths.Guard> guard = guard(request, url, imgproxy);
        if (guard.isEmpty()) {
            return new Admitted(url, Optional.empty());
        }
        if (!imgproxy) {
            requirePlain(url);
        }
        Credentials.Read read = Credentials.of(Optional.ofNullable(request.getQueryString()), cookies(request));
        Credentials credentials = read.credentials()
                .orElseThrow(() -> new ImageException(
                        Problem.ACCESS_DENIED, "This path is opened by a signed URL or signed cookies alone."));
        String signed = base(request)
                + url.sentPath()
                + read.query().map(text -> "?" + text).orElse("");
        KeyGroup.Grant grant = guard.get().keys().admit(credentials, signed, request.getRemoteAddr(), tomthumb.now());
        if (grant.personal()) {
            response.setHeader("Cache-Control", PERSONAL);
        }
        return new Admitted(
                new RequestUrl(
                        url.path(), url.rawPath(), url.sentPath(), read.query().orElse("")),
                Optional.of(grant.end()));
    }

    /** Whose form a refusal has. */
    String dialect(RequestUrl url) {
        return speaksImgproxy(url) ? Delivery.IMGPROXY : Delivery.QUERY;
    }

    private boolean speaksImgproxy(RequestUrl url) {
        return tomthumb.dialects().stream()
                .filter(dialect -> dialect.name().equals(Delivery.IMGPROXY))
                .anyMatch(dialect -> dialect.claims(url));
    }

    /** Who guards the path by either reading; two of them are one too many. */
    private Optional<SignedPaths.Guard> guard(HttpServletRequest request, RequestUrl url, boolean imgproxy)
            throws ImageException {
        if (isOperators(url) || imgproxy && isPreflight(request)) {
            return Optional.empty();
        }
        Optional<SignedPaths.Guard> read = paths.guarding(url.path());
        Optional<SignedPaths.Guard> sent =
                UrlText.decoded(imgproxy ? url.sentPath() : url.rawPath()).flatMap(paths::guarding);
        if (read.isPresent() && sent.isPresent() && !read.equals(sent)) {
            throw new ImageException(
                    Problem.ACCESS_DENIED, "The path leads from one guarded part to another; write it plainly.");
        }
        return read.or(() -> sent);
    }

    /** A file of the host application that lies there is nobody's page. */
    private boolean isOperators(RequestUrl url) {
        return url.path().startsWith(OPERATORS)
                && tomthumb.dialects().stream().noneMatch((Dialect dialect) -> dialect.claims(url));
    }

    /** Browsers ask beforehand without cookies, and the answer shows nothing. */
    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS");
    }

    /**
     * But for the container's own reading, which behind a directory is its welcome page. Path parameters are no part of
     * what names a file, but the application behind may read another page by them: were they signed, they could put on
     * another file's name, and were they not, one signature would open all such pages.
     */
    private static void requirePlain(RequestUrl url) throws ImageException {
        if (!url.sentPath().equals(url.rawPath())) {
            throw new ImageException(
                    Problem.INVALID_URL,
                    "The path has a parameter (\";\"), which no signature covers; write it without, or as %3B.");
        }
        PathRule.agreed(new RequestUrl(UrlText.decoded(url.rawPath()).orElse(""), url.rawPath(), ""));
    }

    private static List<Map.Entry<String, String>> cookies(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? List.of()
                : Arrays.stream(cookies)
                        .map(cookie -> Map.entry(cookie.getName(), cookie.getValue()))
                        .toList();
    }

    private String base(HttpServletRequest request) {
        return paths.urlBase().orElseGet(() -> asked(request));
    }

    /**
     * As Tomcat understands the request: by its Host header, and behind a proxy by what its {@code RemoteIpValve} makes
     * of that proxy's headers. We read no {@code X-Forwarded-} header, which anybody can send.
     */
    private static String asked(HttpServletRequest request) {
        String scheme = request.getScheme();
        int port = request.getServerPort();
        boolean usual = scheme.equals("http") && port == 80 || scheme.equals("https") && port == 443;
        return scheme + "://" + request.getServerName() + (usual ? "" : ":" + port) + request.getContextPath();
    }
}
