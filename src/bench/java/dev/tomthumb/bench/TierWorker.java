package dev.tomthumb.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.ehcache.Cache;

/**
 * A process that measures one disk tier, told what to do by lines: {@code <what> <threads> <operations>}, answered by
 * {@code ok <processor time in ns> <time on the wall in ns> <99th percentile of an operation in ns> <missed gets>}. What:
 *
 * <ul>
 *   <li>{@code get}: an entry that was put at the start
 *   <li>{@code replace}: another value for such an entry
 *   <li>{@code add}: a new entry; others are evicted sooner or later
 * </ul>
 *
 * <p>Processor time is counted until what was begun in the background has ended.
 */
final class TierWorker {
    /** Entries at the start. */
    static final int ENTRIES = 5_000;
    /** Bytes of a value. */
    static final int VALUE = 20_000;

    private static final long SETTLE_MILLIS = 20;
    private static final long SETTLED_NANOS = 1_000_000;

    private final Cache<String, byte[]> cache;
    private final ProcessCpu cpu = new ProcessCpu();
    private final ExecutorService threads;
    private final byte[] value = new byte[VALUE];
    private final AtomicInteger added = new AtomicInteger(ENTRIES);
    private final AtomicLong missed = new AtomicLong();

    private TierWorker(Cache<String, byte[]> cache, int mostThreads) {
        this.cache = cache;
        // They stay: the processor time of an ended thread cannot be seen any more.
        this.threads = Executors.newFixedThreadPool(mostThreads);
        random().nextBytes(value);
    }

    /** @param arguments engine, whether there is a heap tier, directory, bytes on disk, most threads */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        System.setOut(System.err);
        try (TierCache tier = TierCache.open(
                arguments[0],
                Boolean.parseBoolean(arguments[1]),
                Path.of(arguments[2]),
                Long.parseLong(arguments[3]))) {
            TierWorker worker = new TierWorker(tier.cache(), Integer.parseInt(arguments[4]));
            worker.fill();
            out.println("ready " + System.getProperty("java.vm.version"));
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(worker.answer(line.split(" ")));
            }
            worker.threads.shutdownNow();
        }
    }

    private void fill() throws InterruptedException {
        for (int i = 0; i < ENTRIES; i++) {
            cache.put(key(i), value.clone());
        }
        settle();
    }

    private String answer(String... words) {
        try {
            return "ok " + run(words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        } catch (InterruptedException | ExecutionException | RuntimeException failure) {
            return "error " + String.valueOf(failure).replace('\n', ' ');
        }
    }

    private String run(String what, int count, int operations) throws InterruptedException, ExecutionException {
        missed.set(0);
        int each = operations / count;
        List<Future<long[]>> running = new ArrayList<>();
        long cpuStart = cpu.nanos();
        long start = System.nanoTime();
        for (int thread = 0; thread < count; thread++) {
            running.add(threads.submit(() -> times(what, each)));
        }
        List<long[]> times = new ArrayList<>();
        for (Future<long[]> thread : running) {
            times.add(thread.get());
        }
        long wall = System.nanoTime() - start;
        settle();
        long used = cpu.nanos() - cpuStart;
        long[] sorted = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return used + " " + wall + " " + sorted[(int) (sorted.length * 0.99)] + " " + missed;
    }

    private long[] times(String what, int operations) {
        RandomGenerator random = random();
        long[] times = new long[operations];
        for (int i = 0; i < operations; i++) {
            long start = System.nanoTime();
            operate(what, random.nextInt(ENTRIES));
            times[i] = System.nanoTime() - start;
        }
        return times;
    }

    private void operate(String what, int number) {
        switch (what) {
            case "get" -> {
                byte[] found = cache.get(key(number));
                if (found == null || found.length != VALUE) {
                    missed.incrementAndGet();
                }
            }
            case "replace" -> cache.put(key(number), value);
            case "add" -> cache.put(key(added.incrementAndGet()), value);
            default -> throw new IllegalArgumentException("get, replace or add, not " + what);
        }
    }

    /** Waits until hardly any processor time is used any more. */
    private void settle() throws InterruptedException {
        long before = cpu.nanos();
        while (true) {
            Thread.sleep(SETTLE_MILLIS);
            long now = cpu.nanos();
            if (now - before < SETTLED_NANOS) {
                return;
            }
            before = now;
        }
    }

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create();
    }

    private static String key(int number) {
        return "/shop/images/product-" + number + ".jpg?w=320&q=80";
    }
}
