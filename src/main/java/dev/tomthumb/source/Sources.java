package dev.tomthumb.source;

import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Every source by its scheme: the one door to originals.
 *
 * <p>Announces every fetch with its time, and turns whatever a source throws unexpectedly into a refusal, so that no
 * source needs to do either. Immutable; {@link #with} makes another registry.
 */
public final class Sources implements Source {
    /** The scheme in events about a scheme nobody knows: visitors' texts must not become metric labels. */
    static final String UNKNOWN_SCHEME = "unknown";

    /** What an operator sets to switch a source on, for the refusal of a scheme that is off. */
    private static final Map<String, String> SETTINGS = Map.of(
            "s3", "tomthumb.s3.buckets or a mount",
            "http", "tomthumb.http.allow or a mount",
            "https", "tomthumb.http.allow or a mount",
            "local", "tomthumb.local.root");

    private final Map<String, Source> sources;
    private final ImageEvents events;
    private final LongSupplier nanoTime;

    /**
     * @param sources by scheme, lower case
     * @param events hears of every fetch
     */
    public Sources(Map<String, Source> sources, ImageEvents events) {
        this(sources, events, System::nanoTime);
    }

    Sources(Map<String, Source> sources, ImageEvents events, LongSupplier nanoTime) {
        this.sources = Collections.unmodifiableMap(new TreeMap<>(sources));
        this.events = events;
        this.nanoTime = nanoTime;
    }

    /** The same registry with {@code source} in the place of {@code scheme}; this one does not change. */
    public Sources with(String scheme, Source source) {
        Map<String, Source> changed = new TreeMap<>(sources);
        changed.put(scheme, source);
        return new Sources(changed, events, nanoTime);
    }

    /** The source of a scheme, the same object for everybody whom it serves alike. */
    public Optional<Source> source(String scheme) {
        return Optional.ofNullable(sources.get(scheme));
    }

    /** @throws ImageException as {@link Source#fetch}, and {@code SOURCE_UNKNOWN} for a scheme that is unknown or off */
    @Override
    public Fetched fetch(SourceRef ref, Validators known, Room room) throws ImageException {
        return announced(ref, source -> source.fetch(ref, known, room), this::announce);
    }

    /** @throws ImageException as {@link #fetch} */
    @Override
    public Passed pass(SourceRef ref, Asked asked, Room room) throws ImageException {
        return announced(
                ref,
                source -> source.pass(ref, asked, room),
                (scheme, passed, time) -> events.originalFetched(scheme, time, passed.body().length));
    }

    /** Asks a source for something. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(Source source) throws ImageException;
    }

    /** Tells what came of it. */
    @FunctionalInterface
    private interface News<T> {
        void tell(String scheme, T answer, Duration time);
    }

    private <T> T announced(SourceRef ref, Question<T> question, News<T> news) throws ImageException {
        Source source = sources.get(ref.scheme());
        if (source == null) {
            events.originalFailed(UNKNOWN_SCHEME, Problem.SOURCE_UNKNOWN);
            throw new ImageException(Problem.SOURCE_UNKNOWN, unknown(ref.scheme()));
        }
        long start = nanoTime.getAsLong();
        try {
            T answer = guarded(source, question);
            news.tell(ref.scheme(), answer, Duration.ofNanos(nanoTime.getAsLong() - start));
            return answer;
        } catch (ImageException e) {
            events.originalFailed(ref.scheme(), e.problem());
            throw e;
        }
    }

    private static <T> T guarded(Source source, Question<T> question) throws ImageException {
        try {
            return question.ask(source);
        } catch (RuntimeException e) {
            throw new ImageException(
                    Problem.ORIGIN_FAILED, "The original could not be read; the server's log says why.", e);
        }
    }

    private void announce(String scheme, Fetched fetched, Duration time) {
        if (fetched instanceof Fetched.Original original) {
            events.originalFetched(scheme, time, original.bytes().length);
        } else {
            events.originalUnchanged(scheme, time);
        }
    }

    private String unknown(String scheme) {
        String enabled = sources.entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof RefusingSource))
                .map(Map.Entry::getKey)
                .collect(java.util.stream.Collectors.joining(", "));
        String accepted = enabled.isEmpty() ? "no source is enabled" : "enabled are " + enabled;
        String setting = SETTINGS.get(scheme);
        return setting == null
                ? "There is no source for the scheme \"" + printable(scheme) + "\"; " + accepted + "."
                : "Sources of the scheme \"" + scheme + "\" are off (" + setting + " enables them); " + accepted + ".";
    }

    /** The scheme is a visitor's text and goes into a response and a log line. */
    private static String printable(String scheme) {
        String plain = scheme.replaceAll("[^a-z0-9+.\\-]", "?");
        return plain.length() <= 20 ? plain : plain.substring(0, 20) + "…";
    }
}
