package dev.tomthumb.cache.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.SettableClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store beside a map that says what must be in it. After every step the directory is within its bound, and whatever the
 * store returns is what the map holds. A <em>roomy</em> store must also hold all that the map does.
 */
final class ModelRun implements AutoCloseable {
    private static final int FIRST_FILLER = 1000;
    private static final int TIME_STEP = 10;

    /** The lock and the words of its holder are no files of the layer. */
    private static final int LOCK = 2 * MemoryFiles.PAGE;

    private final Path directory;
    private final long capacity;
    private final boolean roomy;
    private final int hashes;
    private final SettableClock clock = new SettableClock();
    private final Map<Integer, Expected> model = new HashMap<>();
    private final Map<Integer, Long> pinned = new HashMap<>();
    private final List<Purge> purgesSinceStamp = new ArrayList<>();
    private OptionalLong stamp = OptionalLong.empty();
    private MemoryFiles files = new MemoryFiles();
    private DiskStore store;
    private long versions;
    private int fillers;

    /**
     * Begins with an empty store.
     *
     * @param hashes how many different hashes the keys have
     */
    ModelRun(Path directory, long capacity, boolean roomy, int hashes) throws IOException {
        this.directory = directory;
        this.capacity = capacity;
        this.roomy = roomy;
        this.hashes = hashes;
        this.store = open();
    }

    /**
     * An entry that was put.
     *
     * @param id empty after a restart
     * @param expires as it is now
     * @param expiresOnDisk as it is after a restart
     * @param perhaps may have gone, since it had been expired before the restart
     */
    private record Expected(
            long version,
            int length,
            Labels labels,
            long created,
            long expires,
            long expiresOnDisk,
            OptionalLong id,
            boolean perhaps) {
        boolean alive(long now) {
            return expires == DiskStore.NEVER || now < expires;
        }

        Expected expiring(long at) {
            return new Expected(version, length, labels, created, at, expiresOnDisk, id, perhaps);
        }

        Expected afterRestart(long now) {
            return new Expected(
                    version,
                    length,
                    labels,
                    created,
                    expiresOnDisk,
                    expiresOnDisk,
                    OptionalLong.empty(),
                    perhaps || !alive(now));
        }
    }

    private record HashedKey(byte[] bytes, int hash) implements DiskKey {}

    static Labels labels(int number) {
        return switch (number) {
            case 0 -> Labels.NONE;
            case 1 -> new Labels("cat.jpg", Set.of());
            case 2 -> new Labels("dog.jpg", Set.of("pets"));
            default -> new Labels("cat.jpg", Set.of("pets", "new"));
        };
    }

    private static String text(int key) {
        return List.of("a/", "b/", "ab/").get(key % 3) + key;
    }

    private DiskKey key(int key) {
        return new HashedKey(text(key).getBytes(UTF_8), key % hashes * 7919);
    }

    void run(List<Step> steps) throws IOException {
        for (Step step : steps) {
            run(step);
            checkBound();
            checkPinned();
        }
        iterate();
        for (int key : List.copyOf(model.keySet())) {
            get(key);
        }
        checkStatistics();
    }

    private void run(Step step) throws IOException {
        if (step instanceof Step.Put put) {
            put(put.key(), put.length(), labels(put.labels()), put.life());
        } else if (step instanceof Step.Get get) {
            get(get.key());
        } else if (step instanceof Step.Contains contains) {
            contains(contains.key());
        } else if (step instanceof Step.Remove remove) {
            remove(remove.key());
        } else if (step instanceof Step.PurgeOf purge) {
            purge(purge.purge());
        } else if (step instanceof Step.Clear) {
            store.clear();
            model.clear();
            pinned.clear();
            stamp = OptionalLong.empty();
        } else if (step instanceof Step.Fill fill) {
            fill(fill.entries(), fill.length());
        } else if (step instanceof Step.ExpireAt expire) {
            expireAt(expire.key(), expire.life());
        } else if (step instanceof Step.Pass pass) {
            clock.advance(Duration.ofMillis((long) pass.time() * TIME_STEP));
        } else if (step instanceof Step.Pin pin) {
            pin(pin.key());
        } else if (step instanceof Step.Unpin unpin) {
            unpin(unpin.key());
        } else if (step instanceof Step.TakeStamp) {
            stamp = OptionalLong.of(store.stamp());
            purgesSinceStamp.clear();
        } else if (step instanceof Step.AskStamp ask) {
            askStamp(ask.key(), labels(ask.labels()));
        } else if (step instanceof Step.Iterate) {
            iterate();
        } else if (step instanceof Step.Maintain) {
            store.maintain();
        } else if (step instanceof Step.Reopen reopen) {
            store.close();
            restart(files.afterKill(), reopen.withIndexes());
        } else if (step instanceof Step.Kill kill) {
            MemoryFiles left = files.afterKill();
            store.close();
            restart(left, kill.withIndexes());
        }
    }

    private DiskStore open() throws IOException {
        DiskSettings settings = new DiskSettings(capacity, 0, Sync.SEGMENT, "test", clock);
        return DiskStore.open(directory, settings, DiskListener.NONE, files);
    }

    private void restart(MemoryFiles left, boolean withIndexes) throws IOException {
        files = left;
        if (!withIndexes) {
            for (Path file : files.list(directory)) {
                if (file.toString().endsWith(".idx")) {
                    files.delete(file);
                }
            }
        }
        model.replaceAll((key, expected) -> expected.afterRestart(clock.millis()));
        pinned.clear();
        stamp = OptionalLong.empty();
        store = open();
        iterate();
    }

    private void put(int key, int length, Labels labels, int life) {
        long version = ++versions;
        long now = clock.millis();
        // Half a step, so that no question falls on the very moment.
        long expires = life == 0 ? DiskStore.NEVER : now + (long) life * TIME_STEP - TIME_STEP / 2;
        ByteBuffer value = KnownValue.of(text(key), version, length);
        Optional<Long> id = store.put(key(key), labels, value, now, expires);

        assertThat(value.remaining()).as("the value is left alone").isEqualTo(length);
        pinned.remove(key);
        if (id.isEmpty()) {
            assertThat(roomy)
                    .as("a roomy store takes %d bytes for %s", length, text(key))
                    .isFalse();
            model.remove(key);
        } else {
            model.put(
                    key,
                    new Expected(version, length, labels, now, expires, expires, OptionalLong.of(id.get()), false));
        }
    }

    private void fill(int entries, int length) {
        for (int i = 0; i < entries; i++) {
            put(FIRST_FILLER + fillers++, length, Labels.NONE, 0);
        }
    }

    private void get(int key) {
        checkRead(key, store.get(key(key)).orElse(null));
    }

    private void checkRead(int key, @Nullable DiskEntry read) {
        Expected expected = model.get(key);
        if (read == null) {
            assertThat(mustBeThere(key))
                    .as("%s is missing: %s", text(key), expected)
                    .isFalse();
            return;
        }
        assertThat(expected)
                .as("%s is there, of version %d", text(key), version(key, read))
                .isNotNull();
        assertThat(expected.alive(clock.millis()))
                .as("%s is read at %d: %s", text(key), clock.millis(), expected)
                .isTrue();
        assertThat(version(key, read)).as("version of %s", text(key)).isEqualTo(expected.version());
        assertThat(read.value().remaining()).isEqualTo(expected.length());
        assertThat(read.created()).isEqualTo(expected.created());
        assertThat(read.expires()).as("expiry of %s", text(key)).isEqualTo(expected.expires());
        expected.id().ifPresent(id -> assertThat(read.id()).isEqualTo(id));
    }

    private static long version(int key, DiskEntry read) {
        assertThat(new String(read.key(), UTF_8)).isEqualTo(text(key));
        return KnownValue.version(text(key), read.value().duplicate());
    }

    private boolean mustBeThere(int key) {
        Expected expected = model.get(key);
        return expected != null
                && expected.alive(clock.millis())
                && !expected.perhaps()
                && (roomy || pinned.containsKey(key));
    }

    private boolean mayBeThere(int key) {
        Expected expected = model.get(key);
        return expected != null && expected.alive(clock.millis());
    }

    private void contains(int key) {
        boolean there = store.contains(key(key));

        assertThat(there).as("%s is there", text(key)).isIn(mustBeThere(key), mayBeThere(key));
    }

    private void remove(int key) {
        boolean mayBe = model.containsKey(key);
        boolean must = mustBeThere(key);
        boolean was = store.remove(key(key));

        assertThat(was).as("%s was there to be removed", text(key)).isIn(must, mayBe);
        model.remove(key);
        pinned.remove(key);
    }

    private void purge(Purge purge) {
        List<Integer> hit = model.keySet().stream()
                .filter(key -> means(purge, text(key), model.get(key).labels()))
                .toList();
        long must = hit.stream().filter(this::mustBeThere).count();
        long purged = store.purge(purge);

        assertThat(purged).as("entries that %s purges", purge).isBetween(must, (long) hit.size());
        model.keySet().removeAll(hit);
        pinned.keySet().removeAll(hit);
        purgesSinceStamp.add(purge);
    }

    private static boolean means(Purge purge, String key, Labels labels) {
        if (purge instanceof Purge.Prefix prefix) {
            return prefix.matches(key.getBytes(UTF_8));
        }
        if (purge instanceof Purge.Original original) {
            return original.name().equals(labels.original());
        }
        if (purge instanceof Purge.Tag tag) {
            return labels.tags().contains(tag.name());
        }
        return true;
    }

    private void expireAt(int key, int life) {
        Expected expected = model.get(key);
        if (expected == null || expected.id().isEmpty() || !expected.alive(clock.millis())) {
            return;
        }
        long at = clock.millis() + (long) life * TIME_STEP - TIME_STEP / 2;
        store.expireAt(key(key), expected.id().getAsLong() + 1_000_000_000L, at + 1); // no entry's id: in vain
        store.expireAt(key(key), expected.id().getAsLong(), at);
        model.put(key, expected.expiring(at));
    }

    private void pin(int key) {
        if (pinned.containsKey(key)) {
            return;
        }
        store.get(key(key)).ifPresent(entry -> {
            store.pin(key(key), entry.id());
            pinned.put(key, entry.id());
        });
    }

    private void unpin(int key) {
        Long id = pinned.get(key);
        if (id != null) {
            boolean must = mustBeThere(key);
            pinned.remove(key);
            assertThat(store.unpin(key(key), id)).as("unpinned %s", text(key)).isIn(must, true);
        }
    }

    private void askStamp(int key, Labels labels) {
        if (stamp.isPresent()) {
            assertThat(store.purgedSince(stamp.getAsLong(), text(key).getBytes(UTF_8), labels))
                    .as("%s with %s is meant by one of %s", text(key), labels, purgesSinceStamp)
                    .isEqualTo(purgesSinceStamp.stream().anyMatch(purge -> means(purge, text(key), labels)));
        }
    }

    private void iterate() {
        Map<String, Integer> keys = new HashMap<>();
        model.keySet().forEach(key -> keys.put(text(key), key));
        Set<Integer> seen = new HashSet<>();
        for (Iterator<DiskEntry> entries = store.entries(); entries.hasNext(); ) {
            DiskEntry entry = entries.next();
            Integer key = keys.get(new String(entry.key(), UTF_8));
            assertThat(key)
                    .as("%s is not in the model", new String(entry.key(), UTF_8))
                    .isNotNull();
            assertThat(seen.add(key)).as("%s comes once", text(key)).isTrue();
            checkRead(key, entry);
        }
        model.keySet().stream()
                .filter(key -> !seen.contains(key))
                .forEach(key -> assertThat(mustBeThere(key))
                        .as("%s is not listed: %s", text(key), model.get(key))
                        .isFalse());
    }

    private void checkBound() {
        assertThat(files.mostUsed()).as("bytes that the directory ever held").isLessThanOrEqualTo(capacity);
    }

    private void checkPinned() {
        for (Iterator<Integer> keys = pinned.keySet().iterator(); keys.hasNext(); ) {
            int key = keys.next();
            if (!mayBeThere(key)) {
                keys.remove();
            } else {
                assertThat(store.contains(key(key)))
                        .as("%s is pinned", text(key))
                        .isTrue();
            }
        }
    }

    private void checkStatistics() {
        DiskStatistics statistics = store.statistics();
        assertThat(statistics.serving()).isTrue();
        assertThat(statistics.failures()).isZero();
        assertThat(statistics.damaged()).isZero();
        assertThat(statistics.recovery().damaged()).isZero();
        assertThat(statistics.recovery().setAside()).isZero();
        assertThat(statistics.entries()).isLessThanOrEqualTo(model.size());
        // Beside the files of the layer there are the lock, the words of its holder, and indexes to come.
        assertThat(statistics.diskBytes()).isBetween(files.used(), files.used() + 8 * MemoryFiles.PAGE);
        if (roomy) {
            assertThat(statistics.evictions()).isZero();
            assertThat(statistics.dropped()).isZero();
        }
    }

    /** Takes what is left of the run as it is. */
    @Override
    public void close() {
        store.close();
    }
}
