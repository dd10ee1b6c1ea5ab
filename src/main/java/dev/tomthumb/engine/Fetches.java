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
import java.util.function.Consumer;

/**
 * The originals of one task of a {@link WorkQueue}. A task that is {@link Postponed} is begun anew, and must not fetch
 * anew what it has; so this outlives each run of it, and holds what has come until the task is done. Used by one thread at
 * a time.
 */
final class Fetches implements AutoCloseable {
    private final Downloads downloads;
    private final Stages stages;
    private final Timings timings;
    private final SharedDecodes decodes;
    private final Map<Question, Asked> asked = new HashMap<>();
    private volatile boolean closed;

    /**
     * @param timings where it is noted how long each original took to come
     * @param decodes told what has come to be rendered
     */
    Fetches(Downloads downloads, Stages stages, Timings timings, SharedDecodes decodes) {
        this.downloads = downloads;
        this.stages = stages;
        this.timings = timings;
        this.decodes = decodes;
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
        return fetch(new Question(sources, ref, known, ceiling), come -> {});
    }

    /** As {@link #fetch}, of what will be rendered: who else has come for it is known as soon as it is there. */
    Fetched fetchToRender(Sources sources, SourceRef ref, Validators known, long ceiling) throws ImageException {
        return fetch(new Question(sources, ref, known, ceiling), this::expected);
    }

    private void expected(Fetched come) {
        if (come instanceof Fetched.Original original && !closed) {
            decodes.expect(original.bytes(), this);
            if (closed) {
                // Meanwhile, on another thread: nobody else would say so any more.
                decodes.leave(this);
            }
        }
    }

    private Fetched fetch(Question wanted, Consumer<Fetched> landing) throws ImageException {
        Asked question = asked.computeIfAbsent(
                wanted,
                any -> new Asked(
                        stages.now(),
                        downloads.join(wanted.sources(), wanted.ref(), wanted.known(), wanted.ceiling(), landing)));
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
        closed = true;
        decodes.leave(this);
    }
}
