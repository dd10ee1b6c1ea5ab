package dev.tomthumb.http;

import dev.tomthumb.config.Settings;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Every header of every response, decided in one place. Safe for all threads. */
public final class ResponseHeaders {
    /** imgproxy's policy: an SVG opened on its own cannot run scripts, and nothing is loaded from elsewhere. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    private static final String ALLOWED = "GET, HEAD, OPTIONS";
    /** The star means all but the one that must be named (Fetch, section 4.8, CORS-preflight fetch). */
    private static final String ANY_HEADER = "*, Authorization";

    private static final String RETRY_AFTER_SECONDS = "2";

    private static final String ACCEPTED_HINTS = "Sec-CH-DPR, Sec-CH-Width";
    private static final String HINTS = "Sec-Ch-Dpr, Dpr, Sec-Ch-Width, Width";

    private final HeaderRules rules;
    private final LinesOfTheSecond whole = new LinesOfTheSecond();
    private final LinesOfTheSecond unmodified = new LinesOfTheSecond();

    /** By {@code rules}. */
    public ResponseHeaders(HeaderRules rules) {
        this.rules = rules;
    }

    /** As configured. */
    public static ResponseHeaders of(Settings settings) {
        return new ResponseHeaders(HeaderRules.of(settings));
    }

    /** The status of a rendition that is sent whole. */
    public int status(Served served) {
        if (served.standsInFor().isEmpty()) {
            return 200;
        }
        int configured = rules.standIns().status();
        return configured == 0
                ? ProblemBody.status(
                        served.standsInFor().get(), served.delivery().dialect())
                : configured;
    }

    /** Whether the asker holds this response already. Only a 200 can be answered by 304. */
    public Conditions.Verdict judge(Served served, String method, Conditions conditions) {
        return status(served) == 200 ? validation(served).judge(method, conditions) : Conditions.Verdict.SEND;
    }

    /** Which bytes of the rendition are sent. Only a 200 can be answered by 206. */
    public ByteRange range(Served served, String method, Optional<String> range, Optional<String> condition) {
        return status(served) == 200 && method.equals("GET")
                ? validation(served).range(range, condition)
                : new ByteRange.Whole();
    }

    private Validation validation(Served served) {
        return new Validation(served, rules.imgproxy().validators());
    }

    /** The headers of a rendition sent whole, for GET and HEAD alike. */
    public List<Header> rendition(Served served) {
        return whole.of(served, one -> rendition(one, one.rendition().body().length, Optional.empty()));
    }

    /** The headers of a 206. */
    public List<Header> part(Served served, ByteRange.Part part) {
        String range = "bytes " + part.from() + "-" + part.to() + "/"
                + served.rendition().body().length;
        return rendition(served, part.length(), Optional.of(range));
    }

    private List<Header> rendition(Served served, int length, Optional<String> range) {
        List<Header> headers = new ArrayList<>(20);
        headers.add(new Header("Content-Type", served.rendition().format().mediaType()));
        headers.add(new Header("Content-Length", Integer.toString(length)));
        range.ifPresent(value -> headers.add(new Header("Content-Range", value)));
        headers.add(new Header("Accept-Ranges", "bytes"));
        ContentDisposition.of(
                        attachmentBySetting(served),
                        served.source(),
                        served.rendition().format())
                .ifPresent(value -> headers.add(new Header("Content-Disposition", value)));
        validatorsAndFreshness(headers, served);
        canonicalLink(headers, served);
        cacheTags(headers, served);
        debug(headers, served);
        common(headers, served.result(), served.status(), varying(served));
        return List.copyOf(headers);
    }

    private Delivery attachmentBySetting(Served served) {
        Delivery said = served.delivery();
        return served.inImgproxysDialect() && rules.imgproxy().attachment() ? said.asAttachment() : said;
    }

    /** The headers of a 304: those a cache refreshes its copy with (RFC 9110, section 15.4.5). */
    public List<Header> notModified(Served served) {
        return unmodified.of(served, this::refreshing);
    }

    private List<Header> refreshing(Served served) {
        List<Header> headers = new ArrayList<>(12);
        validatorsAndFreshness(headers, served);
        common(headers, served.result(), served.status(), varying(served));
        return List.copyOf(headers);
    }

    /** The headers of a 416, which has no body. */
    public List<Header> outside(Served served) {
        List<Header> headers = new ArrayList<>(10);
        headers.add(new Header("Content-Length", "0"));
        headers.add(new Header("Content-Range", "bytes */" + served.rendition().body().length));
        headers.add(new Header("Cache-Control", "no-store"));
        common(headers, served.result(), served.status(), varying(served));
        return List.copyOf(headers);
    }

    /** The headers of a 412, which has no body. */
    public List<Header> failed(Served served) {
        List<Header> headers = new ArrayList<>(10);
        headers.add(new Header("Content-Length", "0"));
        headers.add(new Header("Cache-Control", "no-store"));
        common(headers, served.result(), served.status(), varying(served));
        return List.copyOf(headers);
    }

    /** The headers of an answer to OPTIONS, which has no body. */
    public List<Header> options() {
        List<Header> headers = new ArrayList<>(6);
        headers.add(new Header("Content-Length", "0"));
        headers.add(new Header("Allow", ALLOWED));
        crossOrigin(headers);
        if (rules.cors().isPresent()) {
            headers.add(new Header("Access-Control-Allow-Headers", ANY_HEADER));
        }
        headers.add(new Header("Content-Security-Policy", POLICY));
        return List.copyOf(headers);
    }

    /**
     * The headers of an origin's answer that is passed on as it is.
     *
     * @param passed what it said; its body's length is said anew
     * @param successful whether its status is one of success, so that it may be kept as long as a rendition
     */
    public List<Header> passed(List<Header> passed, PassedOn as, int length, boolean successful) {
        List<Header> headers = new ArrayList<>(passed);
        headers.add(new Header("Content-Length", Integer.toString(length)));
        ContentDisposition.of(as.delivery(), as.source(), as.extension())
                .ifPresent(value -> headers.add(new Header("Content-Disposition", value)));
        String caching = successful
                ? CacheHeaders.ofRendition(
                                ttl(as.delivery()),
                                as.visibility(),
                                as.delivery().expires(),
                                Optional.empty(),
                                as.now())
                        .cacheControl()
                : "no-store";
        headers.add(new Header("Cache-Control", caching));
        common(
                headers,
                successful ? ResultType.BYPASS : ResultType.ERROR,
                CacheStatus.forwarded(CacheStatus.Forward.BYPASS).answered(OptionalInt.of(as.status())),
                List.of("Accept-Encoding"));
        return List.copyOf(headers);
    }

    /**
     * An origin's answer on its way to somebody.
     *
     * @param source where it comes from; names the file where the URL does not
     * @param delivery what the URL says about this response
     * @param extension of the file a browser saves, without dot; empty = none is known
     * @param visibility who may keep it
     * @param now the time of the answer
     * @param status the origin's
     */
    public record PassedOn(
            SourceRef source, Delivery delivery, String extension, Visibility visibility, Instant now, int status) {}

    /**
     * The headers of a refusal.
     *
     * @param mediaType of its body
     * @param bodyLength of its body
     * @param negotiated whether the format would have depended on {@code Accept}
     */
    public List<Header> refusal(
            Problem problem, String mediaType, int bodyLength, Visibility visibility, boolean negotiated) {
        List<Header> headers = new ArrayList<>(10);
        headers.add(new Header("Content-Type", mediaType));
        headers.add(new Header("Content-Length", Integer.toString(bodyLength)));
        headers.add(new Header(
                "Cache-Control", CacheHeaders.ofProblem(problem, visibility).cacheControl()));
        if (problem == Problem.OVERLOADED || problem == Problem.TIMEOUT) {
            headers.add(new Header("Retry-After", RETRY_AFTER_SECONDS));
        }
        if (problem == Problem.METHOD_NOT_ALLOWED) {
            headers.add(new Header("Allow", ALLOWED));
        }
        common(
                headers,
                ResultType.ERROR,
                CacheStatus.refused(problem.code()),
                negotiated ? List.of("Accept") : List.of());
        return List.copyOf(headers);
    }

    private void validatorsAndFreshness(List<Header> headers, Served served) {
        if (status(served) == 200) {
            Validation validation = validation(served);
            validation.entityTag().ifPresent(tag -> headers.add(new Header("ETag", tag)));
            validation
                    .lastModified()
                    .ifPresent(date -> headers.add(new Header("Last-Modified", HttpDates.format(date))));
        }
        CacheHeaders caching = caching(served);
        headers.add(new Header("Cache-Control", caching.cacheControl()));
        caching.age().ifPresent(age -> {
            // Date tells when the response was made, Age how long ago that is (RFC 9111, section 4.2.3).
            headers.add(new Header("Date", HttpDates.format(served.now().minusSeconds(age))));
            headers.add(new Header("Age", Long.toString(age)));
        });
    }

    private CacheHeaders caching(Served served) {
        Optional<Instant> expires = served.delivery().expires();
        if (served.standsInFor().isPresent()) {
            return CacheHeaders.ofStandIn(rules.standIns().ttl(), served.visibility(), expires, served.now());
        }
        boolean passthrough = served.inImgproxysDialect()
                ? rules.imgproxy().passthrough()
                : rules.query().passthrough();
        boolean passedOn = passthrough && expires.isEmpty() && served.visibility() == Visibility.PUBLIC;
        return (passedOn
                        ? CacheHeaders.ofOrigin(served.rendition().originalLifetime(), served.now())
                        : Optional.<CacheHeaders>empty())
                .orElseGet(() -> CacheHeaders.ofRendition(
                        ttl(served.delivery()), served.visibility(), expires, served.madeEarlier(), served.now()));
    }

    private Duration ttl(Delivery delivery) {
        return delivery.dialect().equals(Delivery.IMGPROXY)
                ? rules.imgproxy().ttl()
                : rules.query().ttl();
    }

    /** Search engines then count all sizes of a picture as one (RFC 8288, RFC 6596). */
    private void canonicalLink(List<Header> headers, Served served) {
        String scheme = served.source().scheme();
        boolean web = scheme.equals("http") || scheme.equals("https");
        String address = served.source().toString();
        if (served.inImgproxysDialect() && rules.imgproxy().canonical() && web && HeaderText.fits(address)) {
            headers.add(new Header("Link", "<" + HeaderText.escaped(address) + ">; rel=\"canonical\""));
        }
    }

    /** For a cache in front that purges by them; those of a stand-in are another picture's. */
    private void cacheTags(List<Header> headers, Served served) {
        List<String> tags = served.rendition().tags();
        if (rules.cacheTags() && !tags.isEmpty() && served.standsInFor().isEmpty()) {
            headers.add(new Header("Cache-Tag", String.join(",", tags)));
        }
    }

    private void debug(List<Header> headers, Served served) {
        served.standsInFor()
                .ifPresent(refusal -> headers.add(
                        new Header("X-Tomthumb-Fallback", refusal.problem().code())));
        if (!rules.debug()) {
            return;
        }
        Rendition rendition = served.rendition();
        headers.add(new Header("X-Origin-Content-Length", Long.toString(rendition.originalBytes())));
        rendition.originalSize().ifPresent(size -> size(headers, "X-Origin-", size));
        rendition.size().ifPresent(size -> size(headers, "X-Result-", size));
        headers.add(
                new Header("X-Tomthumb-Request", HeaderText.cut(served.image().canonical())));
    }

    private static void size(List<Header> headers, String start, Size size) {
        headers.add(new Header(start + "Width", Integer.toString(size.width())));
        headers.add(new Header(start + "Height", Integer.toString(size.height())));
    }

    private List<String> varying(Served served) {
        List<String> varying = new ArrayList<>(2);
        if (served.delivery().negotiated()) {
            varying.add("Accept");
        }
        if (served.inImgproxysDialect() && rules.imgproxy().clientHints()) {
            varying.add(HINTS);
        }
        return varying;
    }

    /** What every answer tells of the cache. */
    public List<Header> told(ResultType result, CacheStatus status) {
        return List.of(
                new Header("X-Cache", result.word() + " from " + rules.xCacheName()),
                new Header("Cache-Status", status.field(rules.xCacheName())));
    }

    private void common(List<Header> headers, ResultType result, CacheStatus status, List<String> varying) {
        headers.addAll(told(result, status));
        if (!varying.isEmpty()) {
            headers.add(new Header("Vary", String.join(", ", varying)));
        }
        if (varying.contains(HINTS)) {
            headers.add(new Header("Accept-CH", ACCEPTED_HINTS));
        }
        headers.add(new Header("X-Content-Type-Options", "nosniff"));
        headers.add(new Header("Content-Security-Policy", POLICY));
        crossOrigin(headers);
    }

    private void crossOrigin(List<Header> headers) {
        rules.cors().ifPresent(origin -> {
            headers.add(new Header("Access-Control-Allow-Origin", origin));
            headers.add(new Header("Access-Control-Allow-Methods", "GET, OPTIONS"));
        });
    }
}
