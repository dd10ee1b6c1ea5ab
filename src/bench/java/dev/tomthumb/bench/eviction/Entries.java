package dev.tomthumb.bench.eviction;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where a log holds which object, and how often each was used. */
final class Entries {
    private final @Nullable Segment[] segments;
    private final int[] indexes;
    private final byte[] uses;
    private final int mostUses;

    Entries(int objects, int mostUses) {
        this.segments = new Segment[objects];
        this.indexes = new int[objects];
        this.uses = new byte[objects];
        this.mostUses = mostUses;
    }

    /** Whether the object is there; it counts as used. */
    boolean use(int object) {
        boolean there = segments[object] != null;
        if (there && uses[object] < mostUses) {
            uses[object]++;
        }
        return there;
    }

    /** Takes an entry away whose object is put anew; one that was there counts as used. */
    void replace(int object) {
        boolean there = segments[object] != null;
        uses[object] = (byte) (there ? Math.min(mostUses, Math.max(1, uses[object])) : 0);
        remove(object);
    }

    void remove(int object) {
        Segment old = segments[object];
        if (old != null) {
            old.bury(object);
            segments[object] = null;
        }
    }

    /** Appends the object's record to a segment; another one that it had is dead then. */
    void place(int object, Segment segment) {
        remove(object);
        segments[object] = segment;
        indexes[object] = segment.append(object);
    }

    int uses(int object) {
        return uses[object];
    }

    void payOneUse(int object) {
        uses[object]--;
    }

    /** The live objects of a segment as they were appended. */
    List<Integer> of(Segment segment) {
        return IntStream.range(0, segment.records())
                .filter(index -> segments[segment.object(index)] == segment && indexes[segment.object(index)] == index)
                .mapToObj(segment::object)
                .toList();
    }

    /** The live objects of a segment; among equally used ones the youngest first. */
    List<Integer> mostUsedFirst(Segment segment) {
        Comparator<Integer> byUses = Comparator.comparingInt(object -> -uses[object]);
        return of(segment).stream()
                .sorted(byUses.thenComparing(Comparator.comparingInt((Integer object) -> -indexes[object])))
                .toList();
    }
}
