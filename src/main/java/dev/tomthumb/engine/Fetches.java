package dev.tomthumb.engine;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.Sources;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The originals of one task of a {@link WorkQueue}. A task that is {@link Postponed} is begun anew, and must not fetch
 * anew what it has; so this outlives each run of it, and holds what has come until the task is done. Used by one thread at
 * a time.
 */
final class Fetches implements AutoCloseable {
    private final Downloads downloads;
    private final Map<Question, CompletableFuture<Downloads.Share>> asked = new HashMap<>();

    Fetches(Downloads downloads) {
        this.downloads = downloads;
    }

    private record Question(Sources sources, SourceRef ref, Validators known, long ceiling) {}

    /**
     * As {@link Sources#fetch}, shared with whoever wants the same.
     *
     * @param ceiling the largest original that is accepted, in bytes
     * @throws Postponed while somebody else is fetching it
     */
    Fetched fetch(Sources sources, SourceRef ref, Validators known, long ceiling) throws ImageException {
        CompletableFuture<Downloads.Share> share = asked.computeIfAbsent(
                new Question(sources, ref, known, ceiling), any -> downloads.join(sources, ref, known, ceiling));
        if (!share.isDone()) {
            throw new Postponed(share);
        }
        return Downloads.had(share).fetched();
    }

    /** Gives everything back, also what has not come yet. */
    @Override
    public void close() {
        asked.values().forEach(share -> share.thenAccept(Downloads.Share::close));
        asked.clear();
    }
}
