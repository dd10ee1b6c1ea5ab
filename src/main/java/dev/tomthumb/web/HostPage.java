package dev.tomthumb.web;

import dev.tomthumb.engine.Partition;
import dev.tomthumb.http.EntityTags;
import dev.tomthumb.http.HttpDates;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.Room;
import dev.tomthumb.source.Source;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * An original that a page of the host application makes, such as {@code image.jsp?id=7}: the rest of the chain is run
 * as this very request, so that every filter, constraint and session that guards the page guards its picture.
 *
 * <p>Nobody but the page knows who may see it. Unless its headers say {@code public}, the rendition is private: sent
 * with {@code Cache-Control: private}, and kept in a partition named by a hash of the bytes this visitor was given.
 */
final class HostPage {
    /** The scheme of mounts whose original is made by the host application. */
    static final String SCHEME = "dispatch";

    private final SourceRef original;
    private final CapturingResponse captured;
    /** The page may have read what no key holds. */
    private final boolean askedWithContent;

    private final byte[] body;

    private HostPage(SourceRef original, CapturingResponse captured, boolean askedWithContent) {
        this.original = original;
        this.captured = captured;
        this.askedWithContent = askedWithContent;
        this.body = captured.bytes();
    }

    /**
     * Runs the rest of the chain and keeps what it writes.
     *
     * @param original the page: {@code dispatch:/path?query}, or {@code webapp:/path} for a servlet behind an image's
     *     path
     */
    static HostPage run(
            SourceRef original,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            long maxBytes)
            throws IOException, ServletException {
        CapturingResponse captured = new CapturingResponse(response, maxBytes);
        chain.doFilter(
                isNamedWhole(original) ? PlainRequest.asking(request, query(original)) : new PlainRequest(request),
                captured);
        return new HostPage(original, captured, CachingScope.hasContent(request));
    }

    /** Whether {@code original} says everything the page is asked with; a servlet's own parameters stand in no path. */
    private static boolean isNamedWhole(SourceRef original) {
        return original.scheme().equals(SCHEME);
    }

    private static String query(SourceRef original) {
        int question = original.location().indexOf('?');
        return question < 0 ? "" : original.location().substring(question + 1);
    }

    /** Whether the page wrote an answer that may hold a picture; a redirect to a login, a login form or a 404 does not. */
    boolean isPicture() {
        return captured.getStatus() == HttpServletResponse.SC_OK && body.length > 0 && !isHtml();
    }

    /** A login form often comes with status 200. */
    private boolean isHtml() {
        String type = captured.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("text/html");
    }

    /**
     * Sends what the page wrote, as the page meant it.
     *
     * @throws ImageException {@code ORIGINAL_TOO_LARGE}: only the beginning of it was kept; nothing has been sent
     */
    void replay(HttpServletResponse response) throws IOException, ImageException {
        if (captured.overflowed()) {
            throw new ImageException(
                    Problem.ORIGINAL_TOO_LARGE,
                    "The page wrote no picture, and more than the " + body.length + " bytes this server reads.");
        }
        captured.replay(response);
    }

    /**
     * PUBLIC only if the page says so in so many words and gives nobody a cookie with it (RFC 9111, section 5.2.2.9), and
     * was asked as everybody asks.
     */
    Visibility visibility() {
        Optional<String> cacheControl = captured.joined("cache-control").map(text -> text.toLowerCase(Locale.ROOT));
        boolean open = cacheControl.isPresent()
                && cacheControl.get().contains("public")
                && !cacheControl.get().contains("no-store")
                && !cacheControl.get().contains("private");
        return open && !captured.setsCookie() && !askedWithContent ? Visibility.PUBLIC : Visibility.PRIVATE;
    }

    /**
     * Shared for a public page; else named by what this visitor was given. So is what a servlet wrote for parameters
     * that no key holds: {@code /chart.jpg?data=1&w=320} and {@code ?data=2&w=320} are two pictures.
     */
    Partition partition() {
        boolean shared = visibility() == Visibility.PUBLIC && isNamedWhole(original);
        return shared ? Partition.SHARED : new Partition(hash(body));
    }

    /** A source that hands out the captured bytes, whatever it is asked for. */
    Source asSource() {
        return new Source() {
            @Override
            public Fetched fetch(SourceRef ref, Validators known, Room room) throws ImageException {
                if (captured.overflowed()) {
                    throw new ImageException(
                            Problem.ORIGINAL_TOO_LARGE,
                            "The original is larger than the " + room.ceiling() + " bytes this server reads.");
                }
                Validators now = new Validators(Optional.of(EntityTags.strong(body)), Optional.empty());
                return known.entityTag().equals(now.entityTag())
                        ? new Fetched.NotModified(lifetime())
                        : new Fetched.Original(body, now, visibility(), lifetime());
            }
        };
    }

    private Lifetime lifetime() {
        Optional<Instant> expires = captured.joined("expires")
                .map(value -> HttpDates.parse(value, Instant.now()).orElse(Instant.EPOCH));
        return new Lifetime(captured.joined("cache-control"), expires);
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}
