package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store of keys and values in a directory. Safe for all threads; operations are atomic one by one.
 *
 * <p>No operation throws because of the disk's condition: what cannot be read is absent, what cannot be written is not
 * stored, and never is anything returned but what was put under that key. Such failures are counted, logged once, and
 * seen in {@link #statistics}.
 *
 * <p>Writers take turns under one lock, so that the log and the index in memory never differ in the order of things.
 * Readers take none while they read.
 */
public final class DiskStore implements AutoCloseable {
    /** The time of expiry of what never expires. */
    public static final long NEVER = -1;

    private static final Logger LOG = System.getLogger(DiskStore.class.getName());

    private final StoreState state;
    private final DirectoryLock directoryLock;
    private final DiskStatistics.Recovered recovery;
    private final Removals removals;
    private final RoomMaker room;
    private final CatchUp catchUp;
    private final EntryReader reader;
    private final EntryWriter writer;
    private final Purger purger;
    private final VolumeWatch volume;
    private final Maintenance maintenance;

    private @Nullable Housekeeper housekeeper;

    private DiskStore(StoreState state, DirectoryLock directoryLock, Recovery.Outcome recovered) {
        this.state = state;
        this.directoryLock = directoryLock;
        this.recovery = recovered.figures();
        Buffers buffers = new Buffers();
        Ghosts ghosts = new Ghosts();
        this.removals = new Removals(state);
        this.room = new RoomMaker(state, new Reclaimer(state, ghosts, removals::forgetAll));
        this.catchUp = new CatchUp(state, room, removals);
        this.reader = new EntryReader(state, buffers, removals);
        this.writer = new EntryWriter(state, buffers, ghosts, room, removals, catchUp, recovered.ids());
        this.purger = new Purger(state, ghosts, room, removals, catchUp);
        this.volume = new VolumeWatch(state);
        this.maintenance = new Maintenance(state, volume, room, catchUp);
    }

    /**
     * Opens the store in {@code directory}, making it if need be, with a thread that does its housekeeping.
     *
     * @throws IOException if the directory is held by somebody else, or cannot be read or written
     */
    public static DiskStore open(Path directory, DiskSettings settings, DiskListener listener) throws IOException {
        DiskStore store = open(directory, settings, listener, new JdkFiles());
        store.keepHouse(new Housekeeper("tomthumb-disk " + directory.getFileName(), store::maintain));
        return store;
    }

    /** As {@link #open(Path, DiskSettings, DiskListener)}, over other files and without a thread: call {@link #maintain}. */
    static DiskStore open(Path directory, DiskSettings settings, DiskListener listener, FileLayer files)
            throws IOException {
        files.createDirectories(directory);
        DirectoryLock lock = DirectoryLock.take(directory, settings.owner());
        try {
            DiskStore store = recover(directory, settings, listener, files, lock);
            store.begin();
            return store;
        } catch (IOException | RuntimeException | Error failure) {
            lock.close();
            throw failure;
        }
    }

    private static DiskStore recover(
            Path directory, DiskSettings settings, DiskListener listener, FileLayer files, DirectoryLock lock)
            throws IOException {
        Space space = new Space(settings, files, directory);
        EntryTable table = new EntryTable();
        Recovery.Outcome recovered = new Recovery(directory, settings, files, space, table).run();
        Health health = new Health(directory, settings.clock());
        StoreState state = new StoreState(
                directory,
                settings,
                listener,
                files,
                space,
                table,
                recovered.log(),
                health,
                new Counters(),
                new ReentrantLock(),
                new AtomicBoolean());
        report(directory, recovered.figures());
        DiskStore store = new DiskStore(state, lock, recovered);
        recovered.hidden().forEach(store.removals::owe);
        return store;
    }

    private static void report(Path directory, DiskStatistics.Recovered figures) {
        LOG.log(
                Level.INFO,
                "The disk tier in {0} has {1} entries in {2} segments, opened in {3} ms ({4} kB read record by record,"
                        + " {5} damaged stretches, {6} bytes cut off, {7} files set aside).",
                directory,
                String.valueOf(figures.entries()),
                String.valueOf(figures.segments()),
                String.valueOf(figures.millis()),
                String.valueOf(figures.scannedBytes() / 1024),
                String.valueOf(figures.damaged()),
                String.valueOf(figures.cutBytes()),
                String.valueOf(figures.setAside()));
    }

    /** What was found is made to fit, and what must not come back is written, before anybody uses the store. */
    private void begin() {
        volume.look();
        room.fitCapacity();
        catchUp.pay();
    }

    private void keepHouse(Housekeeper keeper) {
        housekeeper = keeper;
        keeper.start();
    }

    /**
     * Reads an entry. It counts as used.
     *
     * @return empty if there is none, it is expired or it cannot be read
     */
    public Optional<DiskEntry> get(DiskKey key) {
        return reader.read(key, EntryReader::copied);
    }

    /**
     * Reads an entry without a copy of it. It counts as used.
     *
     * @param use gets the entry, whose value is there during the call only
     * @return what {@code use} makes of it; empty as for {@link #get}
     */
    public <T> Optional<T> read(DiskKey key, Function<DiskEntry, T> use) {
        return reader.read(key, use);
    }

    /** Whether there is an entry that is not expired. It does not count as used and may turn out to be unreadable. */
    public boolean contains(DiskKey key) {
        long now = state.settings().clock().millis();
        return !state.isClosed()
                && state.table()
                        .find(key)
                        .filter(entry -> !entry.isExpired(now))
                        .isPresent();
    }

    /**
     * Stores an entry in place of any other of its key.
     *
     * @param value from position to limit, which are left alone
     * @param created milliseconds of the epoch
     * @param expires milliseconds of the epoch, or {@link #NEVER}
     * @return the id of the entry; empty if it could not be stored, and then there is none of that key
     */
    public Optional<Long> put(DiskKey key, Labels labels, ByteBuffer value, long created, long expires) {
        return writer.put(key, labels, value, created, expires);
    }

    /**
     * Removes an entry, for good.
     *
     * @return whether there was one
     */
    public boolean remove(DiskKey key) {
        return writer.remove(key);
    }

    /**
     * Gives an entry another time of expiry, in memory: after a restart it has the one it was put with, unless it has
     * been found expired before.
     *
     * @param id the entry's; if the key has another by now, nothing happens
     */
    public void expireAt(DiskKey key, long id, long expires) {
        withId(key, id).ifPresent(entry -> entry.expireAt(expires));
    }

    /**
     * Keeps an entry from being evicted, because a copy of it is in use elsewhere, until {@link #unpin}: it is among the
     * last to go. What is pinned may still be replaced, removed, purged or expire. Not durable.
     */
    public void pin(DiskKey key, long id) {
        withId(key, id).ifPresent(entry -> entry.pin(true));
    }

    /**
     * Takes back {@link #pin}. It does not count as a use; the read before it did.
     *
     * @return whether the entry is still there
     */
    public boolean unpin(DiskKey key, long id) {
        Optional<Entry> entry = withId(key, id);
        entry.ifPresent(pinned -> pinned.pin(false));
        return entry.isPresent();
    }

    /** Takes back {@link #pin} of whatever entry the key has. */
    public void unpin(DiskKey key) {
        state.table().find(key).ifPresent(entry -> entry.pin(false));
    }

    private Optional<Entry> withId(DiskKey key, long id) {
        return state.table().find(key).filter(entry -> entry.id == id);
    }

    /** Removes all entries, for good. */
    public void clear() {
        purger.clear();
    }

    /**
     * Removes entries, for good, at once and wherever they are: also those that are put later by somebody who took a
     * {@link #stamp} before, if it asks {@link #purgedSince}.
     *
     * @return how many there were
     */
    public long purge(Purge purge) {
        return purger.purge(purge);
    }

    /** The keys of the entries that a purge would mean now, in no order; nothing is read, removed or counted as used. */
    public List<byte[]> keys(Purge meant) {
        return purger.keys(meant);
    }

    /** To be taken before an entry's value is made from something that a purge may declare old. */
    public long stamp() {
        return purger.stamp();
    }

    /**
     * Whether a purge since {@code stamp} means this entry, so that its value must not be used. To be asked after the
     * entry was put. Says yes in doubt, if the stamp is very old.
     */
    public boolean purgedSince(long stamp, byte[] key, Labels labels) {
        return purger.purgedSince(stamp, key, labels);
    }

    /** The entries that are there now, read one by one; those that go meanwhile are left out. Nothing counts as used. */
    public Iterator<DiskEntry> entries() {
        return new EntryIterator(state.table(), reader);
    }

    /** The state of the store and what it has done since it was opened. */
    public DiskStatistics statistics() {
        return DiskStatistics.of(state, volume.isCramped(), recovery);
    }

    /** Does what is due: forces data, makes room ahead of need, tries a failed disk again. Called every 200 ms or so. */
    void maintain() {
        maintenance.run();
    }

    /** Ends the store; what is in it stays. */
    @Override
    public void close() {
        Housekeeper keeper = housekeeper;
        if (keeper != null) {
            keeper.close();
        }
        catchUp.settle();
        room.whileIdle(this::endOnce);
    }

    private void endOnce() {
        state.lock().lock();
        try {
            if (!state.isClosed()) {
                state.closed().set(true);
                end();
            }
        } finally {
            state.lock().unlock();
        }
    }

    /** Holds the lock. */
    private void end() {
        if (removals.owes()) {
            LOG.log(
                    Level.WARNING,
                    "{0} removals could not be written to {1}; those entries may be there again at the next start.",
                    removals.number(),
                    state.directory());
        }
        if (state.health().writes()) {
            state.log().writeIndexes();
        }
        try {
            if (state.settings().sync() != Sync.NEVER) {
                state.log().force(true);
            }
        } catch (IOException failure) {
            state.health().writeFailed("force to the device", failure);
        }
        state.log().close();
        try {
            directoryLock.close();
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "The lock of " + state.directory() + " could not be released", failure);
        }
    }
}
