package dev.tomthumb.source.http;

import dev.tomthumb.model.DotSegments;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web address in the one spelling that is checked, connected to and sent.
 *
 * <p>Written leniently (spaces, Korean, a lone percent sign), read strictly: no user name, no odd spellings of an IPv4
 * address, no dot segments even when escaped, since an allow-list compares this text.
 *
 * @param scheme {@code http} or {@code https}
 * @param authority host and port
 * @param path begins with {@code /}; legal URL characters only, query included
 */
record HttpTarget(String scheme, Authority authority, String path) {
    private static final Pattern ABSOLUTE = Pattern.compile("([A-Za-z][A-Za-z0-9+.\\-]*):(.*)", Pattern.DOTALL);
    private static final String HTTP = "http";
    private static final String HTTPS = "https";

    /**
     * @param scheme {@code http} or {@code https}
     * @param location {@code //host[:port]/path[?query]}; escapes in it are kept, what needs escaping is escaped, a
     *     fragment is dropped
     * @throws ImageException {@code SOURCE_FORBIDDEN} if it is not such a text
     */
    static HttpTarget read(String scheme, String location) throws ImageException {
        if (!location.startsWith("//")) {
            throw forbidden("A web source is written " + scheme + "://host/path.");
        }
        int end = authorityEnd(location);
        Authority authority = Authority.read(location.substring(2, end), usualPort(scheme));
        String path = UrlText.escaped(UrlText.withoutFragment(location.substring(end)));
        if (DotSegments.inEncoded(UrlText.withoutQuery(path))) {
            throw forbidden("A web source has no . or .. segments in its path.");
        }
        return new HttpTarget(scheme, authority, path.startsWith("/") ? path : "/" + path);
    }

    private static int authorityEnd(String location) {
        for (int i = 2; i < location.length(); i++) {
            if ("/?#".indexOf(location.charAt(i)) >= 0) {
                return i;
            }
        }
        return location.length();
    }

    /**
     * Where a redirect from here leads (RFC 9110, section 10.2.2).
     *
     * @param location the field's value
     * @throws ImageException {@code SOURCE_FORBIDDEN} for a scheme other than http and https, and for a step from https
     *     back to http
     */
    HttpTarget redirected(String location) throws ImageException {
        Matcher absolute = ABSOLUTE.matcher(location);
        if (absolute.matches()) {
            return read(nextScheme(absolute.group(1).toLowerCase(Locale.ROOT)), absolute.group(2));
        }
        return read(scheme, location.startsWith("//") ? location : "//" + hostAndPort() + resolved(location));
    }

    private String nextScheme(String next) throws ImageException {
        if (!next.equals(HTTP) && !next.equals(HTTPS)) {
            throw forbidden("The source redirects to a scheme other than http and https.");
        }
        if (scheme.equals(HTTPS) && next.equals(HTTP)) {
            throw forbidden("The source redirects from https to http, which is not followed.");
        }
        return next;
    }

    /** RFC 3986, section 5.2, for a reference without scheme and authority. */
    private String resolved(String reference) {
        String escaped = UrlText.escaped(UrlText.withoutFragment(reference));
        String itsPath = UrlText.withoutQuery(escaped);
        String query = escaped.substring(itsPath.length());
        String base = UrlText.withoutQuery(path);
        if (itsPath.isEmpty()) {
            return base + query;
        }
        String merged = itsPath.startsWith("/") ? itsPath : base.substring(0, base.lastIndexOf('/') + 1) + itsPath;
        return UrlText.withoutDotSegments(merged) + query;
    }

    boolean secure() {
        return scheme.equals(HTTPS);
    }

    /** The value of {@code Host}: the port only if it is not the scheme's own. */
    String hostAndPort() {
        return authority.port() == usualPort(scheme) ? authority.host() : authority.host() + ":" + authority.port();
    }

    /** @throws ImageException {@code SOURCE_FORBIDDEN} if the JDK does not take it for a URL */
    URI uri() throws ImageException {
        try {
            return new URI(toString());
        } catch (URISyntaxException e) {
            throw new ImageException(Problem.SOURCE_FORBIDDEN, "The web source is not a URL.", e);
        }
    }

    @Override
    public String toString() {
        return scheme + "://" + hostAndPort() + path;
    }

    private static int usualPort(String scheme) {
        return scheme.equals(HTTPS) ? 443 : 80;
    }

    private static ImageException forbidden(String sentence) {
        return new ImageException(Problem.SOURCE_FORBIDDEN, sentence);
    }
}
