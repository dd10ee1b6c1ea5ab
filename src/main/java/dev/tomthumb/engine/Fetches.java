package dev.tomthumb.engine;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Stage;
import dev.tomthumb.model.Timings;
import dev.tomthumb.model.Validators;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.Sources;
import java.time.Instant;
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
    private final Stages stages;
    private final Timings timings;
    private final Map<Question, Asked> asked = new HashMap<>();

    /** @param timings where it is noted how long each original took to come */
    Fetches(Downloads downloads, Stages stages, Timings timings) {
        this.downloads = downloads;
        this.stages = stages;
        this.timings = timings;
    }

    /** A question, and when it was first asked. */
    private static final class Asked {
        private final Instant at;
        private final CompletableFuture<Downloads.Share> share;
        private boolean told;

        Asked(Instant at, CompletableFuture<Downloads.Share> share) {
            this.at = at;
            this.share = share;
        }
    }

    private record Question(Sources sources, SourceRef ref, Validators known, long ceiling) {}

    /**
     * As {@link Sources#fetch}, shared with whoever wants the same.
     *
     * @param ceiling the largest original that is accepted, in bytes
     * @throws Postponed while somebody else is fetching it
     */
    Fetched fetch(Sources sources, SourceRef ref, Validators known, long ceiling) throws ImageException {
        Asked question = asked.computeIfAbsent(
                new Question(sources, ref, known, ceiling),
                any -> new Asked(stages.now(), downloads.join(sources, ref, known, ceiling)));
        if (!question.share.isDone()) {
            throw new Postponed(question.share);
        }
        if (!question.told) {
            question.told = true;
            stages.spent(Stage.FETCH, question.at, timings);
        }
        return Downloads.had(question.share).fetched();
    }

    /** Gives everything back, also what has not come yet. */
    @Override
    public void close() {
        asked.values().forEach(question -> question.share.thenAccept(Downloads.Share::close));
        asked.clear();
    }
}
