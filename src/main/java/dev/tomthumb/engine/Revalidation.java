package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.model.CacheTags;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.Validators;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.OriginHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The question whether a stale rendition still holds (RFC 9111, section 4.3), put to the origin of its original. Such an
 * answer confirms all renditions of the original at once, and one that brings the same bytes confirms them as well as one
 * that says "not modified": rendered anew is only what has really changed. Runs on a worker's thread, like {@link Fill}.
 */
final class Revalidation {
    private static final byte[] NOTHING = {};

    private final OriginalFetcher fetcher;
    private final RenditionMaker maker;
    private final CacheWriter writer;
    private final RefusalMemory refusals;
    private final OriginalStates states;
    private final InstantSource clock;

    Revalidation(
            OriginalFetcher fetcher,
            RenditionMaker maker,
            CacheWriter writer,
            RefusalMemory refusals,
            OriginalStates states,
            InstantSource clock) {
        this.fetcher = fetcher;
        this.maker = maker;
        this.writer = writer;
        this.refusals = refusals;
        this.states = states;
        this.clock = clock;
    }

    /** Asks whether the original is still the same, and makes the rendition anew only if it is not. */
    Outcome ask(Making making, StoredRenditions.Seen old) throws ImageException {
        Validators validators = Validators.NONE;
        List<String> tags = making.order().tags();
        try {
            Fetched fetched = fetcher.originalIfChanged(making, old.rendition().original());
            Instant at = clock.instant();
            if (!(fetched instanceof Fetched.Original original)) {
                return writer.confirm(making, old.rendition(), unchanged(making.key(), old, fetched), at, false);
            }
            tags = CacheTags.union(tags, original.tags());
            validators = RefusalMemory.blamed(original);
            OriginalVersion version = OriginalVersion.of(original.bytes(), original.validators());
            if (version.same(OriginalVersion.of(old.rendition()))) {
                return writer.confirm(making, old.rendition(), original, at, true);
            }
            making.deadline().check();
            return writer.keep(making, Outcome.renewed(renewed(making, original, version, at)));
        } catch (ImageException refusal) {
            refusals.remember(making.key(), refusal, validators, tags, making.refusalStamp());
            throw refusal;
        }
    }

    /** What is known of an original that has not changed: what its origin says this time counts, else what it said. */
    private Fetched.Original unchanged(CacheKey key, StoredRenditions.Seen old, Fetched fetched) {
        Validators validators = old.rendition().original();
        if (fetched instanceof Fetched.NotModified answer && answer.lifetime().isSaid()) {
            Lifetime said = answer.lifetime();
            return new Fetched.Original(NOTHING, validators, OriginHeaders.visibility(said.cacheControl()), said);
        }
        Lifetime before = states.known(key.original())
                .map(OriginalState::lifetime)
                .orElse(old.rendition().originalLifetime());
        Lifetime said = new Lifetime(
                before.cacheControl(), before.expires(), before.targeted(), Optional.empty(), OptionalLong.empty());
        return new Fetched.Original(NOTHING, validators, old.visibility(), said);
    }

    /** The rendition of the new version: made by another node, if one was quicker, else here. */
    private Rendition renewed(Making making, Fetched.Original original, OriginalVersion version, Instant at)
            throws ImageException {
        Optional<Rendition> elsewhere = making.look()
                .find()
                .filter(version::made)
                .map(made -> made.confirmed(at, original.validators(), original.visibility(), original.lifetime()));
        return elsewhere.isPresent() ? elsewhere.get() : maker.make(making, original, at, Optional.empty());
    }
}
