package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.http.caching.CacheControl;
import dev.tomthumb.http.caching.Freshness;
import dev.tomthumb.http.caching.StoredAnswer;
import dev.tomthumb.http.caching.Terms;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Rendition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was last heard of each original, so that one answer of an origin serves all renditions of it.
 *
 * <p>Only a memory: every rendition carries what was known when it was stored, and whatever is forgotten here costs its
 * origin one question more. Bounded by two generations: what is not looked at while as many others are goes.
 *
 * <p>Safe for all threads; a look takes no lock.
 */
final class OriginalStates {
    /** Of each generation; about 20 MB in all. */
    private static final int GENERATION = 20_000;

    private static final int OK = 200;

    private final Policies policies;
    private final AtomicLong events = new AtomicLong();
    private volatile Generations generations = Generations.none();

    private record Generations(Map<String, OriginalState> young, Map<String, OriginalState> old) {
        static Generations none() {
            return new Generations(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    OriginalStates(Policies policies) {
        this.policies = policies;
    }

    /** What is known of an original. */
    Optional<OriginalState> known(String original) {
        Generations now = generations;
        OriginalState young = now.young().get(original);
        if (young != null) {
            return Optional.of(young);
        }
        OriginalState old = now.old().get(original);
        if (old != null) {
            keep(original, old);
        }
        return Optional.ofNullable(old);
    }

    /**
     * In which light a stored rendition is to be seen. One that was confirmed after all that is known here is itself the
     * news: after a restart there is nothing else.
     */
    OriginalState of(CacheKey key, Rendition rendition) {
        Optional<OriginalState> known = known(key.original());
        Instant confirmed = rendition.confirmation().at();
        if (known.isPresent() && !confirmed.isAfter(known.get().confirmedAt())) {
            return known.get();
        }
        return keep(key.original(), state(key.original(), rendition, 0));
    }

    /** On which terms a rendition may be used by itself, whatever was heard of its original later. */
    Terms own(CacheKey key, Rendition rendition) {
        return terms(key.original(), rendition.confirmation().at(), rendition.originalLifetime());
    }

    /** An origin has said that a rendition's original is its newest version, and when. */
    OriginalState confirm(String original, Rendition rendition) {
        OriginalVersion version = OriginalVersion.of(rendition);
        long since = known(original)
                .filter(state -> state.version().same(version))
                .map(OriginalState::since)
                .orElseGet(events::incrementAndGet);
        return keep(original, state(original, rendition, since));
    }

    /** How many events there have been; to be taken before an origin is asked, see {@link OriginalState#outdates}. */
    long event() {
        return events.get();
    }

    private OriginalState state(String original, Rendition rendition, long since) {
        Instant at = rendition.confirmation().at();
        return new OriginalState(
                OriginalVersion.of(rendition),
                at,
                rendition.originalLifetime(),
                rendition.visibility(),
                terms(original, at, rendition.originalLifetime()),
                since);
    }

    private Terms terms(String original, Instant at, Lifetime said) {
        StoredAnswer answer = new StoredAnswer(
                OK,
                CacheControl.ofResponse(said.targeted(), said.cacheControl()),
                said.expires(),
                said.date(),
                said.age(),
                Optional.empty(),
                at,
                at);
        return Freshness.terms(answer, policies.freshness(original));
    }

    /** The newer of two wins, whoever comes later. */
    private OriginalState keep(String original, OriginalState state) {
        Generations now = generations;
        if (now.young().size() >= GENERATION) {
            now = after(now);
        }
        return now.young()
                .merge(original, state, (one, other) -> other.confirmedAt().isBefore(one.confirmedAt()) ? one : other);
    }

    /** The generations after {@code full}, whoever makes them. */
    private synchronized Generations after(Generations full) {
        if (generations == full) {
            generations = new Generations(new ConcurrentHashMap<>(), full.young());
        }
        return generations;
    }

    /** Nothing is known any more of these originals. A tag does not tell which ones carry it: then of all. */
    void forget(Invalidation what) {
        if (what instanceof Invalidation.Everything || what instanceof Invalidation.OfTag) {
            clear();
            return;
        }
        Generations now = generations;
        now.young().keySet().removeIf(original -> what.means(key(original), List.of()));
        now.old().keySet().removeIf(original -> what.means(key(original), List.of()));
    }

    private synchronized void clear() {
        generations = Generations.none();
    }

    private static CacheKey key(String original) {
        return new CacheKey(original.isEmpty() ? "?" : original, original);
    }

    /** How many originals something is known of. */
    int size() {
        Generations now = generations;
        return now.young().size() + now.old().size();
    }
}
