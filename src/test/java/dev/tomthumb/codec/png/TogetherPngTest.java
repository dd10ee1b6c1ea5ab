package dev.tomthumb.codec.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.Grid;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.RowSink;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.codec.Taker;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Several takers of one file get what each would get alone, whatever the others do with their rows. */
class TogetherPngTest {
    private static final int[][] KINDS = {{0, 8}, {2, 8}, {2, 16}, {3, 4}, {4, 8}, {6, 8}, {6, 16}};

    private final ScratchPool pool = new ScratchPool(1 << 24);

    @Property(tries = 200)
    void eachGetsTheRowsHeWouldGetAlone(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 5) int guests,
            @ForAll @IntRange(max = 6) int kind,
            @ForAll boolean interlaced,
            @ForAll boolean deep,
            @ForAll boolean cut)
            throws ImageException {
        int width = 1 + random.nextInt(60);
        int height = 1 + random.nextInt(60);
        byte[] file = HandmadePng.random(width, height, KINDS[kind][0], KINDS[kind][1], random)
                .interlaced(interlaced)
                .file();
        ImageHeader header = Headers.of(file);
        byte[] read = cut ? Arrays.copyOf(file, file.length - random.nextInt(file.length / 2)) : file;
        PngDecoder decoder = deep ? (PngDecoder) new PngDecoder().deep().orElseThrow() : new PngDecoder();
        List<Guest> all = new ArrayList<>();
        for (int i = 0; i < guests; i++) {
            all.add(new Guest(decoder, file, header, box(header.size(), random)));
        }
        decode(decoder, read, header, all);
        for (Guest guest : all) {
            guest.requireSameAsAlone(decoder, read, header, cut);
        }
    }

    private static Box box(Size size, Random random) {
        int x = random.nextInt(size.width());
        int y = random.nextInt(size.height());
        return new Box(x, y, new Size(1 + random.nextInt(size.width() - x), 1 + random.nextInt(size.height() - y)));
    }

    private void decode(PngDecoder decoder, byte[] file, ImageHeader header, List<Guest> guests) {
        List<Taker> takers = guests.stream().map(guest -> guest.taker).toList();
        try (Scratch scratch = pool.lease()) {
            decoder.decode(file, header, takers, scratch);
        } catch (ImageException damage) {
            takers.forEach(taker -> taker.endedBy(damage));
        }
    }

    /** A taker who spoils his rows as soon as they are complete, as resamplers do. */
    private final class Guest {
        private final Demand demand;
        private final List<Spoiling> sinks = new ArrayList<>();
        private final Taker taker;

        Guest(PngDecoder decoder, byte[] file, ImageHeader header, Box region) throws ImageException {
            demand = new Demand(region, Collections.nCopies(header.channels(), 8));
            try (Scratch scratch = pool.lease()) {
                for (Grid grid : decoder.open(file, header, demand, scratch).grids()) {
                    sinks.add(new Spoiling(grid));
                }
            }
            taker = new Taker(demand, List.copyOf(sinks), Checkpoint.NONE);
        }

        void requireSameAsAlone(PngDecoder decoder, byte[] file, ImageHeader header, boolean damaged) {
            List<Spoiling> alone = sinks.stream()
                    .map(sink -> new Spoiling(Grid.ofPixels(sink.row.length, sink.rows.length)))
                    .toList();
            String refusedAlone = refusal(() -> decodeAlone(decoder, file, header, alone));
            String refused = refusal(taker::requireNoFailure);
            if (!damaged) {
                assertThat(taker.isServed()).isTrue();
            }
            if (taker.isServed() || !refused.isEmpty()) {
                assertThat(refused).isEqualTo(refusedAlone);
            }
            for (int i = 0; taker.isServed() && i < sinks.size(); i++) {
                sinks.get(i).requireSame(alone.get(i), demand.region());
            }
        }

        private void decodeAlone(PngDecoder decoder, byte[] file, ImageHeader header, List<Spoiling> to)
                throws ImageException {
            try (Scratch scratch = pool.lease()) {
                Bands bands = decoder.open(file, header, demand, scratch);
                bands.decode(List.copyOf(to), Checkpoint.NONE);
            }
        }
    }

    private static String refusal(Taker.Work work) {
        try {
            work.run();
            return "";
        } catch (ImageException refused) {
            return refused.getMessage();
        }
    }

    private static final class Spoiling implements RowSink {
        private final float[][] rows;
        private final float[] row;
        private int complete;

        Spoiling(Grid grid) {
            rows = new float[grid.height()][];
            row = new float[grid.places()];
        }

        @Override
        public float[][] row(int y) {
            return new float[][] {row};
        }

        @Override
        public void complete(int end) {
            assertThat(end).isGreaterThan(complete);
            rows[end - 1] = row.clone();
            Arrays.fill(row, -1);
            complete = end;
        }

        void requireSame(Spoiling other, Box region) {
            assertThat(complete).isEqualTo(other.complete);
            for (int y = region.y(); y < region.y() + region.height(); y++) {
                int left = region.x();
                int right = left + region.width();
                assertThat(Arrays.copyOfRange(rows[y], left, right))
                        .isEqualTo(Arrays.copyOfRange(other.rows[y], left, right));
            }
        }
    }

    /** The first one's rows are what everybody's are decoded to, until it fails. */
    @Test
    void whoeverFailsFailsAlone() throws ImageException {
        byte[] file = HandmadePng.smooth(50, 40, 6, 8).file();
        ImageHeader header = Headers.of(file);
        PngDecoder decoder = new PngDecoder();
        Box whole = Box.whole(header.size());
        for (int breaksAt : new int[] {0, 1, 7, 159}) {
            IllegalStateException reason = new IllegalStateException();
            Demand demand = new Demand(whole, Collections.nCopies(4, 8));
            int[] rows = {breaksAt};
            Taker broken = new Taker(
                    demand,
                    Collections.nCopies(4, new RowSink() {
                        private final float[][] row = new float[1][50];

                        @Override
                        public float[][] row(int y) {
                            return row;
                        }

                        @Override
                        public void complete(int end) {
                            if (rows[0]-- == 0) {
                                throw reason;
                            }
                        }
                    }),
                    Checkpoint.NONE);
            int[] asked = {2};
            ImageException late = new ImageException(Problem.TIMEOUT, "It is late.");
            Taker hurried = new Taker(demand, Collections.nCopies(4, new Spoiling(Grid.ofPixels(50, 40))), () -> {
                if (--asked[0] == 0) {
                    throw late;
                }
            });
            Guest patient = new Guest(decoder, file, header, new Box(3, 2, new Size(40, 30)));
            try (Scratch scratch = pool.lease()) {
                decoder.decode(file, header, List.of(broken, hurried, patient.taker), scratch);
            }
            patient.requireSameAsAlone(decoder, file, header, false);
            assertThatThrownBy(broken::requireNoFailure).isSameAs(reason);
            if (asked[0] == 0) {
                assertThatThrownBy(hurried::requireNoFailure).isSameAs(late);
            }
        }
    }

    @Test
    void nothingIsDecodedForNobody() throws ImageException {
        byte[] file = HandmadePng.smooth(50, 40, 2, 8).file();
        ImageHeader header = Headers.of(file);
        ImageException late = new ImageException(Problem.TIMEOUT, "It is late.");
        List<Taker> takers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            takers.add(new Taker(
                    Demand.everything(header.size(), 3),
                    Collections.nCopies(3, new Spoiling(Grid.ofPixels(50, 40))),
                    () -> {
                        throw late;
                    }));
        }
        try (Scratch scratch = pool.lease()) {
            new PngDecoder().decode(file, header, takers, scratch);
        }
        for (Taker taker : takers) {
            assertThatThrownBy(taker::requireNoFailure).isSameAs(late);
        }
    }
}
