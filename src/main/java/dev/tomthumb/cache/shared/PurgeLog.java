package dev.tomthumb.cache.shared;

import dev.tomthumb.cache.FleetPurges;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.shared.ObjectStoreException.Kind;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
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
    /** As many as are looked at; with so many the list has been gathered long before. */
    private static final int MOST_LISTED = 10_000;
    /** A list of this length is gathered. */
    private static final int MANY = 200;
    /** Younger ones are left alone: another node may not have read them, and would read them again. */
    private static final long GATHERED_AFTER_SECONDS = 600;
    /** A purge is visible at most so long after the time it is given. */
    private static final long SLACK_SECONDS = 30;

    private static final long MOST_BYTES = 32L << 20;
    /** One that cannot be read may be on its way; after so many looks it is obeyed as one of everything. */
    private static final int LOOKS = 3;
    /** Whoever purges waits so long for the store. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration START_PATIENCE = Duration.ofSeconds(5);
    private static final int RETRY_READS = 3;
    private static final String UNTOLD =
            "Purges of this node could not be told to the others yet; they are written down here and tried again.";

    private final ObjectStore store;
    private final Calls calls;
    private final Notes notes;
    private final PurgeIndex index;
    private final ServerClock serverClock;
    private final InstantSource clock;
    private final Bounds bounds;
    private final Runnable answered;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(new Threads("tomthumb-shared-purges-"));
    private final AtomicLong numbers = new AtomicLong();
    private final LongAdder obeyed = new LongAdder();
    private final LongAdder told = new LongAdder();

    /** Names of objects that have been read. */
    private final Set<String> seen = new HashSet<>();

    private final Map<String, Integer> unreadable = new HashMap<>();
    /** Those of this node, which has obeyed them when they were made. */
    private final Set<String> own = ConcurrentHashMap.newKeySet();

    private Consumer<List<Invalidation>> apply = what -> {};
    private OptionalLong place = OptionalLong.empty();
    private long written;
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
        this.store = store;
        this.calls = calls;
        this.notes = notes;
        this.index = index;
        this.serverClock = serverClock;
        this.clock = clock;
        this.bounds = bounds;
        this.answered = answered;
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
        try {
            calls.within(START_PATIENCE, () -> {
                poll();
                return true;
            });
        } catch (ObjectStoreException later) {
            failed(later);
        }
        executor.scheduleWithFixedDelay(
                this::poll, bounds.poll().toMillis(), bounds.poll().toMillis(), TimeUnit.MILLISECONDS);
    }

    // ---- Telling

    @Override
    public Optional<String> tell(List<Invalidation> what) {
        List<PurgeFile.Entry> entries = what.stream()
                .map(one -> new PurgeFile.Entry(one, OptionalLong.empty()))
                .toList();
        byte[] purge = PurgeFile.write(entries);
        String name = Layout.PURGES
                + String.format(
                        "%013x-%s-%x", serverClock.now().toEpochMilli(), bounds.node(), numbers.getAndIncrement());
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
            return failure.sentence() + " It cannot be written down here either, so it must be repeated.";
        }
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

    private void tellUntold() throws ObjectStoreException {
        for (Map.Entry<String, byte[]> one : notes.untold().entrySet()) {
            put(one.getKey(), one.getValue());
            notes.told(one.getKey());
            told.increment();
        }
    }

    // ---- Reading

    /** Reads what is new and obeys it. Never throws, or it would not be called again. */
    synchronized void poll() {
        try {
            tellUntold();
            untold = false;
        } catch (ObjectStoreException stillUntold) {
            untold = true;
            LOG.log(Level.DEBUG, "Purges of this node cannot be told yet", stillUntold);
        }
        try {
            for (int round = 0; round < RETRY_READS; round++) {
                if (read()) {
                    break;
                }
            }
        } catch (ObjectStoreException failure) {
            failed(failure);
        } catch (RuntimeException fault) {
            LOG.log(Level.WARNING, "Purges of other nodes could not be read and will be tried again", fault);
        }
    }

    private void failed(ObjectStoreException failure) {
        if (trouble.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "Purges of other nodes cannot be read, so they are obeyed later. {0}",
                    failure.sentence());
        }
        trouble = Optional.of("Purges of other nodes cannot be read: " + failure.sentence());
    }

    /** @return false if something in the list had gone when it was to be read: then there is another list */
    private boolean read() throws ObjectStoreException {
        Instant asked = clock.instant();
        ObjectStore.Listing listing = store.list(Layout.PURGES, MOST_LISTED);
        serverClock.heard(listing.serverTime(), asked);
        // What is written while a list is made may be missing in it.
        long took = Math.max(0, Duration.between(asked, clock.instant()).toSeconds());
        long listedAt = listing.serverTime()
                .map(time -> time.minusSeconds(took))
                .orElse(serverClock.there(asked))
                .getEpochSecond();
        List<Invalidation> news = new ArrayList<>();
        obeyAllIfAwayTooLong(listedAt, news);
        boolean whole = true;
        for (ObjectStore.Listed object : listing.objects()) {
            whole &= read(object, news);
        }
        if (!news.isEmpty()) {
            apply.accept(news);
            obeyed.add(news.size());
            LOG.log(Level.INFO, "{0} purges of other nodes are obeyed.", news.size());
        }
        if (whole) {
            upToDate(listedAt, listing);
        }
        return whole;
    }

    /** Purges that this node has missed may not be in the list any more. */
    private void obeyAllIfAwayTooLong(long now, List<Invalidation> news) {
        if (place.isPresent() && place.getAsLong() < oldest(now)) {
            LOG.log(
                    Level.WARNING,
                    "This node was away for longer than purges are kept, so it begins with an empty cache.");
            news.add(new Invalidation.Everything());
        }
    }

    private long oldest(long now) {
        return now - bounds.kept().toSeconds();
    }

    private boolean read(ObjectStore.Listed object, List<Invalidation> news) throws ObjectStoreException {
        if (seen.contains(object.name())) {
            return true;
        }
        Optional<ObjectStore.Got> got = got(object);
        if (got.isEmpty()) {
            return false;
        }
        PurgeFile.Content content = PurgeFile.read(got.get().body());
        if (content instanceof PurgeFile.Content.Damaged && looksAgain(object.name())) {
            return true;
        }
        long at = object.modified().getEpochSecond();
        for (PurgeFile.Entry entry : obeyable(content, object)) {
            note(object.name(), entry.what(), entry.at().orElse(at), news);
        }
        index.listed(object.name());
        seen.add(object.name());
        return true;
    }

    private Optional<ObjectStore.Got> got(ObjectStore.Listed object) throws ObjectStoreException {
        try {
            return store.get(object.name(), MOST_BYTES);
        } catch (ObjectStoreException failure) {
            if (failure.kind() != Kind.UNFIT) {
                throw failure;
            }
            return Optional.of(new ObjectStore.Got(new byte[0], Map.of(), Optional.empty()));
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

    private void note(String name, Invalidation what, long at, List<Invalidation> news) {
        boolean isNew = index.add(what, at);
        boolean missed = place.isEmpty() || at >= place.getAsLong() - SLACK_SECONDS;
        if (isNew && missed && !own.contains(name)) {
            news.add(what.under(bounds.fingerprint()));
        }
    }

    private void upToDate(long listedAt, ObjectStore.Listing listing) throws ObjectStoreException {
        Set<String> names = new HashSet<>();
        listing.objects().forEach(object -> names.add(object.name()));
        own.removeIf(name -> seen.contains(name) && !names.contains(name));
        seen.retainAll(names);
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
        answered.run();
        if (listing.objects().size() >= MANY) {
            gather(listing, listedAt);
        }
    }

    /** Not at every look, which would keep a disk awake: what is obeyed twice costs little. */
    private void writePlace(long listedAt) {
        if (listedAt - written >= SLACK_SECONDS) {
            notes.place(listedAt);
            written = listedAt;
        }
    }

    /** Makes one object of many. Two nodes may do it at once: what is said twice is obeyed once. */
    private void gather(ObjectStore.Listing listing, long now) throws ObjectStoreException {
        List<String> old = listing.objects().stream()
                .filter(object -> seen.contains(object.name())
                        && object.modified().getEpochSecond() < now - GATHERED_AFTER_SECONDS)
                .map(ObjectStore.Listed::name)
                .toList();
        if (old.size() < MANY / 2) {
            return;
        }
        String name =
                Layout.PURGES + String.format("%013x-%s-%x", now * 1000, bounds.node(), numbers.getAndIncrement());
        put(name, PurgeFile.write(index.entries()));
        for (String one : old) {
            store.delete(one);
        }
        LOG.log(Level.INFO, "{0} purges have been gathered into one object.", old.size());
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
        return trouble.or(() -> untold ? Optional.of(UNTOLD) : Optional.empty());
    }

    @Override
    public void close() {
        Threads.end(executor);
        synchronized (this) {
            place.ifPresent(notes::place);
        }
    }
}
