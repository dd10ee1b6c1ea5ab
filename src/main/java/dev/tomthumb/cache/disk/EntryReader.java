package dev.tomthumb.cache.disk;

import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Reads entries and judges what was read: what is expired, damaged or cannot be read is forgotten, and never is anything
 * handed out but what was put under that key.
 *
 * <p>No lock is held while reading; the segment is taken meanwhile, so that its file stays. Forgetting takes the store's
 * lock.
 */
final class EntryReader {
    private static final Logger LOG = System.getLogger(DiskStore.class.getName());
    private static final long QUIET_MILLIS = 60_000;

    private final StoreState state;
    private final Buffers buffers;
    private final Removals removals;
    private final AtomicLong damageTold = new AtomicLong(Long.MIN_VALUE / 2);

    EntryReader(StoreState state, Buffers buffers, Removals removals) {
        this.state = state;
        this.buffers = buffers;
        this.removals = removals;
    }

    /** See {@link DiskStore#read}. */
    <T> Optional<T> read(DiskKey key, Function<DiskEntry, T> use) {
        Optional<T> found = state.health().reads() && !state.isClosed()
                ? state.table().locate(key).flatMap(located -> read(located, use))
                : Optional.empty();
        (found.isPresent() ? state.count().hits : state.count().misses).increment();
        return found;
    }

    /** Reads an entry that was found before, if it is still there. It does not count as used. */
    Optional<DiskEntry> peek(Entry entry) {
        if (state.isClosed() || !state.health().reads()) {
            return Optional.empty();
        }
        int use = entry.use();
        Optional<DiskEntry> read = state.table().locate(entry).flatMap(located -> read(located, EntryReader::copied));
        if (entry.use() > use) {
            entry.discount();
        }
        return read;
    }

    /** An entry whose value stays after the read. */
    static DiskEntry copied(DiskEntry entry) {
        byte[] value = new byte[entry.value().remaining()];
        entry.value().get(value);
        return new DiskEntry(entry.id(), entry.key(), ByteBuffer.wrap(value), entry.created(), entry.expires());
    }

    private <T> Optional<T> read(EntryTable.Located located, Function<DiskEntry, T> use) {
        Entry entry = located.entry();
        ByteBuffer record = buffers.take(entry.length);
        try {
            if (entry.isExpired(state.settings().clock().millis())) {
                expire(located);
                return Optional.empty();
            }
            Optional<RecordReader> whole = RecordReader.read(located.segment(), located.offset(), record)
                    .filter(read -> read.hasKey(entry.key));
            if (whole.isEmpty()) {
                damaged(located);
                return Optional.empty();
            }
            state.health().readSucceeded();
            entry.used();
            RecordReader read = whole.get();
            return Optional.of(use.apply(new DiskEntry(
                    entry.id, entry.key, read.value(), read.header().created(), entry.expires)));
        } catch (EOFException cutOff) {
            damaged(located);
            return Optional.empty();
        } catch (NoSuchFileException gone) {
            return afterwards(located, gone, use);
        } catch (IOException unreadable) {
            if (state.isClosed()) {
                return Optional.empty();
            }
            unreadable(entry, unreadable);
            return Optional.empty();
        } finally {
            buffers.give(record);
            located.segment().release();
        }
    }

    /**
     * A file is opened anew when a reader was interrupted. If its segment has been given up meanwhile there is no such file
     * any more, and that is not the disk's fault: the entry has gone, or lies elsewhere.
     */
    private <T> Optional<T> afterwards(
            EntryTable.Located before, NoSuchFileException gone, Function<DiskEntry, T> use) {
        Optional<EntryTable.Located> now =
                state.isClosed() ? Optional.empty() : state.table().locate(before.entry());
        if (now.isPresent() && now.get().segment() == before.segment()) {
            before.segment().release();
            unreadable(before.entry(), gone);
            return Optional.empty();
        }
        return now.flatMap(elsewhere -> read(elsewhere, use));
    }

    private void unreadable(Entry entry, IOException failure) {
        state.health().readFailed(failure);
        entry.shadow(); // it may be readable again, and removed in between
        removals.forget(entry);
    }

    private void expire(EntryTable.Located located) {
        Entry entry = located.entry();
        if (removals.forget(entry)) {
            state.count().expirations.increment();
            state.listener()
                    .expired(
                            entry.key,
                            entry.hash,
                            () -> RecordReader.value(located.segment(), located.offset(), entry.length));
        }
    }

    private void damaged(EntryTable.Located located) {
        Entry entry = located.entry();
        if (removals.forget(entry)) {
            state.count().damaged.increment();
            tellOfDamage(located);
            state.listener().damaged(entry.key, entry.hash);
        }
    }

    /** Once a minute: a dying disk has many of them. */
    private void tellOfDamage(EntryTable.Located located) {
        long now = state.settings().clock().millis();
        long last = damageTold.get();
        if (now - last >= QUIET_MILLIS && damageTold.compareAndSet(last, now)) {
            LOG.log(
                    Level.WARNING,
                    "A record in {0} at {1} is damaged; its entry is forgotten. {2} since the start; told once a minute.",
                    located.segment().file(),
                    String.valueOf(located.offset()),
                    String.valueOf(state.count().damaged.sum()));
        }
    }
}
