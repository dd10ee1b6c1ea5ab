package dev.tomthumb.bench.eviction;

import dev.tomthumb.bench.Directories;
import dev.tomthumb.bench.Options;
import dev.tomthumb.bench.Surroundings;
import dev.tomthumb.bench.TierCache;
import dev.tomthumb.bench.eviction.SegmentLog.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Hit ratios of real disk tiers, Ehcache's own and this project's, over some of the traces, beside simulated LRU and what the
 * project's was meant to do. Smaller than {@link Eviction}: everything is written to disk.
 */
public final class EvictionOfTiers {
    private static final Traces TRACES = new Traces(10_000, 100_000);
    private static final double EXPONENT = 0.9;
    private static final double[] SIZES = {0.10, 0.25};
    private static final Rule INTENDED = new Rule(3, 0.5, 0.1, true);

    private EvictionOfTiers() {}

    /** @param arguments none */
    public static void main(String[] arguments) throws IOException {
        Path target = Options.here().target();
        Files.createDirectories(target);
        Surroundings.print(System.out);
        System.out.println();
        System.out.println("| trace | size | LRU, simulated | two heads, simulated | stock | tomthumb |");
        System.out.println("|---|---|---|---|---|---|");
        for (Trace trace : TRACES.of(EXPONENT)) {
            for (double size : SIZES) {
                long capacity = (long) (size * Objects.bytesOfAll(TRACES.objects()));
                System.out.println(String.format(
                        Locale.ROOT,
                        "| %s | %.0f %% | %s | %s | %s | %s |",
                        trace.name(),
                        size * 100,
                        trace.run(new Lru(trace.objects(), capacity)),
                        trace.run(new SegmentLog(trace.objects(), capacity, INTENDED)),
                        real(TierCache.STOCK, trace, capacity, target),
                        real(TierCache.OURS, trace, capacity, target)));
            }
        }
    }

    private static Trace.Outcome real(String engine, Trace trace, long capacity, Path target) throws IOException {
        Path directory = Files.createTempDirectory(target, "eviction");
        try (TierCache tier = TierCache.open(engine, false, directory, capacity)) {
            return trace.run(new TierPolicy(tier));
        } finally {
            Directories.delete(directory);
        }
    }
}
