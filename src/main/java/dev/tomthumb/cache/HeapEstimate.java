package dev.tomthumb.cache;

import java.util.Locale;
import java.util.Optional;

/**
 * Whether the heap tier may grow beyond what the JVM can spare. Entries are counted, not bytes, so the bound is entries
 * times the largest body that is let in.
 *
 * @param entries the heap tier's size
 * @param maxObject the largest body in bytes that is kept there
 * @param maxHeap the JVM's heap in bytes ({@code -Xmx}, {@link Runtime#maxMemory()})
 */
public record HeapEstimate(long entries, long maxObject, long maxHeap) {
    private static final long SHARE = 4;
    private static final double MB = 1024 * 1024;

    /** Bytes when every entry is as large as it may be; {@link Long#MAX_VALUE} when that is more than a long holds. */
    public long worstCase() {
        try {
            return Math.multiplyExact(entries, maxObject);
        } catch (ArithmeticException overflow) {
            return Long.MAX_VALUE;
        }
    }

    /** What to tell the operator when the worst case exceeds a quarter of the heap. */
    public Optional<String> warning() {
        if (worstCase() <= maxHeap / SHARE) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "The cache's heap tier may grow to %.0f MB: %d entries (<heap> in ehcache.xml) of up to %.2f MB each "
                        + "(tomthumb.cache.max-heap-object). That is more than a quarter of the JVM's %.0f MB (-Xmx). "
                        + "Write <heap unit=\"entries\">%d</heap>, lower tomthumb.cache.max-heap-object, or raise -Xmx.",
                worstCase() / MB,
                entries,
                maxObject / MB,
                maxHeap / MB,
                fittingEntries()));
    }

    private long fittingEntries() {
        return Math.max(1, maxHeap / SHARE / Math.max(1, maxObject));
    }
}
