package dev.tomthumb.cache.shared;

import dev.tomthumb.cache.FleetPurges;
import dev.tomthumb.cache.SharedRenditions;
import dev.tomthumb.cache.Threads;
import dev.tomthumb.cache.WriteBehind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** What nodes share by way of one object store: renditions and purges. Closing it ends the threads and the store's client. */
public final class SharedTier implements AutoCloseable {
    /** What closing waits for renditions that others could use. */
    private static final Duration LAST_WRITES = Duration.ofSeconds(5);

    private static final int WRITERS = 2;

    private final ObjectStore store;
    private final Calls calls;
    private final PurgeLog purges;
    private final ObjectRenditions renditions;

    /**
     * How nodes share.
     *
     * @param node a word for this node that no other has, of hexadecimal digits
     * @param fingerprint what this node's cache keys begin with
     * @param notes the directory of what it must remember over a restart
     * @param timeout how long a visitor waits for the store, each time it is asked
     * @param patience how long he waits for another node that is making what he wants; zero = not at all
     * @param poll how often purges of others are read
     * @param kept how long purges are kept, and so how long a rendition can be used
     * @param mostBytes the largest rendition that is shared
     * @param queueBytes how much may wait to be written, and how much may be read at once, though always one rendition
     * @param readers how many may ask at once
     */
    public record Setup(
            String node,
            String fingerprint,
            Path notes,
            Duration timeout,
            Duration patience,
            Duration poll,
            Duration kept,
            long mostBytes,
            long queueBytes,
            int readers) {}

    /** @param store closed with this */
    public SharedTier(ObjectStore store, Setup setup, InstantSource clock) {
        this(store, setup, clock, time -> Thread.sleep(time.toMillis()));
    }

    SharedTier(ObjectStore store, Setup setup, InstantSource clock, ObjectRenditions.Pause pause) {
        this.store = store;
        this.calls = new Calls(setup.readers() + 2);
        ServerClock serverClock = new ServerClock(clock);
        PurgeIndex index = new PurgeIndex();
        this.purges = new PurgeLog(
                store,
                calls,
                new Notes(setup.notes()),
                index,
                serverClock,
                clock,
                new PurgeLog.Bounds(setup.node(), setup.fingerprint(), setup.poll(), setup.kept()),
                this::tryAgain);
        this.renditions = new ObjectRenditions(
                store,
                calls,
                new WriteBehind(setup.queueBytes(), LAST_WRITES, WRITERS, new Threads("tomthumb-shared-write-")),
                index,
                purges,
                serverClock,
                clock,
                new ObjectRenditions.Bounds(setup.timeout(), setup.patience(), setup.mostBytes(), setup.queueBytes()),
                pause);
    }

    private void tryAgain() {
        renditions.tryAgain();
    }

    /** The renditions. */
    public SharedRenditions renditions() {
        return renditions;
    }

    /** The purges; nothing is shared before they have been started. */
    public FleetPurges purges() {
        return purges;
    }

    /** Reads purges now, for tests. */
    void poll() {
        purges.poll();
    }

    @Override
    public void close() {
        renditions.close();
        purges.close();
        calls.close();
        store.close();
    }
}
