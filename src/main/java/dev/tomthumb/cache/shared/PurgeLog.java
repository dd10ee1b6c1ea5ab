package dev.tomthumb.cache.shared;

import dev.tomthumb.cache.FleetPurges;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.Threads;
import dev.tomthumb.cache.shared.ObjectStoreException.Kind;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.regex.Pattern;

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
    /** As many as are looked at; with so many the list has been gathered long before. */
    private static final int MOST_LISTED = 100_000;
    /** What {@link #named} makes. */
    private static final Pattern OURS = Pattern.compile(Pattern.quote(Layout.PURGES) + "[0-9a-f]+-[0-9a-f]+-[0-9a-f]+");
    /** A list of this length is gathered. */
    private static final int MANY = 200;
    /** Younger ones are left alone: another node may not have read them, and would read them again. */
    private static final long GATHERED_AFTER_SECONDS = 600;
    /** A purge is visible at most so long after the time it is given. */
    private static final long SLACK_SECONDS = 30;

    private static final long MOST_BYTES = 32L << 20;
    /** Of an object into which others are gathered. */
    private static final int GATHERED_BYTES = 8 << 20;
    /** Of purges that can neither be told nor written down. */
    private static final int MOST_UNWRITTEN = 10_000;
    /** One that cannot be read may be on its way; after so many looks it is obeyed as one of everything. */
    private static final int LOOKS = 3;
    /** Whoever purges waits so long for the store. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration START_PATIENCE = Duration.ofSeconds(5);
    private static final int RETRY_READS = 3;
    private static final String UNTOLD =
            "Purges of this node could not be told to the others yet; they are kept here and tried again.";

    private final ObjectStore store;
    private final Calls calls;
    private final Notes notes;
    private final PurgeIndex index;
    private final ServerClock serverClock;
    private final InstantSource clock;
    private final Bounds bounds;
    private final Runnable answered;
    private final int mostListed;
    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(1, new Threads("tomthumb-shared-purges-"));
    private final AtomicLong numbers = new AtomicLong();
    private final LongAdder obeyed = new LongAdder();
    private final LongAdder told = new LongAdder();

    /** Names of objects that have been read. */
    private final Set<String> seen = new HashSet<>();

    /** Of those, the ones that are no purges. */
    private final Set<String> foreign = new HashSet<>();

    /** What was read and has to be obeyed: it stays here until that is done, whatever fails in between. */
    private final Set<Invalidation> waiting = new LinkedHashSet<>();

    private final Map<String, Integer> unreadable = new HashMap<>();
    /** Those of this node, which has obeyed them when they were made. */
    private final Set<String> own = ConcurrentHashMap.newKeySet();
    /** Purges of this node that could neither be told nor written down, by their names. */
    private final Map<String, byte[]> unwritten = new ConcurrentSkipListMap<>();

    private Consumer<List<Invalidation>> apply = what -> {};
    private volatile OptionalLong place = OptionalLong.empty();
    private long written;
    private long gatherFrom = Long.MIN_VALUE;
    private boolean failing;
    private volatile boolean untold;
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
        this(store, calls, notes, index, serverClock, clock, bounds, answered, MOST_LISTED);
    }

    PurgeLog(
            ObjectStore store,
            Calls calls,
            Notes notes,
            PurgeIndex index,
            ServerClock serverClock,
            InstantSource clock,
            Bounds bounds,
            Runnable answered,
            int mostListed) {
        this.store = store;
        this.calls = calls;
        this.notes = notes;
        this.index = index;
        this.serverClock = serverClock;
        this.clock = clock;
        this.bounds = bounds;
        this.answered = answered;
        this.mostListed = mostListed;
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void start(Consumer<List<Invalidation>> obey) {
        synchronized (this) {
            apply = obey;
            place = notes.place();
            notes.untold().forEach((name, purge) -> {
                own.add(name);
                index.pending(
                        name, entries(purge).stream().map(PurgeFile.Entry::what).toList());
            });
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
        List<PurgeFile.Entry> entries = what.stream()
                .map(one -> new PurgeFile.Entry(one, OptionalLong.empty()))
                .toList();
        byte[] purge = PurgeFile.write(entries);
        String name = named(serverClock.now().toEpochMilli());
        own.add(name);
        index.pending(name, what);
        try {
            calls.within(PATIENCE, () -> put(name, purge));
            told.increment();
            pollSoon();
            return Optional.empty();
        } catch (ObjectStoreException failure) {
            return Optional.of(later(name, purge, failure));
        }
    }

    private String named(long millis) {
        return Layout.PURGES + String.format("%013x-%s-%x", millis, bounds.node(), numbers.getAndIncrement());
    }

    private String later(String name, byte[] purge, ObjectStoreException failure) {
        LOG.log(
                Level.WARNING,
                "A purge is obeyed here and could not be told to other nodes yet; it is tried again. {0}",
                failure.sentence());
        try {
            notes.untold(name, purge);
            untold = true;
            return failure.sentence()
                    + " The purge is written down here and told to the other nodes as soon as it can be.";
        } catch (IOException full) {
            LOG.log(Level.ERROR, "A purge can neither be told to other nodes nor written down here", full);
            return failure.sentence() + " It cannot be written down here either, " + remembered(name, purge);
        }
    }

    private String remembered(String name, byte[] purge) {
        if (unwritten.size() >= MOST_UNWRITTEN) {
            return "so it must be repeated.";
        }
        unwritten.put(name, purge);
        untold = true;
        return "so it must be repeated if this node ends before it could tell the others.";
    }

    private boolean put(String name, byte[] purge) throws ObjectStoreException {
        return store.put(name, new ObjectStore.New(purge, Map.of(), "text/plain", Optional.empty()), false);
    }

    private static List<PurgeFile.Entry> entries(byte[] purge) {
        return PurgeFile.read(purge) instanceof PurgeFile.Content.Purges purges ? purges.entries() : List.of();
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

    private void tellUntold() {
        try {
            tellAllUntold();
            untold = false;
        } catch (ObjectStoreException | RuntimeException stillUntold) {
            untold = true;
            LOG.log(Level.DEBUG, "Purges of this node cannot be told yet", stillUntold);
        }
    }

    private void tellAllUntold() throws ObjectStoreException {
        for (Map.Entry<String, byte[]> one : notes.untold().entrySet()) {
            put(one.getKey(), one.getValue());
            notes.told(one.getKey());
            told.increment();
        }
        for (Map.Entry<String, byte[]> one : unwritten.entrySet()) {
            put(one.getKey(), one.getValue());
            unwritten.remove(one.getKey());
            told.increment();
        }
    }

    // ---- Reading

    /** Reads what is new and obeys it. Never throws, or it would not be called again. */
    synchronized void poll() {
        try {
            tellUntold();
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
        ObjectStore.Listing listing = store.list(Layout.PURGES, mostListed);
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
                whole &= read(object);
            }
        } finally {
            obey();
        }
        if (whole && waiting.isEmpty()) {
            if (listing.truncated()) {
                tooMany();
            } else {
                upToDate(listedAt, listing);
            }
            gather(listing, listedAt);
        }
        return whole;
    }

    /** Not on a thread that is being ended: an interrupt closes the files of a cache. */
    private void obey() {
        if (waiting.isEmpty() || Thread.currentThread().isInterrupted()) {
            return;
        }
        apply.accept(List.copyOf(waiting));
        LOG.log(Level.INFO, "{0} purges of other nodes are obeyed.", waiting.size());
        obeyed.add(waiting.size());
        waiting.clear();
    }

    /** The newest are last in a list, and not in this one. */
    private void tooMany() {
        trouble = Optional.of("There are more than " + mostListed + " purges below " + Layout.PURGES
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
            waiting.add(new Invalidation.Everything());
        }
    }

    private long oldest(long now) {
        return now - bounds.kept().toSeconds();
    }

    private boolean read(ObjectStore.Listed object) throws ObjectStoreException {
        if (seen.contains(object.name())) {
            return true;
        }
        Optional<PurgeFile.Content> got = content(object.name());
        if (got.isEmpty()) {
            return false;
        }
        PurgeFile.Content content = got.get();
        if (content instanceof PurgeFile.Content.Damaged && looksAgain(object.name())) {
            return true;
        }
        long at = object.modified().getEpochSecond();
        for (PurgeFile.Entry entry : obeyable(content, object)) {
            note(object.name(), entry, at);
        }
        if (content instanceof PurgeFile.Content.Foreign) {
            foreign.add(object.name());
        }
        index.listed(object.name());
        seen.add(object.name());
        return true;
    }

    private Optional<PurgeFile.Content> content(String name) throws ObjectStoreException {
        try {
            return store.get(name, MOST_BYTES).map(got -> PurgeFile.read(got.body()));
        } catch (ObjectStoreException failure) {
            if (failure.kind() != Kind.UNFIT) {
                throw failure;
            }
            return Optional.of(
                    OURS.matcher(name).matches() ? new PurgeFile.Content.Damaged() : new PurgeFile.Content.Foreign());
        }
    }

    private boolean looksAgain(String name) {
        return unreadable.merge(name, 1, Integer::sum) < LOOKS;
    }

    private List<PurgeFile.Entry> obeyable(PurgeFile.Content content, ObjectStore.Listed object) {
        if (content instanceof PurgeFile.Content.Purges purges) {
            return purges.entries();
        }
        if (content instanceof PurgeFile.Content.Damaged) {
            LOG.log(
                    Level.WARNING,
                    "The purge {0} is damaged, and nobody knows what it means: it is obeyed as one of everything.",
                    object.name());
            return List.of(new PurgeFile.Entry(new Invalidation.Everything(), OptionalLong.empty()));
        }
        LOG.log(
                Level.WARNING,
                "{0} is no purge of ours and is left alone; nothing else should be written there.",
                object.name());
        return List.of();
    }

    /**
     * An object that was not read before is news, even if it says what another one of the same second says. Only what has
     * been gathered from others, with a time of its own, may have been read in them.
     *
     * @param modified the object's time
     */
    private void note(String name, PurgeFile.Entry entry, long modified) {
        long at = entry.at().orElse(modified);
        boolean isLater = index.add(entry.what(), at);
        boolean isNew = isLater || entry.at().isEmpty();
        boolean missed = place.isEmpty() || at >= place.getAsLong() - SLACK_SECONDS;
        if (isNew && missed && !own.contains(name)) {
            waiting.add(entry.what().under(bounds.fingerprint()));
        }
    }

    private void upToDate(long listedAt, ObjectStore.Listing listing) {
        Set<String> names = new HashSet<>();
        listing.objects().forEach(object -> names.add(object.name()));
        own.removeIf(name -> seen.contains(name) && !names.contains(name));
        seen.retainAll(names);
        foreign.retainAll(names);
        unreadable.keySet().retainAll(names);
        index.forgetBefore(oldest(listedAt));
        knows = listedAt;
        readAt = clock.instant();
        boolean undecided = unreadable.values().stream().anyMatch(looks -> looks < LOOKS);
        if (!undecided) {
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

    /** Makes few objects of many. Two nodes may do it at once: what is said twice is obeyed once. */
    private void gather(ObjectStore.Listing listing, long now) {
        if (listing.objects().size() < MANY || now < gatherFrom) {
            return;
        }
        List<String> old = listing.objects().stream()
                .filter(object -> seen.contains(object.name())
                        && !foreign.contains(object.name())
                        && object.modified().getEpochSecond() < now - GATHERED_AFTER_SECONDS)
                .map(ObjectStore.Listed::name)
                .toList();
        if (old.size() < MANY / 2) {
            return;
        }
        try {
            for (byte[] part : PurgeFile.write(index.entries(), GATHERED_BYTES)) {
                put(named(now * 1000), part);
            }
            // Only now that all of them are there.
            for (String one : old) {
                store.delete(one);
            }
            LOG.log(Level.INFO, "{0} purges have been gathered.", old.size());
        } catch (ObjectStoreException failure) {
            gatherFrom = now + GATHERED_AFTER_SECONDS;
            LOG.log(
                    Level.WARNING,
                    "Old purges cannot be gathered, so that their list grows; it is tried again. {0}",
                    failure.sentence());
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
        return obeyed.sum();
    }

    long told() {
        return told.sum();
    }

    @Override
    public String describe() {
        return "purges by way of " + store.describe() + ", read every "
                + bounds.poll().toMillis() + " ms";
    }

    @Override
    public Optional<String> lack() {
        return trouble.or(() -> isCurrent()
                        ? Optional.empty()
                        : Optional.of("Purges of other nodes have not been read since " + readAt + "."))
                .or(() -> untold ? Optional.of(UNTOLD) : Optional.empty());
    }

    @Override
    public void close() {
        Threads.endGently(executor);
        place.ifPresent(notes::place);
    }
}
