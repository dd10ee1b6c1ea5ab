package dev.tomthumb.engine;

import dev.tomthumb.model.CacheTags;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Validators;
import dev.tomthumb.source.Fetched;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Fills the cache where it has nothing that could be confirmed: with what another node has made, else by fetching and
 * rendering. Runs on a worker's thread, once more from its start each time it was {@link Postponed}; so everything before
 * the fetch is cheap and may be repeated.
 */
final class Fill {
    private final OriginalFetcher fetcher;
    private final RenditionMaker maker;
    private final CacheWriter writer;
    private final RefusalMemory refusals;
    private final Revalidation revalidation;
    private final StaleAnswers stale;
    private final InstantSource clock;

    Fill(
            OriginalFetcher fetcher,
            RenditionMaker maker,
            CacheWriter writer,
            RefusalMemory refusals,
            Revalidation revalidation,
            StaleAnswers stale,
            InstantSource clock) {
        this.fetcher = fetcher;
        this.maker = maker;
        this.writer = writer;
        this.refusals = refusals;
        this.revalidation = revalidation;
        this.stale = stale;
        this.clock = clock;
    }

    /** What another node has made, looked at as if it had been stored here; else it is made. */
    Outcome sharedOrMade(Making making) throws ImageException {
        boolean more = fetcher.dependsOnMore(making.order().image());
        Optional<StoredRenditions.Seen> found =
                making.look().find().flatMap(theirs -> writer.adopt(making, theirs, more));
        if (found.isEmpty()) {
            return fetchAndRender(making);
        }
        Instant now = clock.instant();
        if (found.get().fresh(now)) {
            return Outcome.elsewhere(found.get(), now);
        }
        return more ? fetchAndRender(making) : askAbout(making, found.get());
    }

    /** A stale rendition of another node serves as one of our own where the origin fails. */
    private Outcome askAbout(Making making, StoredRenditions.Seen found) throws ImageException {
        try {
            return revalidation.ask(making, found);
        } catch (ImageException fault) {
            return stale.afterAsking(Optional.of(found), fault).orElseThrow(() -> fault);
        }
    }

    private Outcome fetchAndRender(Making making) throws ImageException {
        Validators validators = Validators.NONE;
        List<String> tags = making.order().tags();
        try {
            Optional<Fetched.Original> watermark = fetcher.watermark(making.order(), making.fetches());
            making.deadline().check();
            Fetched.Original original = fetcher.original(making);
            tags = CacheTags.union(tags, original.tags());
            // Where a watermark is fetched too, an original that has not changed is no reason to refuse once more.
            validators = watermark.isEmpty() ? RefusalMemory.blamed(original) : Validators.NONE;
            Instant at = clock.instant().minus(original.held());
            making.deadline().check();
            return writer.keep(making, Outcome.miss(maker.make(making, original, at, watermark)));
        } catch (ImageException refusal) {
            refusals.remember(making.key(), refusal, validators, tags, making.refusalStamp());
            throw refusal;
        }
    }
}
