package dev.tomthumb.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a URL says about the response and not about the picture: none of it enters the cache key, all of it is applied
 * per response.
 *
 * @param dialect {@code imgproxy} or {@code query}: chooses defaults, and the form of refusals
 * @param expires when the URL ends; caps {@code max-age}
 * @param candidates formats to choose from by the request's {@code Accept}, best first; empty = not negotiated
 * @param filename stem for {@code Content-Disposition}, without extension
 * @param attachment whether the browser shall save instead of show
 * @param tags words under which the rendition can be purged later
 * @param bypass whether the rendition is made anew and not kept
 * @param raw whether the origin's answer is passed on as it is, whatever it is (imgproxy's raw)
 * @param fallback an original to be used in place of one that cannot be had; empty = the server's, if it has one
 * @param unsigned whether anybody could have written the URL, so that its rendition is one of the bounded number that is
 *     kept of an original for strangers
 */
public record Delivery(
        String dialect,
        Optional<Instant> expires,
        List<ImageFormat> candidates,
        Optional<String> filename,
        boolean attachment,
        List<String> tags,
        boolean bypass,
        boolean raw,
        Optional<SourceRef> fallback,
        boolean unsigned) {
    /** imgproxy's dialect. */
    public static final String IMGPROXY = "imgproxy";
    /** The query dialect. */
    public static final String QUERY = "query";

    public Delivery {
        candidates = List.copyOf(candidates);
        tags = List.copyOf(tags);
    }

    /** What a URL says that somebody with a key has written, or the server itself. */
    public Delivery(
            String dialect,
            Optional<Instant> expires,
            List<ImageFormat> candidates,
            Optional<String> filename,
            boolean attachment,
            List<String> tags,
            boolean bypass,
            boolean raw,
            Optional<SourceRef> fallback) {
        this(dialect, expires, candidates, filename, attachment, tags, bypass, raw, fallback, false);
    }

    /** A response that is cached and answered as usual. */
    public Delivery(
            String dialect,
            Optional<Instant> expires,
            List<ImageFormat> candidates,
            Optional<String> filename,
            boolean attachment) {
        this(dialect, expires, candidates, filename, attachment, List.of(), false, false, Optional.empty());
    }

    /** The same response, to be saved instead of shown. */
    public Delivery asAttachment() {
        return new Delivery(dialect, expires, candidates, filename, true, tags, bypass, raw, fallback, unsigned);
    }

    /** The same response with its format chosen from {@code formats}, best first. */
    public Delivery withCandidates(List<ImageFormat> formats) {
        return new Delivery(dialect, expires, formats, filename, attachment, tags, bypass, raw, fallback, unsigned);
    }

    /** The same said by anybody. */
    public Delivery asUnsigned() {
        return new Delivery(dialect, expires, candidates, filename, attachment, tags, bypass, raw, fallback, true);
    }

    /** The same response, which ends at {@code end} if not before. */
    public Delivery until(Instant end) {
        Instant earlier = expires.filter(own -> own.isBefore(end)).orElse(end);
        return new Delivery(
                dialect, Optional.of(earlier), candidates, filename, attachment, tags, bypass, raw, fallback, unsigned);
    }

    /** Whether the format depends on the request's {@code Accept}, so that the response must say {@code Vary}. */
    public boolean negotiated() {
        return !candidates.isEmpty();
    }
}
