package dev.tomthumb.cache.shared;

import dev.tomthumb.cache.FleetPurges;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.Threads;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Purges by way of an object store: each is a small object, and every node lists them every few seconds and obeys those it
 * has not seen.
 *
 * <p>The time of a purge is the store's, so that no node's clock matters. A node writes down how far it has read, and after
 * a restart obeys what came later, before it serves; one that was away for longer than purges are kept forgets everything.
 * When there are many, whoever sees that first gathers the older ones into one object.
 */
final class PurgeLog implements FleetPurges {
    private static final Logger LOG = System.getLogger(PurgeLog.class.getName());
    /** A purge is visible at most so long after the time it is given. */
    static final long SLACK_SECONDS = 30;

    private static final Duration START_PATIENCE = Duration.ofSeconds(5);
    private static final int RETRY_READS = 3;
    private static final String UNTOLD =
            "Purges of this node could not be told to the others yet; they are kept here and tried again.";

    private final Notes notes;
    private final PurgeIndex index;
    private final ServerClock serverClock;
    private final InstantSource clock;
    private final Bounds bounds;
    private final Runnable answered;
    private final PurgeObjects objects;
    private final PurgeOutbox outbox;
    private final PurgeInbox inbox;
    private final PurgeCompaction compaction;
    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(1, new Threads("tomthumb-shared-purges-"));
    private volatile OptionalLong place = OptionalLong.empty();
    private long written;
    private boolean failing;
    private volatile long knows = Long.MIN_VALUE;
    private volatile Instant readAt = Instant.MIN;
    private volatile Optional<String> trouble = Optional.of("The list of purges has not been read yet.");

    /**
     * How it is done.
     *
     * @param node a word for this node that no other has, hexadecimal
     * @param fingerprint what this node's cache keys begin with
     * @param poll how often the list is read
     * @param kept how long purges are kept
     */
    record Bounds(String node, String fingerprint, Duration poll, Duration kept) {}

    /** @param answered told when the store has answered */
    PurgeLog(
            ObjectStore store,
            Calls calls,
            Notes notes,
            PurgeIndex index,
            ServerClock serverClock,
            InstantSource clock,
            Bounds bounds,
            Runnable answered) {
        this.notes = notes;
        this.index = index;
        this.serverClock = serverClock;
        this.clock = clock;
        this.bounds = bounds;
        this.answered = answered;
        this.objects = new PurgeObjects(store, bounds.node());
        this.outbox = new PurgeOutbox(objects, calls, notes, index, serverClock);
        this.inbox = new PurgeInbox(objects, outbox, index, bounds.fingerprint());
        this.compaction = new PurgeCompaction(objects, inbox, index);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void start(Consumer<List<Invalidation>> obey) {
        synchronized (this) {
            inbox.start(obey);
            place = notes.place();
            outbox.restore();
        }
        Future<?> first = executor.submit(this::poll);
        executor.scheduleWithFixedDelay(
                this::poll, bounds.poll().toMillis(), bounds.poll().toMillis(), TimeUnit.MILLISECONDS);
        await(first);
    }

    /** What takes longer goes on, and is not broken off: a cache that obeys may have files open. */
    private static void await(Future<?> first) {
        try {
            first.get(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException later) {
            LOG.log(
                    Level.WARNING,
                    "Reading the purges of other nodes takes longer than {0} ms; this node starts and goes on reading.",
                    START_PATIENCE.toMillis());
        } catch (ExecutionException fault) {
            throw new IllegalStateException(fault.getCause());
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- Telling

    @Override
    public Optional<String> tell(List<Invalidation> what) {
        Optional<String> lack = outbox.tell(what);
        if (lack.isEmpty()) {
            pollSoon();
        }
        return lack;
    }

    /** At once, so that this node's purges have their time, and when what is made from then on counts as newer. */
    private void pollSoon() {
        try {
            executor.execute(this::poll);
            executor.schedule(this::poll, PurgeIndex.MARGIN_SECONDS * 1000 + 100, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.log(Level.DEBUG, "The next start reads the list", closing);
        }
    }

    // ---- Reading

    /** Reads what is new and obeys it. Never throws, or it would not be called again. */
    synchronized void poll() {
        try {
            outbox.tellUntold();
            for (int round = 0; round < RETRY_READS; round++) {
                if (read()) {
                    break;
                }
            }
        } catch (ObjectStoreException failure) {
            trouble = Optional.of("Purges of other nodes cannot be read: " + failure.sentence());
            if (isFirstFailure()) {
                LOG.log(
                        Level.WARNING,
                        "Purges of other nodes cannot be read, so they are obeyed later. {0}",
                        failure.sentence());
            }
        } catch (Throwable fault) {
            trouble = Optional.of("Purges of other nodes cannot be obeyed: " + fault);
            if (isFirstFailure()) {
                LOG.log(Level.WARNING, "Purges of other nodes cannot be obeyed, and are tried again", fault);
            }
        }
    }

    private boolean isFirstFailure() {
        boolean first = !failing;
        failing = true;
        return first;
    }

    /** @return false if something in the list had gone when it was to be read: then there is another list */
    private boolean read() throws ObjectStoreException {
        Instant asked = clock.instant();
        ObjectStore.Listing listing = objects.list();
        serverClock.heard(listing.serverTime(), asked);
        // What is written while a list is made may be missing in it.
        long took = Math.max(0, Duration.between(asked, clock.instant()).toSeconds());
        long listedAt = listing.serverTime()
                .map(time -> time.minusSeconds(took))
                .orElse(serverClock.there(asked))
                .getEpochSecond();
        obeyAllIfAwayTooLong(listedAt);
        boolean whole = true;
        try {
            for (ObjectStore.Listed object : listing.objects()) {
                whole &= inbox.read(object, place);
            }
        } finally {
            inbox.obey();
        }
        if (whole && inbox.isEmpty()) {
            if (listing.truncated()) {
                tooMany();
            } else {
                upToDate(listedAt, listing);
            }
            compaction.gather(listing, listedAt);
        }
        return whole;
    }

    /** The newest are last in a list, and not in this one. */
    private void tooMany() {
        trouble = Optional.of("There are more than " + PurgeObjects.MOST_LISTED + " purges below " + Layout.PURGES
                + ": the newest cannot be read before the oldest have been gathered or removed.");
        if (isFirstFailure()) {
            LOG.log(Level.WARNING, "{0}", trouble.get());
        }
    }

    /** Purges that this node has missed may not be in the list any more. */
    private void obeyAllIfAwayTooLong(long now) {
        if (place.isPresent() && place.getAsLong() < oldest(now)) {
            LOG.log(
                    Level.WARNING,
                    "This node was away for longer than purges are kept, so it begins with an empty cache.");
            inbox.addEverything();
        }
    }

    private long oldest(long now) {
        return now - bounds.kept().toSeconds();
    }

    private void upToDate(long listedAt, ObjectStore.Listing listing) {
        Set<String> names = new HashSet<>();
        listing.objects().forEach(object -> names.add(object.name()));
        inbox.retain(names);
        index.forgetBefore(oldest(listedAt));
        knows = listedAt;
        readAt = clock.instant();
        if (!inbox.isUndecided()) {
            place = OptionalLong.of(listedAt);
            writePlace(listedAt);
        }
        if (trouble.isPresent()) {
            LOG.log(
                    Level.INFO,
                    "Purges of other nodes are read every {0} ms.",
                    bounds.poll().toMillis());
        }
        trouble = Optional.empty();
        failing = false;
        answered.run();
    }

    /** Not at every look, which would keep a disk awake: what is obeyed twice costs little. */
    private void writePlace(long listedAt) {
        if (listedAt - written >= SLACK_SECONDS) {
            notes.place(listedAt);
            written = listedAt;
        }
    }

    // ---- What is known

    /** See {@link PurgeIndex}. */
    long knows() {
        return knows;
    }

    /** Whether so much is known of purges that what others have made can be judged. */
    boolean isCurrent() {
        return knows > Long.MIN_VALUE
                && clock.instant()
                        .isBefore(readAt.plus(bounds.poll().multipliedBy(3)).plusSeconds(SLACK_SECONDS));
    }

    /** Whether something is so old that a purge of it may have been forgotten. */
    boolean isForgotten(long maker) {
        return maker < oldest(knows);
    }

    long obeyed() {
        return inbox.obeyed();
    }

    long told() {
        return outbox.told();
    }

    @Override
    public String describe() {
        return "purges by way of " + objects.describe() + ", read every "
                + bounds.poll().toMillis() + " ms";
    }

    @Override
    public Optional<String> lack() {
        return trouble.or(() -> isCurrent()
                        ? Optional.empty()
                        : Optional.of("Purges of other nodes have not been read since " + readAt + "."))
                .or(() -> outbox.hasUntold() ? Optional.of(UNTOLD) : Optional.empty());
    }

    @Override
    public void close() {
        Threads.endGently(executor);
        place.ifPresent(notes::place);
    }
}
