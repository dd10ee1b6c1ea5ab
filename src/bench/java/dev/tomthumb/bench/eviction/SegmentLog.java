package dev.tomthumb.bench.eviction;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cache in a log of segments of equal size. Room is made by reclaiming a segment: what was used is copied to a head, the
 * rest is evicted. All bytes count, those of dead records and of unfilled ends too, and so do the segments that are kept
 * free to copy into.
 */
final class SegmentLog implements Policy {
    private static final int SEGMENTS = 64;
    private static final int LEAST_SEGMENT = 256 << 10;
    private static final int MOST_SEGMENT = 64 << 20;
    private static final int BYTES_PER_GHOST = 32 << 10;

    private final Rule rule;
    private final int segmentBytes;
    private final int mostSegments;
    private final Entries entries;
    private final Ghost ghost;
    private final Deque<Segment> probation = new ArrayDeque<>();
    private final Deque<Segment> main = new ArrayDeque<>();
    private long written;

    /**
     * How a log decides.
     *
     * @param mostUses where an entry's counter of uses ends; with 0 nothing is kept
     * @param copied the most that is copied of a reclaimed segment, as a share
     * @param probation the share of the log for new entries, in segments of their own; with 0 there is one head
     * @param ghost whether what left probation unused is remembered and, when it is put again, goes to the main part
     */
    record Rule(int mostUses, double copied, double probation, boolean ghost) {
        boolean twoHeads() {
            return probation > 0;
        }

        /** Segments that must be free before one is reclaimed, for every head may need one meanwhile. */
        int reserve() {
            return twoHeads() ? 2 : 1;
        }
    }

    SegmentLog(int objects, long capacity, Rule rule) {
        this.rule = rule;
        this.segmentBytes = (int) Math.min(MOST_SEGMENT, Math.max(LEAST_SEGMENT, capacity / SEGMENTS));
        this.mostSegments = (int) (capacity / segmentBytes);
        this.entries = new Entries(objects, rule.mostUses);
        this.ghost = new Ghost((int) (capacity / BYTES_PER_GHOST));
    }

    @Override
    public boolean get(int object) {
        return entries.use(object);
    }

    @Override
    public void put(int object, int bytes) {
        entries.replace(object);
        boolean known = rule.ghost && ghost.remove(object);
        Deque<Segment> part = known || !rule.twoHeads() ? main : probation;
        while (isFull(part, bytes) && segments() > mostSegments - rule.reserve()) {
            reclaim();
        }
        append(part, object);
    }

    @Override
    public long written() {
        return written;
    }

    private int segments() {
        return probation.size() + main.size();
    }

    private boolean isFull(Deque<Segment> part, int bytes) {
        return part.isEmpty() || part.getLast().bytes() + bytes > segmentBytes;
    }

    private void reclaim() {
        Optional<Segment> dead = mostlyDead();
        if (dead.isPresent()) {
            compact(dead.get());
        } else if (probation.size() > rule.probation * mostSegments || main.size() < 2) {
            keepUsed(probation.removeFirst(), rule.ghost);
        } else {
            keepUsed(main.removeFirst(), false);
        }
    }

    private Optional<Segment> mostlyDead() {
        return Stream.concat(probation.stream(), main.stream())
                .filter(segment -> segment != probation.peekLast() && segment != main.peekLast())
                .filter(segment -> segment.deadBytes() > segmentBytes / 2)
                .max(Comparator.comparingInt(Segment::deadBytes));
    }

    private void compact(Segment segment) {
        Deque<Segment> part = probation.remove(segment) ? probation : main;
        main.remove(segment);
        entries.of(segment).forEach(object -> append(part, object));
    }

    private void keepUsed(Segment segment, boolean remembered) {
        long room = (long) (segmentBytes * rule.copied);
        for (int object : entries.mostUsedFirst(segment)) {
            int bytes = Objects.bytes(object);
            if (entries.uses(object) > 0 && bytes <= room) {
                room -= bytes;
                entries.payOneUse(object);
                append(main, object);
            } else {
                entries.remove(object);
                if (remembered) {
                    ghost.add(object);
                }
            }
        }
    }

    private void append(Deque<Segment> part, int object) {
        int bytes = Objects.bytes(object);
        if (isFull(part, bytes)) {
            if (segments() >= mostSegments) {
                throw new IllegalStateException("the log would be larger than it may be");
            }
            part.addLast(new Segment());
        }
        entries.place(object, part.getLast());
        written += bytes;
    }
}
