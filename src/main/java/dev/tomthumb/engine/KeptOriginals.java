package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.KeptOriginal;
import dev.tomthumb.cache.OriginalCache;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.OriginHeaders;
import dev.tomthumb.source.Room;
import dev.tomthumb.source.Source;
import dev.tomthumb.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Originals out of their cache where that may be, else from their origin.
 *
 * <ul>
 *   <li>Only originals of {@linkplain Source#isRemote remote} sources are kept, and of those only what anybody may keep.
 *   <li>For as long as it is trusted a kept one is used without a question; then its origin is asked with its validators,
 *       and "not modified" makes it trusted anew.
 *   <li>Who asks under a condition of his own is answered by the origin: he wants to know what is true now.
 *   <li>What is larger than the asker accepts is left to the origin, which refuses it in the usual words.
 * </ul>
 */
final class KeptOriginals implements Downloads.Origin {
    private final OriginalCache cache;
    private final OriginalTrust trust;
    private final InstantSource clock;
    private final Confirmations confirmations = new Confirmations();

    KeptOriginals(OriginalCache cache, OriginalTrust trust, InstantSource clock) {
        this.cache = cache;
        this.trust = trust;
        this.clock = clock;
    }

    @Override
    public Fetched fetch(Sources sources, SourceRef ref, Validators known, Room room) throws ImageException {
        if (sources.source(ref.scheme()).filter(Source::isRemote).isEmpty()) {
            return sources.fetch(ref, known, room);
        }
        Question question = new Question(Downloads.key(ref), cache.stamp(), confirmations.stamp(), clock.instant());
        try {
            return fetch(question, sources, ref, known, room);
        } catch (ImageException refusal) {
            if (Troubles.denies(refusal.problem())) {
                cache.remove(question.key);
            }
            throw refusal;
        }
    }

    private Fetched fetch(Question question, Sources sources, SourceRef ref, Validators known, Room room)
            throws ImageException {
        if (!known.isEmpty()) {
            return conditional(question, sources, ref, known, room);
        }
        Optional<Confirmations.Confirmed> last = confirmations.of(question.key);
        if (last.isPresent()) {
            // As read and as handed out. Unknown after a restart only, and then counted as soon as it is there.
            room.take(2L * last.get().bytes());
        }
        KeptOriginal kept = cache.get(question.key).orElse(null);
        if (kept == null || kept.bytes().length > room.ceiling()) {
            return kept(question, sources.fetch(ref, known, room));
        }
        room.take(kept.bytes().length);
        if (isTrusted(ref, question, kept)) {
            Instant asked = last.map(Confirmations.Confirmed::at).orElse(question.at);
            return original(kept, Duration.between(asked, question.at));
        }
        Fetched fetched = kept(question, sources.fetch(ref, kept.validators(), room));
        if (fetched instanceof Fetched.Original) {
            return fetched;
        }
        if (fetched instanceof Fetched.NotModified answer
                && answer.lifetime().isSaid()
                && !answer.lifetime().cacheControl().equals(kept.lifetime().cacheControl())) {
            Lifetime said = answer.lifetime();
            cache.remove(question.key);
            return new Fetched.Original(
                    kept.bytes(), kept.validators(), OriginHeaders.visibility(said.cacheControl()), said, kept.tags());
        }
        confirm(question, kept.validators(), kept.bytes().length);
        return original(kept, Duration.ZERO);
    }

    private Fetched conditional(Question question, Sources sources, SourceRef ref, Validators known, Room room)
            throws ImageException {
        Fetched fetched = kept(question, sources.fetch(ref, known, room));
        if (fetched instanceof Fetched.NotModified answer
                && answer.lifetime().isSaid()
                && isKeptOtherwise(question, answer)) {
            // On terms that may be others than those it is kept on (RFC 9111, section 4.3.4).
            cache.remove(question.key);
        } else if (fetched instanceof Fetched.NotModified) {
            // True of the kept one as well, if it is that very version.
            confirmations
                    .of(question.key)
                    .filter(last -> last.validators().equals(known))
                    .ifPresent(last -> confirm(question, known, last.bytes()));
        }
        return fetched;
    }

    private boolean isKeptOtherwise(Question question, Fetched.NotModified answer) {
        return cache.get(question.key)
                .filter(kept ->
                        !kept.lifetime().cacheControl().equals(answer.lifetime().cacheControl()))
                .isPresent();
    }

    /** One question to an origin, and the stamps taken before it. */
    private record Question(CacheKey key, long stamp, long confirmation, Instant at) {}

    private boolean isTrusted(SourceRef ref, Question question, KeptOriginal kept) {
        return confirmations
                .of(question.key)
                .filter(last -> last.validators().equals(kept.validators()))
                .filter(last -> question.at.isBefore(last.at().plus(trust.trusted(ref, kept.lifetime()))))
                .isPresent();
    }

    /** Keeps what the origin sent. */
    private Fetched kept(Question question, Fetched fetched) {
        if (fetched instanceof Fetched.Original original) {
            keep(question, original);
        }
        return fetched;
    }

    private void keep(Question question, Fetched.Original original) {
        boolean special = !original.lifetime().targeted().isEmpty();
        if (special || original.visibility() == Visibility.PRIVATE || !SaidLifetime.mayBeStored(original.lifetime())) {
            // Terms for caches of some kinds only are not written down with it. And an earlier version of it may lie
            // there, from when everybody might see it.
            cache.remove(question.key);
            return;
        }
        boolean overtaken = confirmations
                .of(question.key)
                .filter(last -> last.at().isAfter(question.at))
                .isPresent();
        if (overtaken) {
            return;
        }
        cache.put(
                question.key,
                new KeptOriginal(
                        original.bytes(),
                        original.validators(),
                        original.visibility(),
                        original.lifetime(),
                        question.at,
                        original.tags()),
                question.stamp);
        confirm(question, original.validators(), original.bytes().length);
    }

    private void confirm(Question question, Validators validators, int bytes) {
        confirmations.note(
                question.key, new Confirmations.Confirmed(question.at, validators, bytes), question.confirmation);
    }

    /** @param age since its origin was asked: what is made of it is no fresher than it */
    private static Fetched.Original original(KeptOriginal kept, Duration age) {
        return new Fetched.Original(
                kept.bytes(), kept.validators(), kept.visibility(), kept.lifetime(), kept.tags(), age);
    }

    /** Forgets originals, and asks again about those that may be meant. */
    void invalidate(Invalidation what) {
        confirmations.forget(what);
        cache.invalidate(what);
    }
}
