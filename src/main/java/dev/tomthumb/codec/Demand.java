package dev.tomthumb.codec;

import dev.tomthumb.model.Box;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How much of a picture is to be decoded, and how finely.
 *
 * @param region what must be right, in pixels of the picture as stored; what lies outside may be anything
 * @param eighths for each plane, how many samples are made from every eight that are stored, on both axes: 8 is all,
 *     1 only the mean of each block. One of {@link #SCALES}
 */
public record Demand(Box region, List<Integer> eighths) {
    /** The scales a block of the discrete cosine transform can be reconstructed at, in eighths. */
    public static final List<Integer> SCALES = List.of(1, 2, 3, 4, 5, 6, 8);

    /** @throws IllegalArgumentException for a scale that is none of {@link #SCALES} */
    public Demand {
        eighths = List.copyOf(eighths);
        if (eighths.isEmpty() || !SCALES.containsAll(eighths)) {
            throw new IllegalArgumentException("scales are " + SCALES + " eighths, not " + eighths);
        }
    }

    /**
     * All that several demands of one picture ask for: the smallest region with theirs in it, each plane as finely as the
     * finest of them.
     *
     * @param demands at least one, all with the same number of planes
     */
    public static Demand union(List<Demand> demands) {
        Demand union = demands.get(0);
        for (Demand demand : demands) {
            union = union.with(demand);
        }
        return union;
    }

    private Demand with(Demand other) {
        int left = Math.min(region.x(), other.region.x());
        int top = Math.min(region.y(), other.region.y());
        int right = Math.max(region.x() + region.width(), other.region.x() + other.region.width());
        int bottom = Math.max(region.y() + region.height(), other.region.y() + other.region.height());
        List<Integer> finest = new ArrayList<>();
        for (int i = 0; i < eighths.size(); i++) {
            finest.add(Math.max(eighths.get(i), other.eighths.get(i)));
        }
        return new Demand(new Box(left, top, new Size(right - left, bottom - top)), finest);
    }

    /** The whole picture as it is stored. */
    public static Demand everything(Size size, int planes) {
        return new Demand(Box.whole(size), Collections.nCopies(planes, 8));
    }
}
