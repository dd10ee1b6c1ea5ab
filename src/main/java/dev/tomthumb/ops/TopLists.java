package dev.tomthumb.ops;

import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.SourceRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The console's lists: hottest renditions, slowest originals, last refusals. Bounded, whatever is asked for.
 *
 * <p>While another thread counts a hit, this one's is let go uncounted: a hit waits for nobody, and the proportions stay.
 * The key is the rendition's entity tag, whose hash is kept with it.
 */
final class TopLists implements ImageEvents {
    private static final int HOT_PLACES = 256;
    private static final Duration HOT_PERIOD = Duration.ofMinutes(5);
    private static final int SLOW_PLACES = 64;
    private static final Duration SLOW_PERIOD = Duration.ofMinutes(30);
    private static final int MOST_REFUSALS = 100;
    /** Of a sentence that repeats somebody's URL. */
    private static final int LONGEST = 500;

    private final InstantSource clock;
    private final ReentrantLock hits = new ReentrantLock();
    private final ReentrantLock others = new ReentrantLock();
    private final Lately<HeavyHitters<Hot>> hot;
    private final Lately<Slowest> slow;
    private final Refusals refusals = new Refusals(MOST_REFUSALS);

    TopLists(InstantSource clock) {
        this.clock = clock;
        hot = new Lately<>(clock, HOT_PERIOD, () -> new HeavyHitters<>(HOT_PLACES));
        slow = new Lately<>(clock, SLOW_PERIOD, () -> new Slowest(SLOW_PLACES));
    }

    /**
     * What is known of a rendition.
     *
     * @param size such as {@code 320 x 240}; empty for what has none
     * @param format its token
     */
    record Hot(String original, String size, String format, int bytes) {
        static Hot of(ImageRequest image, Rendition rendition) {
            return new Hot(
                    cut(image.source().toString()),
                    rendition
                            .size()
                            .map(size -> size.width() + " × " + size.height())
                            .orElse(""),
                    rendition.format().token(),
                    rendition.body().length);
        }
    }

    /** Lists what was sent and refused, and does not ask where the time went. */
    @Override
    public boolean followsVisits() {
        return false;
    }

    @Override
    public void sent(ImageRequest image, Rendition rendition, Answer answer) {
        if (hits.tryLock()) {
            try {
                hot.current().count(rendition.entityTag(), () -> Hot.of(image, rendition));
            } finally {
                hits.unlock();
            }
        }
        if (answer.result() == ResultType.MISS || answer.result() == ResultType.BYPASS) {
            took(image.source(), answer);
        }
    }

    private void took(SourceRef original, Answer answer) {
        others.lock();
        try {
            slow.current().took(original, answer.time().toNanos(), answer.originalBytes());
        } finally {
            others.unlock();
        }
    }

    @Override
    public void refused(String asked, Problem problem, String sentence, Answer answer) {
        others.lock();
        try {
            refusals.add(cut(asked), problem.code(), answer.status(), cut(sentence), clock.instant());
        } finally {
            others.unlock();
        }
    }

    static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /**
     * A list and since when it counts.
     *
     * @param items the first one first
     */
    record Top<T>(Instant since, List<T> items) {}

    /** Those asked for most often lately. */
    Top<HeavyHitters.Hitter<Hot>> hottest(int most) {
        hits.lock();
        try {
            return new Top<>(
                    hot.since(),
                    joined(
                                    Stream.of(hot.current(), hot.before()).flatMap(part -> part.all().stream()),
                                    HeavyHitters.Hitter::key,
                                    TopLists::sum)
                            .sorted(Comparator.comparingLong((HeavyHitters.Hitter<Hot> hitter) -> hitter.count())
                                    .reversed())
                            .limit(most)
                            .toList());
        } finally {
            hits.unlock();
        }
    }

    private static HeavyHitters.Hitter<Hot> sum(HeavyHitters.Hitter<Hot> one, HeavyHitters.Hitter<Hot> other) {
        return new HeavyHitters.Hitter<>(
                one.key(), one.known(), one.count() + other.count(), one.error() + other.error());
    }

    /** Those whose renditions took longest lately. */
    Top<Slowest.Slow> slowest(int most) {
        others.lock();
        try {
            return new Top<>(
                    slow.since(),
                    joined(
                                    Stream.of(slow.current(), slow.before()).flatMap(part -> part.all().stream()),
                                    Slowest.Slow::original,
                                    Slowest.Slow::and)
                            .sorted(Comparator.comparingLong(Slowest.Slow::worstNanos)
                                    .reversed())
                            .limit(most)
                            .toList());
        } finally {
            others.unlock();
        }
    }

    private static <K, T> Stream<T> joined(Stream<T> parts, Function<T, K> key, BinaryOperator<T> sum) {
        Map<K, T> all = new HashMap<>();
        parts.forEach(part -> all.merge(key.apply(part), part, sum));
        return all.values().stream();
    }

    /** The last one first. */
    List<Refusals.Refusal> refusals(int most) {
        others.lock();
        try {
            return refusals.last(most);
        } finally {
            others.unlock();
        }
    }
}
