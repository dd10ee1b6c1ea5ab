package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.http.caching.Decision;
import dev.tomthumb.model.Fields;
import dev.tomthumb.model.ImageEvents.Answer;
import dev.tomthumb.model.ResultType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/** What is told of the cache with every answer of the host application: header, counter and access-log attribute. */
final class CacheStory {
    /** The dialect these answers are counted under. */
    static final String HOST = "host";

    private static final String LOG_RESULT = "tomthumb.result";

    private final Tomthumb tomthumb;
    private final String name;

    CacheStory(Tomthumb tomthumb) {
        this.tomthumb = tomthumb;
        this.name = tomthumb.settings().get(SettingTable.X_CACHE_NAME);
    }

    /**
     * Counts an answer and tells of it.
     *
     * @param status by {@code Cache-Status}' parameters (RFC 9211), e.g. {@code hit; ttl=30}
     */
    Fields told(HttpServletRequest request, ResultType result, int code, long bytes, String status, long startNanos) {
        request.setAttribute(LOG_RESULT, result.word());
        tomthumb.events()
                .answered(new Answer(HOST, result, code, bytes, 0, Duration.ofNanos(System.nanoTime() - startNanos)));
        return Fields.NONE
                .and("X-Cache", result.word() + " from " + name)
                .and("Cache-Status", token(name) + "; " + status);
    }

    /** The parameters of a hit. */
    static String hit(Decision decision) {
        return "hit; ttl=" + ttl(decision);
    }

    private static long ttl(Decision decision) {
        if (decision instanceof Decision.Fresh fresh) {
            return fresh.remaining().toSeconds();
        }
        if (decision instanceof Decision.StaleWhileRevalidate stale) {
            return -stale.staleFor().toSeconds();
        }
        if (decision instanceof Decision.StaleIfError stale) {
            return -stale.staleFor().toSeconds();
        }
        return decision instanceof Decision.Revalidate stale ? -stale.staleFor().toSeconds() : 0;
    }

    /** The parameters of an answer the application was asked for. */
    static String forwarded(String why, int status, boolean stored, Optional<String> detail) {
        return "fwd=" + why + "; fwd-status=" + status + (stored ? "; stored" : "")
                + detail.map(text -> "; detail=" + text).orElse("");
    }

    /** The name as a token of structured fields (RFC 8941, section 3.3.4), quoted if it is none. */
    private static String token(String name) {
        return name.matches("[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*")
                ? name
                : '"' + name.replaceAll("[^ -~]|[\"\\\\]", "_") + '"';
    }
}
