package dev.tomthumb.http.caching;

import dev.tomthumb.model.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which answers a shared cache may keep, and what of them (RFC 9111, section 3).
 *
 * <p>Any final status with explicit freshness may be kept, but an error only if it is about the resource. Else whoever
 * sends an odd field has its refusal sent to everybody, for a key holds the URL and what {@code Vary} names, nothing
 * more:
 *
 * <ul>
 *   <li>Never kept are 406, 407, 408, 412, 413, 415, 416, 417, 421, 425, 426, 428, 429, 431 and 511. They speak of this one
 *       request: its fields, its size, its connection or its frequency. RFC 6585 forbids it for four of them; of the
 *       rest none is cacheable by default (RFC 9110, section 15.1). 406 could be told apart by {@code Vary: Accept}, but
 *       then refusals would push the variants out that somebody wants. 414 depends on the URL, which is the key, and
 *       is cacheable by default: it is kept.
 *   <li>No error is kept that answers a request with {@code Range} or a condition: it may be about those. What is not
 *       about them, the next plain request brings again.
 * </ul>
 */
public final class Storing {
    /** Those whose every requirement on caches is met here (section 3); others have no {@code must-understand} met. */
    private static final Set<Integer> UNDERSTOOD = Set.of(
            200, 203, 204, 300, 301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 410, 414, 500, 501, 502, 503, 504);

    /** RFC 9110, section 15.1, without 206, which is never kept here. */
    private static final Set<Integer> HEURISTICALLY_CACHEABLE =
            Set.of(200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501);

    /** Of one request, not of the resource; see above. */
    private static final Set<Integer> OF_ONE_REQUEST =
            Set.of(406, 407, 408, 412, 413, 415, 416, 417, 421, 425, 426, 428, 429, 431, 511);

    /** RFC 9110, section 7.6.1, and RFC 9111, section 3.1: between two neighbours only. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** What is written anew with every answer, or is for one visitor. */
    private static final Set<String> NOT_KEPT = Set.of("set-cookie", "content-length", "x-cache", "cache-status");

    private Storing() {}

    /**
     * What is known of the request an answer was made for.
     *
     * @param authorization whether it brought {@code Authorization}, or the container knows the visitor by name
     * @param session whether it belongs to a session
     * @param narrowed whether the application saw that it asks for a part, or on a condition
     * @param control its own directives
     */
    public record Asked(boolean authorization, boolean session, boolean narrowed, CacheControl control) {}

    /**
     * An answer before it is kept.
     *
     * @param status HTTP status
     * @param fields as the application set them
     * @param setsCookie whether a cookie goes out with it, set by the application or by the container
     * @param complete false if it ended early, or is not as long as {@code Content-Length} says
     */
    public record Made(int status, Fields fields, boolean setsCookie, boolean complete) {}

    /**
     * Why an answer to GET must not be kept. Where an answer could be kept for nobody, that counts; but an answer to
     * {@code Authorization} tells nothing of what others get, whatever it says.
     *
     * @param policy a minimum TTL above 0 is the operator's word against {@code no-store}, {@code no-cache} and
     *     {@code private}, as in CloudFront; nothing outweighs a cookie, a login or {@code Vary: *}
     * @return empty if it may be kept
     */
    public static Optional<Obstacle> obstacle(Asked asked, Made made, StoredAnswer answer, FreshnessPolicy policy) {
        return byStatus(asked, made, answer.control())
                .or(() -> byVisitor(asked, made, answer.control()))
                .or(() -> byFreshness(asked, made, answer, policy))
                .or(() -> unwanted(asked));
    }

    private static Optional<Obstacle> byStatus(Asked asked, Made made, CacheControl control) {
        if (!made.complete()) {
            return Optional.of(Obstacle.ofAnswer("incomplete"));
        }
        if (made.status() < 200 || made.status() == 206 || made.status() == 304) {
            return Optional.of(Obstacle.ofAnswer("status"));
        }
        if (OF_ONE_REQUEST.contains(made.status())) {
            return Optional.of(Obstacle.ofRequest("status"));
        }
        if (made.status() >= 400 && asked.narrowed()) {
            return Optional.of(Obstacle.ofRequest("conditional-error"));
        }
        if (control.mustUnderstand() && !UNDERSTOOD.contains(made.status())) {
            return Optional.of(Obstacle.ofAnswer("must-understand"));
        }
        return Optional.empty();
    }

    private static Optional<Obstacle> byVisitor(Asked asked, Made made, CacheControl control) {
        // Section 3.5; a visitor known to the container is no stranger either.
        boolean forEverybody = control.isPublic() || control.has("s-maxage") || control.has("must-revalidate");
        if (asked.authorization() && !forEverybody) {
            return Optional.of(Obstacle.ofRequest("authorization"));
        }
        if (made.setsCookie()) {
            return Optional.of(Obstacle.ofAnswer("set-cookie"));
        }
        if (Varying.byEverything(made.fields())) {
            return Optional.of(Obstacle.ofAnswer("vary"));
        }
        return Optional.empty();
    }

    private static Optional<Obstacle> byFreshness(Asked asked, Made made, StoredAnswer answer, FreshnessPolicy policy) {
        CacheControl control = answer.control();
        Terms terms = Freshness.terms(answer, policy);
        if (!terms.usable()) {
            return Optional.of(Obstacle.ofAnswer(control.isPrivate() ? "private" : "no-store"));
        }
        boolean explicit = control.isPublic()
                || control.has("s-maxage")
                || control.has("max-age")
                || answer.expires().isPresent();
        boolean cacheable = explicit || HEURISTICALLY_CACHEABLE.contains(made.status());
        boolean worth = terms.freshFor() > 0 || canBeValidated(made.fields()) || lives(terms);
        if (!cacheable || !worth) {
            return Optional.of(Obstacle.ofAnswer("no-freshness"));
        }
        return !explicit && asked.session() ? Optional.of(Obstacle.ofRequest("session")) : Optional.empty();
    }

    private static Optional<Obstacle> unwanted(Asked asked) {
        return asked.control().noStore() ? Optional.of(Obstacle.ofRequest("request-no-store")) : Optional.empty();
    }

    private static boolean canBeValidated(Fields fields) {
        return fields.has("ETag") || fields.has("Last-Modified");
    }

    private static boolean lives(Terms terms) {
        return terms.staleAllowed()
                && (terms.freshFor() + terms.staleIfError() > 0 || terms.freshFor() + terms.staleWhileRevalidate() > 0);
    }

    /** What is kept of an answer's fields (section 3.1). */
    public static Fields kept(Fields fields) {
        List<String> named = fields.tokens("Connection");
        return fields.without(name -> {
            String lower = name.toLowerCase(Locale.ROOT);
            return HOP_BY_HOP.contains(lower) || NOT_KEPT.contains(lower) || named.contains(lower);
        });
    }

    /**
     * What freshness is worked out from.
     *
     * @param targets names of the fields that are obeyed before {@code Cache-Control} (RFC 9213), the nearest first
     */
    public static StoredAnswer answer(
            int status, Fields fields, List<String> targets, Instant asked, Instant received) {
        List<String> targeted =
                targets.stream().map(fields::joined).flatMap(Optional::stream).toList();
        return new StoredAnswer(
                status,
                CacheControl.ofResponse(targeted, fields.joined("Cache-Control")),
                fields.joined("Expires").map(value -> StoredAnswer.expires(value, received)),
                fields.first("Date").flatMap(value -> date(value, received)),
                fields.first("Age").map(StoredAnswer::age).orElse(java.util.OptionalLong.empty()),
                fields.first("Last-Modified").flatMap(value -> date(value, received)),
                asked,
                received);
    }

    private static Optional<Instant> date(String value, Instant now) {
        return dev.tomthumb.http.HttpDates.parse(value.strip(), now);
    }
}
