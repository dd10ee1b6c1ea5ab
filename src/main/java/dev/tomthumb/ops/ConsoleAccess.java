package dev.tomthumb.ops;

import dev.tomthumb.config.Secret;
import dev.tomthumb.dialect.UrlText;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may use the console from a browser: whoever has logged in with the token, or whom the container knows in the role.
 *
 * <p>A browser sends a cookie, and a name and password it knows, along with whatever page of whatever site makes it ask.
 * So a change needs the session's word in a header as well, which no other site can read ({@code SameSite=Strict} is
 * the second lock, {@code Sec-Fetch-Site} the third).
 */
final class ConsoleAccess {
    /** The header with the session's word. */
    static final String CSRF_HEADER = "X-Tomthumb-Csrf";

    private static final String COOKIE = "tomthumb-ops";
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
    /** Hosts that nobody but this machine has; another name may be made to point here by whoever owns it. */
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1|\\[::1]");

    private static final List<String> TOKEN_NAMES =
            List.of("token", "access_token", "accesstoken", "bearer", "tomthumb.ops.token", "ops.token", "ops-token");

    private final Optional<Secret> token;
    private final Optional<String> role;
    private final ConsoleSessions sessions;

    ConsoleAccess(Optional<Secret> token, Optional<String> role, ConsoleSessions sessions) {
        this.token = token;
        this.role = role;
        this.sessions = sessions;
    }

    /** Whether there is any way to log in. */
    boolean hasLogin() {
        return token.isPresent() || role.isPresent();
    }

    /** Whether a token can be typed. */
    boolean takesToken() {
        return token.isPresent();
    }

    boolean mayRead(HttpServletRequest request) {
        return session(request).isPresent() || hasRole(request);
    }

    /** Whether the session's word came with its cookie, from a page of this site. */
    boolean mayChange(HttpServletRequest request) {
        String csrf = request.getHeader(CSRF_HEADER);
        return csrf != null
                && isOwnSite(request)
                && session(request).filter(session -> session.hasCsrf(csrf)).isPresent();
    }

    /** Whether the container has found the visitor to be in the role that opens the console. */
    boolean hasRole(HttpServletRequest request) {
        return role.isPresent() && request.getUserPrincipal() != null && request.isUserInRole(role.get());
    }

    /** The login that came with the request; one by role only while the container says so too. */
    Optional<ConsoleSessions.Session> session(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(COOKIE)) {
                Optional<ConsoleSessions.Session> session = sessions.find(cookie.getValue());
                if (session.isPresent() && (!session.get().byRole() || hasRole(request))) {
                    return session;
                }
            }
        }
        return Optional.empty();
    }

    /** Whether {@code text} is the token. */
    boolean isToken(String text) {
        return token.isPresent() && token.get().matches(text);
    }

    /** Logs in: the cookie goes with the response. */
    ConsoleSessions.Session begin(HttpServletRequest request, HttpServletResponse response, boolean byRole) {
        session(request).ifPresent(old -> sessions.end(old.id()));
        ConsoleSessions.Session session = sessions.begin(byRole);
        response.addHeader("Set-Cookie", cookie(request, session.id(), ""));
        return session;
    }

    /** Logs out. */
    void end(HttpServletRequest request, HttpServletResponse response) {
        session(request).ifPresent(session -> sessions.end(session.id()));
        response.addHeader("Set-Cookie", cookie(request, "", "; Max-Age=0"));
    }

    /** Written by hand: the servlet API of Tomcat 9 does not know SameSite. */
    private static String cookie(HttpServletRequest request, String value, String end) {
        return COOKIE + "=" + value + "; Path="
                + UrlText.encoded(request.getServletContext().getContextPath(), "/") + "/tomthumb"
                + "; HttpOnly; SameSite=Strict" + (request.isSecure() ? "; Secure" : "") + end;
    }

    /** Whether a page of this site asks, or a program, which says nothing of sites. */
    static boolean isOwnSite(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null || OWN_SITES.contains(site);
    }

    /**
     * Whether a browser on this machine has asked for this machine by a name that cannot lie: else a site whose name was
     * made to point to the loopback address could read along.
     */
    static boolean namesThisMachine(HttpServletRequest request) {
        String host = Objects.requireNonNullElse(request.getServerName(), "");
        return THIS_MACHINE.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * Refuses a token in the query, right or wrong: logs, histories and referrers would keep it.
     *
     * @param known whether the asker may read without it. To others only names tell: an answer that told right values from
     *     wrong ones would let anybody guess, as many at once as a URL holds and past every limit
     */
    void refuseTokenInUrl(HttpServletRequest request, boolean known) throws MistakeException {
        String query = request.getQueryString();
        if (query == null) {
            return;
        }
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            String name = decoded(equals < 0 ? part : part.substring(0, equals));
            String value = decoded(equals < 0 ? "" : part.substring(equals + 1));
            if (TOKEN_NAMES.contains(name.toLowerCase(Locale.ROOT)) || known && (isToken(value) || isToken(name))) {
                throw new MistakeException("The parameter " + UrlText.quoted(known && isToken(name) ? "" : name)
                        + " holds a token, which does not belong in a URL, for logs and histories keep those: send it as"
                        + " the header \"Authorization: Bearer <token>\", or type it into the console; change"
                        + " tomthumb.ops.token if it was the right one.");
            }
        }
    }

    private static String decoded(String text) {
        return UrlText.decodedQuery(text).orElse(text);
    }
}
