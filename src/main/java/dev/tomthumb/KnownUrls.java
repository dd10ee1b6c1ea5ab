package dev.tomthumb;

import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.model.ImageException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What URLs were found to mean lately. A {@link Dialect} is pure: one text has one meaning, its signature right or wrong
 * for ever; so a text that comes again, all of it, need not be read again. Nothing of a request but its URL decides what
 * is remembered, and nothing is remembered of one that was refused or is nobody's. A URL that has ended is not known.
 *
 * <p>A fixed number of places, one for each text: whoever comes to a place that is taken, takes it. So it never grows, and
 * a flood of new URLs costs what it would without. Safe for all threads.
 */
final class KnownUrls {
    /** A power of two. Of usual length they take 4 MB together. */
    private static final int PLACES = 2048;
    /** Longer ones are read each time: they would take more memory than they save time. */
    private static final int LONGEST = 1024;

    private final InstantSource clock;
    private final AtomicReferenceArray<@Nullable Known> places = new AtomicReferenceArray<>(PLACES);

    /** @param answer {@code parsed}, in the form in which it is asked for */
    private record Known(RequestUrl url, Dialect dialect, ParsedUrl parsed, Optional<ParsedUrl> answer) {}

    private KnownUrls(InstantSource clock) {
        this.clock = clock;
    }

    /** The same dialects with a memory that they share. */
    static List<Dialect> over(List<Dialect> dialects, InstantSource clock) {
        KnownUrls known = new KnownUrls(clock);
        return dialects.stream().map(known::remembering).toList();
    }

    private Dialect remembering(Dialect dialect) {
        return new Remembering(dialect);
    }

    private @Nullable Known find(RequestUrl url) {
        Known known = places.getAcquire(place(url));
        return known != null && known.url().equals(url) && !hasEnded(known.parsed()) ? known : null;
    }

    private boolean hasEnded(ParsedUrl parsed) {
        Optional<Instant> end = parsed.delivery().expires();
        return end.isPresent() && clock.instant().getEpochSecond() > end.get().getEpochSecond();
    }

    private void remember(RequestUrl url, Dialect dialect, Optional<ParsedUrl> answer) {
        if (answer.isPresent() && length(url) <= LONGEST) {
            places.setRelease(place(url), new Known(url, dialect, answer.get(), answer));
        }
    }

    private static int length(RequestUrl url) {
        return url.rawPath().length() + url.rawQuery().length();
    }

    private static int place(RequestUrl url) {
        int hash = url.rawPath().hashCode() * 31 + url.rawQuery().hashCode();
        return (hash ^ hash >>> 16) & PLACES - 1;
    }

    /** One of the dialects. */
    private final class Remembering implements Dialect {
        private final Dialect dialect;

        Remembering(Dialect dialect) {
            this.dialect = dialect;
        }

        @SuppressWarnings("ReferenceEquality") // each dialect is there once
        private boolean isOurs(@Nullable Known known) {
            return known != null && known.dialect() == dialect;
        }

        @Override
        public String name() {
            return dialect.name();
        }

        @Override
        public boolean claims(RequestUrl url) {
            return isOurs(find(url)) || dialect.claims(url);
        }

        @Override
        public Optional<ParsedUrl> parse(RequestUrl url) throws ImageException {
            Known known = find(url);
            if (known != null && isOurs(known)) {
                return known.answer();
            }
            Optional<ParsedUrl> answer = dialect.parse(url);
            remember(url, dialect, answer);
            return answer;
        }
    }
}
