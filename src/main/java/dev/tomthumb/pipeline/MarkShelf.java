package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.Resize;
import dev.tomthumb.pixel.Mark;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The server's own watermark in the sizes that were asked for last: it lies on every picture of a page, and a page has
 * few sizes. Serves all threads; what is on it is never changed.
 */
final class MarkShelf {
    private static final long MOST_BYTES = 8L << 20;

    private final Map<Kind, Mark.Shadowed> marks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * One way a mark was made.
     *
     * @param file which file, by identity
     */
    record Kind(Object file, Resize fit, double rotate, double shadow) {
        static Kind of(Stamp.Picture stamp, Resize fit) {
            return new Kind(
                    new Identity(stamp.file()),
                    fit,
                    stamp.wish().rotate(),
                    stamp.wish().shadow());
        }
    }

    /** Arrays are equal if they are the same one; a record's component would say so less clearly. */
    private record Identity(Object array) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Identity same && same.array == array;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(array);
        }
    }

    synchronized Optional<Mark.Shadowed> find(Kind kind) {
        return Optional.ofNullable(marks.get(kind));
    }

    /** Puts a mark on the shelf and takes down those unused for longest; one too large for all of it stays away. */
    synchronized void put(Kind kind, Mark.Shadowed mark) {
        if (bytes(mark) > MOST_BYTES || marks.containsKey(kind)) {
            return;
        }
        marks.put(kind, mark);
        bytes += bytes(mark);
        Iterator<Mark.Shadowed> oldest = marks.values().iterator();
        while (bytes > MOST_BYTES) {
            bytes -= bytes(oldest.next());
            oldest.remove();
        }
    }

    private static long bytes(Mark.Shadowed shadowed) {
        Pixels mark = shadowed.pixels();
        return (long) mark.width() * mark.height() * mark.planes().size();
    }
}
