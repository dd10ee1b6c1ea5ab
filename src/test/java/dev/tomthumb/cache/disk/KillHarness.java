package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The process that is killed: threads that put, remove, purge and read, each among keys of its own, and say in a journal
 * what they begin and what has returned. A line is in the hands of the operating system before its author goes on.
 */
public final class KillHarness {
    static final int THREADS = 3;
    static final int KEYS_OF_A_THREAD = 100;
    static final int ORIGINALS_OF_A_THREAD = 10;
    static final int LENGTH = 20_000;

    private final DiskStore store;
    private final FileChannel journal;

    private KillHarness(DiskStore store, FileChannel journal) {
        this.store = store;
        this.journal = journal;
    }

    /**
     * Works until it is killed.
     *
     * @param arguments directory, journal, capacity, seed, the first version, and {@code fill-memory} to die of that
     */
    public static void main(String[] arguments) throws IOException {
        FileChannel journal = FileChannel.open(
                Path.of(arguments[1]), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        DiskSettings settings =
                new DiskSettings(Long.parseLong(arguments[2]), 0, Sync.SEGMENT, "kill harness", InstantSource.system());
        DiskStore store = DiskStore.open(Path.of(arguments[0]), settings, DiskListener.NONE);
        KillHarness harness = new KillHarness(store, journal);
        harness.say("ready");
        long seed = Long.parseLong(arguments[3]);
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            long firstVersion = Long.parseLong(arguments[4]);
            new Thread(() -> harness.work(number, new Random(seed + number), firstVersion)).start();
        }
        if (arguments.length > 5) {
            new Thread(() -> fillMemory(new Random(seed))).start();
        }
    }

    static String key(int thread, int number) {
        return "t" + thread + "/" + number;
    }

    static String original(int thread, int number) {
        return "t" + thread + "/original-" + number % ORIGINALS_OF_A_THREAD;
    }

    static boolean isOf(String original, String key) {
        int slash = key.indexOf('/');
        return original(Integer.parseInt(key.substring(1, slash)), Integer.parseInt(key.substring(slash + 1)))
                .equals(original);
    }

    private void work(int thread, Random random, long firstVersion) {
        for (long version = firstVersion; ; version++) {
            int number = random.nextInt(KEYS_OF_A_THREAD);
            int dice = random.nextInt(200);
            if (dice < 140) {
                put(thread, number, version);
            } else if (dice < 160) {
                remove(key(thread, number));
            } else if (dice == 160) {
                purge(original(thread, number));
            } else {
                read(key(thread, number));
            }
        }
    }

    private void put(int thread, int number, long version) {
        String key = key(thread, number);
        Labels labels = new Labels(original(thread, number), Set.of());
        say("put " + key + " " + version);
        boolean stored = store.put(
                        Sample.key(key), labels, KnownValue.of(key, version, LENGTH), version, DiskStore.NEVER)
                .isPresent();
        say((stored ? "stored " : "dropped ") + key + " " + version);
    }

    private void remove(String key) {
        say("remove " + key);
        store.remove(Sample.key(key));
        say("removed " + key);
    }

    private void purge(String original) {
        say("purge " + original);
        store.purge(new Purge.Original(original));
        say("purged " + original);
    }

    private void read(String key) {
        store.get(Sample.key(key)).ifPresent(entry -> {
            try {
                KnownValue.version(key, entry.value());
            } catch (AssertionError wrong) {
                say("wrong " + key + " " + wrong.getMessage());
            }
        });
    }

    private void say(String line) {
        try {
            journal.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static void fillMemory(Random random) {
        List<byte[]> all = new ArrayList<>();
        while (true) {
            all.add(new byte[1000 + random.nextInt(20_000)]);
        }
    }
}
