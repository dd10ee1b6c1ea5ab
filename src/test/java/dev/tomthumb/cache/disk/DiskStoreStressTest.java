package dev.tomthumb.cache.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.LogLines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Threads do everything at the same time in a store that is too small for what they put, and are interrupted while they do.
 * Every value that is read was put under its key, and no put, removal or purge that has returned is undone.
 */
class DiskStoreStressTest {
    private static final int THREADS = 6;
    private static final int KEYS = 200;
    private static final int ORIGINALS = 8;
    private static final long CAPACITY = 2 << 20;
    private static final int SECONDS = Integer.getInteger("tomthumb.stress.seconds", Effort.MUCH ? 60 : 3);
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    Path dir;

    private final LogLines log = new LogLines(DiskStore.class);
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong versions = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();

    /** Per thread, a version below that of its put under way; the largest number if there is none. */
    private final AtomicLongArray underWay = new AtomicLongArray(THREADS);

    /** Per key, a version that must not be seen any more, nor any before it. */
    private final AtomicLongArray over = new AtomicLongArray(KEYS);

    private volatile boolean ending;

    @AfterEach
    void closeLog() {
        log.close();
    }

    private DiskStore open() throws IOException {
        DiskSettings settings = new DiskSettings(CAPACITY, 0, Sync.SECOND, "stress", InstantSource.system());
        return DiskStore.open(dir, settings, DiskListener.NONE);
    }

    @Test
    void nothingThatReturnedIsUndone() throws Exception {
        run(false);
    }

    @Test
    void interruptsOnlyInterrupt() throws Exception {
        run(true);
    }

    private void run(boolean interrupts) throws Exception {
        long seed = Effort.seed();
        System.out.println("stress: -Dtomthumb.crash.seed=" + seed);
        try (DiskStore store = open()) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                underWay.set(number, Long.MAX_VALUE);
                threads.add(new Thread(() -> work(store, number, new Random(seed + number)), "stress-" + number));
            }
            threads.forEach(Thread::start);
            disturb(store, threads, interrupts, new Random(seed));
            for (Thread thread : threads) {
                thread.join();
            }
            check(store);
            DiskStatistics statistics = store.statistics();
            assertThat(statistics.failures())
                    .as("failures of the disk: %s", log.warnings())
                    .isZero();
            assertThat(statistics.damaged()).isZero();
            assertThat(statistics.serving()).isTrue();
            assertThat(statistics.evictions()).isPositive();
            assertThat(statistics.diskBytes()).isLessThanOrEqualTo(CAPACITY);
        }
        try (DiskStore again = open()) {
            check(again);
            assertThat(again.statistics().recovery().damaged()).isZero();
        }
        assertThat(reads.get()).as("values read").isGreaterThan(100);
        assertThat(log.warnings()).isEmpty();
    }

    /** On a machine that is busy with other things it takes longer until anything is evicted. */
    private void disturb(DiskStore store, List<Thread> threads, boolean interrupts, Random random)
            throws InterruptedException {
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        long latest = end + PATIENCE_SECONDS * 1_000_000_000L;
        while (failures.isEmpty()
                && (System.nanoTime() < end || store.statistics().evictions() == 0 && System.nanoTime() < latest)) {
            Thread.sleep(1);
            if (interrupts) {
                threads.get(random.nextInt(THREADS)).interrupt();
            }
        }
        ending = true;
    }

    private void work(DiskStore store, int thread, Random random) {
        try {
            while (!ending) {
                step(store, thread, random);
                Thread.interrupted();
            }
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }

    private void step(DiskStore store, int thread, Random random) {
        int number = random.nextInt(KEYS);
        int dice = random.nextInt(1000);
        if (dice < 400) {
            put(store, thread, number, random);
        } else if (dice < 900) {
            read(store, number);
        } else if (dice < 960) {
            long before = allBefore();
            store.remove(key(number));
            isOver(number, before);
        } else if (dice < 980) {
            pinForAMoment(store, number);
        } else if (dice < 992) {
            purgeOriginal(store, number % ORIGINALS);
        } else if (dice < 993) {
            long before = allBefore();
            store.clear();
            for (int i = 0; i < KEYS; i++) {
                isOver(i, before);
            }
        } else {
            iterate(store);
        }
    }

    private static String text(int number) {
        return "key-" + number;
    }

    private static DiskKey key(int number) {
        return Sample.key(text(number));
    }

    private void put(DiskStore store, int thread, int number, Random random) {
        long before = allBefore();
        underWay.set(thread, versions.get());
        long version = versions.incrementAndGet();
        int length = 1000 + random.nextInt(30_000);
        store.put(
                key(number),
                new Labels("original-" + number % ORIGINALS, Set.of()),
                KnownValue.of(text(number), version, length),
                version,
                DiskStore.NEVER);
        underWay.set(thread, Long.MAX_VALUE);
        isOver(number, before);
    }

    /** A version such that the puts of it and of all before it have returned. */
    private long allBefore() {
        long before = versions.get();
        for (int i = 0; i < THREADS; i++) {
            before = Math.min(before, underWay.get(i));
        }
        return before;
    }

    private void isOver(int number, long version) {
        over.accumulateAndGet(number, version, Math::max);
    }

    private void purgeOriginal(DiskStore store, int original) {
        long before = allBefore();
        store.purge(new Purge.Original("original-" + original));
        for (int number = original; number < KEYS; number += ORIGINALS) {
            isOver(number, before);
        }
    }

    private void pinForAMoment(DiskStore store, int number) {
        store.get(key(number)).ifPresent(entry -> {
            store.pin(key(number), entry.id());
            read(store, number);
            store.unpin(key(number), entry.id());
        });
    }

    private void read(DiskStore store, int number) {
        long gone = over.get(number);
        store.get(key(number)).ifPresent(entry -> checkRead(number, gone, entry));
    }

    private void checkRead(int number, long gone, DiskEntry entry) {
        long version = KnownValue.version(text(number), entry.value());
        assertThat(version)
                .as("version of %s, of which %d is over", text(number), gone)
                .isGreaterThan(gone);
        assertThat(entry.created()).isEqualTo(version);
        reads.incrementAndGet();
    }

    private void iterate(DiskStore store) {
        for (Iterator<DiskEntry> entries = store.entries(); entries.hasNext(); ) {
            DiskEntry entry = entries.next();
            KnownValue.version(new String(entry.key(), java.nio.charset.StandardCharsets.UTF_8), entry.value());
        }
        store.statistics();
    }

    private void check(DiskStore store) {
        assertThat(failures).isEmpty();
        for (int number = 0; number < KEYS; number++) {
            read(store, number);
        }
    }
}
