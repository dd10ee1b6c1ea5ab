package dev.tomthumb.ops;

import dev.tomthumb.model.SourceRef;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The originals whose renditions took longest, in bounded memory: one that was slower than the fastest of them takes its
 * place. For one thread at a time.
 */
final class Slowest {
    private final int most;
    private final Map<SourceRef, Slow> originals = new HashMap<>();

    Slowest(int most) {
        this.most = most;
    }

    /**
     * An original.
     *
     * @param renditions made of it since it is listed
     * @param worstNanos from the request to the answer, whatever took so long: waiting, fetching, rendering
     * @param totalNanos of all of them
     * @param bytes its size
     */
    record Slow(SourceRef original, long renditions, long worstNanos, long totalNanos, long bytes) {
        Slow and(Slow other) {
            return new Slow(
                    original,
                    renditions + other.renditions,
                    Math.max(worstNanos, other.worstNanos),
                    totalNanos + other.totalNanos,
                    Math.max(bytes, other.bytes));
        }
    }

    void took(SourceRef original, long nanos, long bytes) {
        Slow one = new Slow(original, 1, nanos, nanos, bytes);
        if (originals.containsKey(original)) {
            originals.merge(original, one, Slow::and);
        } else if (originals.size() < most || makeRoom(nanos)) {
            originals.put(original, one);
        }
    }

    private boolean makeRoom(long nanos) {
        Slow fastest = originals.values().stream()
                .min(Comparator.comparingLong(Slow::worstNanos))
                .orElseThrow();
        return fastest.worstNanos() < nanos && originals.remove(fastest.original()) != null;
    }

    /** All there are, in no order. */
    Collection<Slow> all() {
        return List.copyOf(originals.values());
    }
}
