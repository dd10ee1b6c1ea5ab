package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.http.CacheStatus;
import dev.tomthumb.http.Header;
import dev.tomthumb.http.caching.Decision;
import dev.tomthumb.model.Fields;
import dev.tomthumb.model.ImageEvents.Answer;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.Timings;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What is told of the cache with every answer of the host application: header, counter and access-log attribute. */
final class CacheStory {
    /** The dialect these answers are counted under. */
    static final String HOST = "host";

    private final Tomthumb tomthumb;
    private final AnswerLog log;

    CacheStory(Tomthumb tomthumb) {
        this.tomthumb = tomthumb;
        this.log = new AnswerLog(tomthumb);
    }

    /** Counts an answer and tells of it. */
    Fields told(
            HttpServletRequest request, ResultType result, int code, long bytes, CacheStatus status, long startNanos) {
        status.detail().ifPresent(word -> AnswerLog.detail(request, word));
        log.tell(
                request,
                new Answer(HOST, result, code, bytes, 0, Duration.ofNanos(System.nanoTime() - startNanos)),
                Optional.empty(),
                new Timings());
        Fields told = Fields.NONE;
        for (Header header : tomthumb.headers().told(result, status)) {
            told = told.and(header.name(), header.value());
        }
        return told;
    }

    /** An answer that was kept. */
    static CacheStatus hit(Decision decision) {
        return CacheStatus.hit(ttl(decision));
    }

    /** An answer that was kept and is not fresh, after the application has failed. */
    static CacheStatus instead(Decision decision, int status) {
        return CacheStatus.forwarded(CacheStatus.Forward.STALE)
                .answered(OptionalInt.of(status))
                .fresh(ttl(decision));
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

    /** An answer the application was asked for. */
    static CacheStatus forwarded(CacheStatus.Forward why, int status, boolean stored, Optional<String> detail) {
        return new CacheStatus(Optional.of(why), OptionalInt.of(status), OptionalLong.empty(), stored, false, detail);
    }
}
