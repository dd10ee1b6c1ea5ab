package dev.tomthumb.codec;

import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands the rows of one decode to several takers, where all want the same samples: of a picture that is decoded at its
 * full size only, row by row. A row is decoded to where the first of them wants it; the others have got their copies
 * before anybody is told that it is complete, for then it may be changed in place.
 */
public final class FanOut {
    private final List<Taker> takers;
    /** Behind the last row that anybody wants. */
    private final int end;
    /** Where rows go that nobody wants. */
    private final float[][] nowhere;

    private final int planes;
    /** What ends the decoding from within. */
    private @Nullable ImageException nobodyLeft;

    private FanOut(List<Taker> takers, int planes, int end, float[][] nowhere) {
        this.takers = takers;
        this.planes = planes;
        this.end = end;
        this.nowhere = nowhere;
    }

    /**
     * Decodes; as {@link BandDecoder#decode(byte[], ImageHeader, List, Scratch)}.
     *
     * @param bands opened with the {@linkplain Demand#union union} of what the takers demand; its grids have one phase, and
     *     bands of one row
     */
    public static void decode(Bands bands, List<Taker> takers, Scratch scratch) throws ImageException {
        int end = takers.stream().mapToInt(taker -> end(region(taker))).max().orElseThrow();
        List<Grid> grids = bands.grids();
        FanOut fan = new FanOut(
                takers, grids.size(), end, scratch.floats(1, grids.get(0).places()));
        List<RowSink> sinks = new ArrayList<>();
        for (int plane = 0; plane < grids.size(); plane++) {
            sinks.add(fan.sink(plane));
        }
        fan.decode(bands, sinks);
    }

    private void decode(Bands bands, List<RowSink> sinks) throws ImageException {
        try {
            bands.decode(sinks, this::check);
            takers.forEach(Taker::serve);
        } catch (ImageException thrown) {
            if (thrown != nobodyLeft) {
                throw thrown;
            }
        }
    }

    private void check() throws ImageException {
        takers.forEach(Taker::check);
        requireSomebody();
    }

    private void requireSomebody() throws ImageException {
        if (takers.stream().noneMatch(Taker::isOpen)) {
            nobodyLeft = new ImageException(Problem.TIMEOUT, "Nobody is left who wants the picture.");
            throw nobodyLeft;
        }
    }

    private RowSink sink(int plane) {
        return new RowSink() {
            private float[][] decoded = nowhere;
            private int first;

            @Override
            public float[][] row(int y) {
                decoded = nowhere;
                for (first = 0; first < takers.size() && decoded == nowhere; first++) {
                    Taker taker = takers.get(first);
                    if (wants(taker, y)) {
                        taker.feed(() -> decoded = taker.sink(plane).row(y));
                    }
                }
                return decoded;
            }

            @Override
            public void complete(int below) throws ImageException {
                for (Taker taker : takers.subList(first, takers.size())) {
                    if (wants(taker, below - 1)) {
                        taker.feed(() -> copy(decoded, taker.sink(plane).row(below - 1), region(taker)));
                    }
                }
                for (Taker taker : takers) {
                    complete(taker, below);
                }
                requireSomebody();
            }

            private void complete(Taker taker, int below) {
                if (wants(taker, below - 1)) {
                    taker.feed(() -> taker.sink(plane).complete(below));
                }
                // Whoever wants the last row is served when the decoder has found nothing wrong behind it.
                if (plane == planes - 1 && below == end(region(taker)) && below < end) {
                    taker.serve();
                }
            }
        };
    }

    private static void copy(float[][] from, float[][] to, Box region) {
        System.arraycopy(from[0], region.x(), to[0], region.x(), region.width());
    }

    private static boolean wants(Taker taker, int y) {
        return taker.isOpen() && y >= region(taker).y() && y < end(region(taker));
    }

    private static Box region(Taker taker) {
        return taker.demand().region();
    }

    private static int end(Box region) {
        return region.y() + region.height();
    }
}
