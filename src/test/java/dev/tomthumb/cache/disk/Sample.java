package dev.tomthumb.cache.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.SettableClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A store with known entries, and what a store that was opened on what became of it returns. Keys that were put again,
 * removed or purged are among them.
 */
final class Sample {
    private static final String ORIGINAL = "old.jpg";

    private final Map<String, Integer> versions = new TreeMap<>();
    private final int entries;
    private final int length;

    /** Of so many entries with values of about so many bytes. */
    Sample(int entries, int length) {
        this.entries = entries;
        this.length = length;
    }

    static DiskKey key(String text) {
        return DiskKey.of(text.getBytes(UTF_8));
    }

    /** Puts all of it into an empty store. */
    void fill(DiskStore store) {
        for (int i = 0; i < entries; i++) {
            put(store, "key-" + i, 1, i % 10 == 9 ? new Labels(ORIGINAL, Set.of()) : Labels.NONE);
        }
        for (int i = 0; i < entries; i += 5) {
            put(store, "key-" + i, 2, Labels.NONE);
        }
        for (int i = 3; i < entries; i += 10) {
            assertThat(store.remove(key("key-" + i))).isTrue();
            versions.remove("key-" + i);
        }
        store.purge(new Purge.Original(ORIGINAL));
        for (int i = 9; i < entries; i += 10) {
            versions.remove("key-" + i);
        }
    }

    private void put(DiskStore store, String key, int version, Labels labels) {
        int size = length + Math.floorMod(key.hashCode() * 31 + version * 17, 64);
        assertThat(store.put(key(key), labels, KnownValue.of(key, version, size), 1, DiskStore.NEVER))
                .isPresent();
        versions.put(key, version);
    }

    /** The keys that have a value. */
    Set<String> keys() {
        return versions.keySet();
    }

    /**
     * Reads every key, in both ways.
     *
     * @return keys that have lost their last value
     * @throws AssertionError if anything is returned that was not put under its key
     */
    Set<String> lost(DiskStore store) {
        Set<String> lost = new TreeSet<>();
        for (int i = 0; i < entries; i++) {
            String key = "key-" + i;
            long version = store.get(key(key))
                    .map(entry -> KnownValue.version(key, entry.value()))
                    .orElse(0L);
            assertThat(version).as("version of %s", key).isBetween(0L, 2L);
            if (version != versions.getOrDefault(key, 0)) {
                lost.add(key);
            }
        }
        for (Iterator<DiskEntry> all = store.entries(); all.hasNext(); ) {
            DiskEntry entry = all.next();
            String key = new String(entry.key(), UTF_8);
            KnownValue.version(key, entry.value());
        }
        return lost;
    }

    /** That the store takes, keeps and returns. */
    static void checkItServes(DiskStore store) {
        ByteBuffer value = KnownValue.of("another", 7, 3000);
        assertThat(store.put(key("another"), Labels.NONE, value, 1, DiskStore.NEVER))
                .isPresent();
        assertThat(store.get(key("another")))
                .isPresent()
                .hasValueSatisfying(entry ->
                        assertThat(KnownValue.version("another", entry.value())).isEqualTo(7));
        assertThat(store.statistics().serving()).isTrue();
    }

    /**
     * The keys whose records a change of bytes {@code from} to {@code to} of a file may have hit. What lies between two
     * values is taken for the head of the second; {@code before} are the file's bytes before the change.
     */
    Set<String> hit(byte[] before, long from, long to) {
        Set<String> hit = new TreeSet<>();
        ByteBuffer file = ByteBuffer.wrap(before);
        int end = 0;
        for (Map.Entry<Integer, String> value : values(file).entrySet()) {
            int start = end;
            end = value.getKey() + valueLength(value.getValue()) + RecordHeader.ALIGNMENT - 1 & -RecordHeader.ALIGNMENT;
            if (from < end && to > start) {
                hit.add(keyOf(value.getValue()));
            }
        }
        if (to > end) {
            // Removals, which are records without a value, lie behind the last value: any of them.
            hit.addAll(removed());
        }
        return hit;
    }

    private Set<String> removed() {
        Set<String> removed = new TreeSet<>();
        for (int i = 0; i < entries; i++) {
            if (!versions.containsKey("key-" + i)) {
                removed.add("key-" + i);
            }
        }
        return removed;
    }

    /** Where in a file the value of which "key version" is. */
    private Map<Integer, String> values(ByteBuffer file) {
        Map<Integer, String> found = new TreeMap<>();
        Map<Long, String> beginnings = new TreeMap<>();
        for (int i = 0; i < entries; i++) {
            for (int version = 1; version <= 2; version++) {
                beginnings.put(KnownValue.of("key-" + i, version, 16).getLong(8), "key-" + i + " " + version);
            }
        }
        for (int at = 0; at + 16 <= file.limit(); at++) {
            long version = file.getLong(at);
            if (version == 1 || version == 2) {
                String name = beginnings.get(file.getLong(at + 8));
                if (name != null && name.endsWith(" " + version)) {
                    found.put(at, name);
                }
            }
        }
        return found;
    }

    private static String keyOf(String name) {
        return name.substring(0, name.indexOf(' '));
    }

    private int valueLength(String name) {
        int version = name.charAt(name.length() - 1) - '0';
        return length + Math.floorMod(keyOf(name).hashCode() * 31 + version * 17, 64);
    }

    static DiskSettings settings(long capacity, Sync sync, SettableClock clock) {
        return new DiskSettings(capacity, 0, sync, "test", clock);
    }

    static DiskStore open(Path directory, FileLayer files) throws IOException {
        return DiskStore.open(
                directory, settings(4 << 20, Sync.SEGMENT, new SettableClock()), DiskListener.NONE, files);
    }
}
