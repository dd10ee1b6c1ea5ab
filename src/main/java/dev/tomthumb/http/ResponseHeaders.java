package dev.tomthumb.http;

import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.Visibility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every header of every response, decided in one place. Immutable; serves all threads. */
public final class ResponseHeaders {
    /** imgproxy's policy: an SVG opened on its own cannot run scripts, and nothing is loaded from elsewhere. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    private static final String RETRY_AFTER_SECONDS = "2";

    private final String xCacheName;
    private final Optional<String> cors;
    private final Duration imgproxyTtl;
    private final Duration queryTtl;

    /**
     * @param xCacheName the name in {@code X-Cache}
     * @param cors the field value of {@code Access-Control-Allow-Origin}
     * @param imgproxyTtl lifetime of renditions asked for in imgproxy's dialect
     * @param queryTtl lifetime of all others
     */
    public ResponseHeaders(String xCacheName, Optional<String> cors, Duration imgproxyTtl, Duration queryTtl) {
        this.xCacheName = xCacheName;
        this.cors = cors;
        this.imgproxyTtl = imgproxyTtl;
        this.queryTtl = queryTtl;
    }

    /** As configured. */
    public static ResponseHeaders of(Settings settings) {
        return new ResponseHeaders(
                settings.get(SettingTable.X_CACHE_NAME),
                settings.get(SettingTable.CORS),
                settings.get(SettingTable.IMG_TTL),
                settings.get(SettingTable.QUERY_TTL));
    }

    /** The headers of a 200, for GET and HEAD alike. */
    public List<Header> rendition(Served served) {
        List<Header> headers = new ArrayList<>(12);
        headers.add(new Header("Content-Type", served.rendition().format().mediaType()));
        headers.add(
                new Header("Content-Length", Integer.toString(served.rendition().body().length)));
        ContentDisposition.of(
                        served.delivery(), served.source(), served.rendition().format())
                .ifPresent(value -> headers.add(new Header("Content-Disposition", value)));
        validatorsAndFreshness(headers, served);
        common(headers, served.result(), served.delivery().negotiated());
        return List.copyOf(headers);
    }

    /** The headers of a 304: those a cache refreshes its copy with (RFC 9110, section 15.4.5). */
    public List<Header> notModified(Served served) {
        List<Header> headers = new ArrayList<>(10);
        validatorsAndFreshness(headers, served);
        common(headers, served.result(), served.delivery().negotiated());
        return List.copyOf(headers);
    }

    /**
     * The headers of a refusal.
     *
     * @param bodyLength of {@link ProblemBody#bytes}
     * @param negotiated whether the format would have depended on {@code Accept}
     */
    public List<Header> refusal(Problem problem, int bodyLength, Visibility visibility, boolean negotiated) {
        List<Header> headers = new ArrayList<>(10);
        headers.add(new Header("Content-Type", ProblemBody.MEDIA_TYPE));
        headers.add(new Header("Content-Length", Integer.toString(bodyLength)));
        headers.add(new Header(
                "Cache-Control", CacheHeaders.ofProblem(problem, visibility).cacheControl()));
        if (problem == Problem.OVERLOADED || problem == Problem.TIMEOUT) {
            headers.add(new Header("Retry-After", RETRY_AFTER_SECONDS));
        }
        if (problem == Problem.METHOD_NOT_ALLOWED) {
            headers.add(new Header("Allow", "GET, HEAD"));
        }
        common(headers, ResultType.ERROR, negotiated);
        return List.copyOf(headers);
    }

    private void validatorsAndFreshness(List<Header> headers, Served served) {
        headers.add(new Header("ETag", served.rendition().entityTag()));
        headers.add(new Header("Last-Modified", HttpDates.format(served.lastModified())));
        boolean imgproxy = served.delivery().dialect().equals(Delivery.IMGPROXY);
        CacheHeaders caching = CacheHeaders.ofRendition(
                imgproxy ? imgproxyTtl : queryTtl,
                served.visibility(),
                served.delivery().expires(),
                served.madeEarlier(),
                served.now());
        headers.add(new Header("Cache-Control", caching.cacheControl()));
        caching.age().ifPresent(age -> {
            // Date tells when the response was made, Age how long ago that is (RFC 9111, section 4.2.3).
            headers.add(new Header("Date", HttpDates.format(served.now().minusSeconds(age))));
            headers.add(new Header("Age", Long.toString(age)));
        });
    }

    private void common(List<Header> headers, ResultType result, boolean negotiated) {
        headers.add(new Header("X-Cache", result.word() + " from " + xCacheName));
        if (negotiated) {
            headers.add(new Header("Vary", "Accept"));
        }
        headers.add(new Header("X-Content-Type-Options", "nosniff"));
        headers.add(new Header("Content-Security-Policy", POLICY));
        cors.ifPresent(origin -> headers.add(new Header("Access-Control-Allow-Origin", origin)));
    }
}
