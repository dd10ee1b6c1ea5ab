package dev.tomthumb.http;

import dev.tomthumb.model.BodyType;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The header lines of renditions that were sent lately. Those of one rendition are the same for all who ask by the same
 * URL within the same second and get the same result, since no header counts less than seconds: so what is asked for often
 * has them put together once a second, not once a request.
 *
 * <p>A fixed number of places, one for each URL: whoever comes to a place that is taken, takes it. Of renditions only what
 * their headers tell is held: one that is read from the disk is another object each time, and a body that the cache has let
 * go of is not kept alive for its headers. Safe for all threads.
 */
final class LinesOfTheSecond {
    /** A power of two; with usual headers they take 2 MB together. */
    private static final int PLACES = 1024;

    private final AtomicReferenceArray<@Nullable Entry> places = new AtomicReferenceArray<>(PLACES);

    private record Entry(Facts rendition, Circumstances circumstances, List<Header> lines) {}

    /** All that header lines tell of a rendition. */
    private record Facts(
            BodyType format,
            Optional<Size> size,
            int length,
            String entityTag,
            Instant madeAt,
            Validators original,
            long originalBytes,
            Optional<Size> originalSize,
            Lifetime originalLifetime,
            List<String> tags) {
        static Facts of(Rendition rendition) {
            return new Facts(
                    rendition.format(),
                    rendition.size(),
                    rendition.body().length,
                    rendition.entityTag(),
                    rendition.madeAt(),
                    rendition.original(),
                    rendition.originalBytes(),
                    rendition.originalSize(),
                    rendition.originalLifetime(),
                    rendition.tags());
        }
    }

    /** All that header lines depend on beside rendition and settings. */
    private record Circumstances(
            Instant confirmedAt,
            ImageRequest image,
            Delivery delivery,
            ResultType result,
            Visibility visibility,
            CacheStatus status,
            long second) {
        static Circumstances of(Served served) {
            return new Circumstances(
                    served.confirmedAt(),
                    served.image(),
                    served.delivery(),
                    served.result(),
                    served.visibility(),
                    served.status(),
                    served.now().getEpochSecond());
        }

        /** The same objects for what is long to compare: they come out of a memory of URLs. */
        @SuppressWarnings("ReferenceEquality") // another object only costs the work that this spares
        boolean areThoseOf(Served served) {
            return image == served.image()
                    && delivery == served.delivery()
                    && result == served.result()
                    && visibility == served.visibility()
                    && second == served.now().getEpochSecond()
                    && confirmedAt.equals(served.confirmedAt())
                    && status.equals(served.status());
        }
    }

    /** The lines that {@code made} makes of {@code served}, or made of the same this second. */
    List<Header> of(Served served, Function<? super Served, List<Header>> made) {
        if (!isTheSameForASecond(served)) {
            return made.apply(served);
        }
        int place = place(served.image());
        Entry entry = places.getAcquire(place);
        if (entry != null
                && entry.circumstances().areThoseOf(served)
                && entry.rendition().equals(Facts.of(served.rendition()))) {
            return entry.lines();
        }
        List<Header> lines = made.apply(served);
        places.setRelease(place, new Entry(Facts.of(served.rendition()), Circumstances.of(served), lines));
        return lines;
    }

    /** What ends at some moment has headers that count down to it; a stand-in tells of the fault that it stands in for. */
    private static boolean isTheSameForASecond(Served served) {
        return served.delivery().expires().isEmpty() && served.standsInFor().isEmpty();
    }

    private static int place(ImageRequest image) {
        int hash = System.identityHashCode(image);
        return (hash ^ hash >>> 16) & PLACES - 1;
    }
}
