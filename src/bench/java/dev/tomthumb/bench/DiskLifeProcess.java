package dev.tomthumb.bench;

import dev.tomthumb.cache.disk.DiskStatistics;
import dev.tomthumb.cache.disk.Purge;
import dev.tomthumb.cache.disk.ehcache.DiskTierHandle;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.ehcache.Cache;

/** One life of the process that has the disk tier open. It says one line and waits for its end. */
final class DiskLifeProcess {
    /** Puts all entries. */
    static final String FILL = "fill";
    /** Opens the tier. */
    static final String OPEN = "open";
    /** Opens an empty one and then the tier, and weighs what the entries need in the heap. */
    static final String WEIGH = "weigh";
    /** Opens it and purges some. */
    static final String PURGE = "purge";

    private static final int ENTRIES = 200_000;
    private static final int VALUE = 25_000;
    private static final long DISK = 8L << 30;
    private static final int ORIGINALS = 100;
    private static final int PURGES = 50;

    private DiskLifeProcess() {}

    /** @param arguments what, a directory, and another that is empty */
    public static void main(String[] arguments) throws InterruptedException {
        Path directory = Path.of(arguments[1]);
        System.out.println(
                switch (arguments[0]) {
                    case FILL -> fill(tier(directory));
                    case OPEN -> open(directory);
                    case WEIGH -> weigh(directory, Path.of(arguments[2]));
                    case PURGE -> purge(tier(directory));
                    default -> throw new IllegalArgumentException(arguments[0]);
                });
        Thread.sleep(Long.MAX_VALUE);
    }

    private static TierCache tier(Path directory) {
        return TierCache.open(TierCache.OURS, false, directory, DISK);
    }

    private static String fill(TierCache tier) {
        byte[] value = new byte[VALUE];
        new Random(1).nextBytes(value);
        Cache<String, byte[]> cache = tier.cache();
        ProcessCpu cpu = new ProcessCpu();
        long cpuStart = cpu.nanos();
        long start = System.nanoTime();
        for (int i = 0; i < ENTRIES; i++) {
            ByteBuffer.wrap(value).putInt(i);
            cache.put(key(i), value);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        DiskStatistics after = statistics(tier);
        return String.format(
                Locale.ROOT,
                "%d entries, %.2f GB in %.1f s (processor %.1f s), %.0f MB/s, %.0f puts/s; %d evicted, %d dropped; %s",
                after.entries(),
                after.diskBytes() / 1e9,
                seconds,
                (cpu.nanos() - cpuStart) / 1e9,
                after.diskBytes() / 1e6 / seconds,
                ENTRIES / seconds,
                after.evictions(),
                after.dropped(),
                PeakMemory.text());
    }

    private static String open(Path directory) {
        ProcessCpu cpu = new ProcessCpu();
        long cpuStart = cpu.nanos();
        long start = System.nanoTime();
        TierCache tier = tier(directory);
        double seconds = (System.nanoTime() - start) / 1e9;
        double used = (cpu.nanos() - cpuStart) / 1e9;
        DiskStatistics now = statistics(tier);
        return String.format(
                Locale.ROOT,
                "%d entries after %.2f s (processor %.2f s), %.2f s of them the store's; %.1f MB scanned; wrong or missing of"
                        + " 1,000: %d",
                now.entries(),
                seconds,
                used,
                now.recovery().millis() / 1e3,
                now.recovery().scannedBytes() / 1e6,
                wrong(tier.cache()));
    }

    private static String weigh(Path directory, Path empty) {
        // What Ehcache and the tier need once is there then.
        tier(empty);
        long before = usedHeap();
        TierCache tier = tier(directory);
        long heap = usedHeap() - before;
        long entries = statistics(tier).entries();
        long keyText = IntStream.range(0, ENTRIES)
                .map(i -> key(i).length())
                .asLongStream()
                .sum();
        return String.format(
                Locale.ROOT,
                "%.0f bytes for an entry beside %.0f of the key's text",
                (double) (heap - keyText) / entries,
                (double) keyText / ENTRIES);
    }

    private static long wrong(Cache<String, byte[]> cache) {
        return new Random()
                .ints(1_000, 0, ENTRIES)
                .filter(i -> {
                    byte[] found = cache.get(key(i));
                    return found == null
                            || found.length != VALUE
                            || ByteBuffer.wrap(found).getInt() != i;
                })
                .count();
    }

    /** Each time another two thousand; the first ones meet code that is not compiled yet. */
    private static String purge(TierCache tier) {
        DiskTierHandle handle =
                tier.disks().orElseThrow().tier(TierCache.alias()).orElseThrow();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] wall = new double[PURGES];
        double[] processor = new double[PURGES];
        long gone = 0;
        for (int i = 0; i < PURGES; i++) {
            // Ehcache's serializer of strings writes such characters as they are.
            byte[] prefix = prefix(i).getBytes(StandardCharsets.UTF_8);
            long cpuStart = threads.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            gone += handle.purge(new Purge.Prefix(prefix));
            wall[i] = (System.nanoTime() - start) / 1e6;
            processor[i] = (threads.getCurrentThreadCpuTime() - cpuStart) / 1e6;
        }
        return String.format(
                Locale.ROOT,
                "%d entries by %d prefixes: the first %.1f ms; all %s ms, processor %s ms",
                gone,
                PURGES,
                wall[0],
                Spread.of(Arrays.stream(wall)),
                Spread.of(Arrays.stream(processor)));
    }

    private static DiskStatistics statistics(TierCache tier) {
        return tier.disks().orElseThrow().tier(TierCache.alias()).orElseThrow().statistics();
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static String prefix(int original) {
        return String.format(Locale.ROOT, "/shop/images/product-%02d.jpg", original);
    }

    private static String key(int number) {
        return prefix(number % ORIGINALS) + "?w=" + number / ORIGINALS + "&q=80";
    }
}
