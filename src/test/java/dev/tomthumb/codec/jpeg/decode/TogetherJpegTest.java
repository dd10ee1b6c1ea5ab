package dev.tomthumb.codec.jpeg.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.Grid;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Mutations;
import dev.tomthumb.codec.RowSink;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.codec.Taker;
import dev.tomthumb.codec.jpeg.decode.JpegSpec.ScanSpec;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Several takers of one file get, bit for bit, what each would get alone. */
class TogetherJpegTest {
    private static final JpegSpec COLOR = JpegSpec.of(90, 70, 0x22, 0x11, 0x11).quality(8);
    private static final ScratchPool POOL = new ScratchPool(1 << 24);

    @Property(tries = 300)
    void eachGetsTheSamplesHeWouldGetAlone(
            @ForAll Random random,
            @ForAll boolean lenient,
            @ForAll boolean damaged,
            @ForAll @IntRange(min = 1, max = 5) int takers)
            throws ImageException {
        byte[] file = TestJpeg.file(spec(random));
        ImageHeader header = Headers.of(file);
        byte[] read = damaged ? damaged(file, random) : file;
        if (!header.equals(headerOrNone(read, header))) {
            return;
        }
        List<Guest> guests = new ArrayList<>();
        for (int i = 0; i < takers; i++) {
            guests.add(new Guest(read, header, demand(header, random), lenient));
        }
        decodeTogether(read, header, guests, lenient);
        for (Guest guest : guests) {
            guest.requireSameAsAlone(read, header, lenient);
        }
    }

    private static ImageHeader headerOrNone(byte[] file, ImageHeader whole) {
        try {
            // Only what follows the header is damaged here: profiles are arrays, and would never be the same.
            ImageHeader header = Headers.of(file);
            return header.components().equals(whole.components())
                            && header.size().equals(whole.size())
                            && header.progressive() == whole.progressive()
                    ? whole
                    : header;
        } catch (ImageException refusal) {
            return new ImageHeader(whole.format(), new Size(1, 1), 1, 1, false, 8, whole.profile());
        }
    }

    private static byte[] damaged(byte[] file, Random random) {
        return random.nextBoolean()
                ? Arrays.copyOf(file, file.length - random.nextInt(file.length / 2))
                : Mutations.of(file, random);
    }

    private static JpegSpec spec(Random random) {
        int width = 1 + random.nextInt(90);
        int height = 1 + random.nextInt(90);
        List<JpegSpec> kinds = List.of(
                JpegSpec.of(width, height, 0x11),
                JpegSpec.of(width, height, 0x22, 0x11, 0x11),
                JpegSpec.of(width, height, 0x21, 0x11, 0x11),
                JpegSpec.of(width, height, 0x11, 0x11, 0x11),
                JpegSpec.of(width, height, 0x41, 0x12, 0x11));
        JpegSpec spec = kinds.get(random.nextInt(kinds.size())).quality(1 + random.nextInt(60));
        if (random.nextInt(3) == 0) {
            spec = spec.restart(1 + random.nextInt(9));
        }
        if (random.nextBoolean()) {
            return spec.progressive();
        }
        return spec.factors().size() > 1 && random.nextBoolean()
                ? spec.scans(ScanSpec.sequential(0), ScanSpec.sequential(1, 2))
                : spec;
    }

    private static Demand demand(ImageHeader header, Random random) {
        List<Integer> eighths = IntStream.range(0, header.channels())
                .mapToObj(plane -> Demand.SCALES.get(random.nextInt(Demand.SCALES.size())))
                .toList();
        return new Demand(random.nextInt(3) == 0 ? Box.whole(header.size()) : box(header.size(), random), eighths);
    }

    private static Box box(Size size, Random random) {
        int x = random.nextInt(size.width());
        int y = random.nextInt(size.height());
        return new Box(x, y, new Size(1 + random.nextInt(size.width() - x), 1 + random.nextInt(size.height() - y)));
    }

    /** A taker, and where his rows go. */
    private static final class Guest {
        private final Demand demand;
        private final List<DecodedPlanes.Watcher> sinks = new ArrayList<>();
        private final Taker taker;

        Guest(byte[] file, ImageHeader header, Demand demand, boolean lenient) throws ImageException {
            this(file, header, demand, lenient, Checkpoint.NONE);
        }

        Guest(byte[] file, ImageHeader header, Demand demand, boolean lenient, Checkpoint checkpoint)
                throws ImageException {
            this.demand = demand;
            for (Grid grid : grids(file, header, demand, lenient)) {
                sinks.add(new DecodedPlanes.Watcher(grid));
            }
            this.taker = new Taker(demand, List.copyOf(sinks), checkpoint);
        }

        private static List<Grid> grids(byte[] file, ImageHeader header, Demand demand, boolean lenient) {
            try (Scratch scratch = POOL.lease()) {
                return DecodedPlanes.decoder(lenient)
                        .open(file, header, demand, scratch)
                        .grids();
            } catch (ImageException broken) {
                return List.of();
            }
        }

        void requireSameAsAlone(byte[] file, ImageHeader header, boolean lenient) {
            List<float[][]> alone = new ArrayList<>();
            String refusedAlone = refusal(() -> alone.addAll(alone(file, header, demand, lenient)));
            String refused = refusal(taker::requireNoFailure);
            if (!refused.isEmpty() || taker.isServed()) {
                assertThat(refused).as("%s", demand).isEqualTo(refusedAlone);
            }
            for (int i = 0; taker.isServed() && i < sinks.size(); i++) {
                assertThat(Arrays.deepEquals(sinks.get(i).samples, alone.get(i)))
                        .as("plane %d of %s", i, demand)
                        .isTrue();
            }
        }
    }

    private static List<float[][]> alone(byte[] file, ImageHeader header, Demand demand, boolean lenient)
            throws ImageException {
        try (Scratch scratch = POOL.lease()) {
            Bands bands = DecodedPlanes.decoder(lenient).open(file, header, demand, scratch);
            List<DecodedPlanes.Watcher> sinks =
                    bands.grids().stream().map(DecodedPlanes.Watcher::new).toList();
            bands.decode(List.copyOf(sinks), Checkpoint.NONE);
            return sinks.stream().map(sink -> sink.samples).toList();
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

    private static void decodeTogether(byte[] file, ImageHeader header, List<Guest> guests, boolean lenient) {
        decodeAll(file, header, guests.stream().map(guest -> guest.taker).toList(), lenient);
    }

    private static void decodeAll(byte[] file, ImageHeader header, List<Taker> takers, boolean lenient) {
        try (Scratch scratch = POOL.lease()) {
            DecodedPlanes.decoder(lenient).decode(file, header, takers, scratch);
        } catch (ImageException damage) {
            takers.forEach(taker -> taker.endedBy(damage));
        }
    }

    @Test
    void everybodyIsServedWhereMemoryAllows() throws ImageException {
        for (JpegSpec spec : List.of(COLOR, COLOR.progressive(), COLOR.restart(3))) {
            byte[] file = TestJpeg.file(spec);
            ImageHeader header = Headers.of(file);
            List<Guest> guests = new ArrayList<>();
            for (int scale : Demand.SCALES) {
                Demand demand = new Demand(Box.whole(header.size()), Collections.nCopies(3, scale));
                guests.add(new Guest(file, header, demand, false));
            }
            decodeTogether(file, header, guests, false);
            for (Guest guest : guests) {
                assertThat(guest.taker.isServed()).isTrue();
                guest.requireSameAsAlone(file, header, false);
            }
        }
    }

    /** Two corners of a progressive picture: between them lies more than in both. */
    @Test
    void whoWouldTakeMoreMemoryTogetherIsLeftAlone() throws ImageException {
        byte[] file = TestJpeg.file(
                JpegSpec.of(1800, 1400, 0x22, 0x11, 0x11).quality(90).progressive());
        ImageHeader header = Headers.of(file);
        List<Integer> whole = List.of(8, 8, 8);
        Guest first = new Guest(file, header, new Demand(new Box(0, 0, new Size(40, 40)), whole), false);
        Guest last = new Guest(file, header, new Demand(new Box(1760, 0, new Size(40, 40)), whole), false);
        decodeTogether(file, header, List.of(first, last), false);
        assertThat(first.taker.isOpen()).isTrue();
        assertThat(last.taker.isOpen()).isTrue();
        Guest near = new Guest(file, header, new Demand(new Box(0, 10, new Size(40, 40)), whole), false);
        decodeTogether(file, header, List.of(first, last, near), false);
        assertThat(first.taker.isServed()).isTrue();
        assertThat(near.taker.isServed()).isTrue();
        assertThat(last.taker.isOpen()).isTrue();
    }

    @Property(tries = 150)
    void whoeverFailsFailsAlone(
            @ForAll Random random, @ForAll boolean progressive, @ForAll @IntRange(max = 12) int asked)
            throws ImageException {
        byte[] file = TestJpeg.file(progressive ? COLOR.progressive() : COLOR);
        ImageHeader header = Headers.of(file);
        ImageException late = new ImageException(Problem.TIMEOUT, "It is late.");
        int[] left = {asked};
        Guest hurried = new Guest(file, header, demand(header, random), false, () -> {
            if (left[0]-- == 0) {
                throw late;
            }
        });
        Guest clumsy = new Guest(file, header, demand(header, random), false);
        IllegalStateException clumsiness = new IllegalStateException();
        int rows = random.nextInt(3);
        Taker dropping =
                new Taker(clumsy.demand, Collections.nCopies(3, new Dropping(rows, clumsiness)), Checkpoint.NONE);
        Guest patient = new Guest(file, header, demand(header, random), false);
        List<Taker> takers = new ArrayList<>(List.of(hurried.taker, dropping, patient.taker));
        Collections.shuffle(takers, random);
        decodeAll(file, header, takers, false);
        patient.requireSameAsAlone(file, header, false);
        if (!dropping.isOpen()) {
            assertThat(thrown(dropping)).isSameAs(clumsiness);
        }
        if (!hurried.taker.isOpen() && left[0] < 0) {
            assertThat(thrown(hurried.taker)).isSameAs(late);
        }
    }

    private static Throwable thrown(Taker taker) {
        try {
            taker.requireNoFailure();
            return new AssertionError("it was served");
        } catch (ImageException | RuntimeException failure) {
            return failure;
        }
    }

    /** Breaks after some rows. */
    private static final class Dropping implements RowSink {
        private final RuntimeException reason;
        private int left;

        Dropping(int rows, RuntimeException reason) {
            this.left = rows;
            this.reason = reason;
        }

        @Override
        public float[][] row(int y) {
            if (left-- == 0) {
                throw reason;
            }
            return new float[8][100];
        }

        @Override
        public void complete(int end) {
            // Nothing is done with them.
        }
    }

    @Test
    void nothingIsDecodedForNobody() throws ImageException {
        for (JpegSpec spec : List.of(COLOR, COLOR.progressive())) {
            byte[] file = TestJpeg.file(spec);
            ImageHeader header = Headers.of(file);
            int[] asked = {0, 0};
            List<Taker> takers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                int number = i;
                Demand demand = Demand.everything(header.size(), 3);
                takers.add(new Guest(file, header, demand, false, () -> {
                            if (++asked[number] == 2 + number) {
                                throw new ImageException(Problem.TIMEOUT, "It is late for number " + number + ".");
                            }
                        })
                        .taker);
            }
            try (Scratch scratch = POOL.lease()) {
                DecodedPlanes.decoder(false).decode(file, header, takers, scratch);
            }
            assertThat(asked).containsExactly(2, 3);
            assertThat(thrown(takers.get(0))).hasMessage("It is late for number 0.");
            assertThat(thrown(takers.get(1))).hasMessage("It is late for number 1.");
        }
    }

    @Test
    void noMoreMemoryIsTakenThanOneByOne() throws ImageException {
        JpegSpec large = JpegSpec.of(1200, 900, 0x22, 0x11, 0x11).quality(80);
        for (JpegSpec spec : List.of(large, large.progressive())) {
            byte[] file = TestJpeg.file(spec);
            ImageHeader header = Headers.of(file);
            List<Demand> demands = List.of(
                    new Demand(Box.whole(header.size()), List.of(3, 5, 5)),
                    new Demand(new Box(300, 200, new Size(700, 333)), List.of(6, 8, 8)),
                    new Demand(new Box(0, 100, new Size(900, 800)), List.of(8, 8, 8)));
            allocated(file, header, demands);
            long announced = demands.stream()
                    .mapToLong(demand -> DecodedPlanes.decoder(false).memory(header, demand))
                    .sum();
            assertThat(allocated(file, header, demands)).isLessThan(announced);
        }
    }

    private static long allocated(byte[] file, ImageHeader header, List<Demand> demands) throws ImageException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Taker> takers = demands.stream()
                .map(demand -> new Taker(
                        demand,
                        Collections.nCopies(
                                3, new Unread(new float[8][header.size().width()])),
                        Checkpoint.NONE))
                .toList();
        try (ScratchPool pool = new ScratchPool(0);
                Scratch scratch = pool.lease()) {
            long before = threads.getCurrentThreadAllocatedBytes();
            DecodedPlanes.decoder(false).decode(file, header, takers, scratch);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            for (Taker taker : takers) {
                assertThat(taker.isServed()).isTrue();
            }
            return allocated;
        }
    }

    /** Takes every row, keeps none. */
    private record Unread(float[][] rows) implements RowSink {
        @Override
        public float[][] row(int y) {
            return rows;
        }

        @Override
        public void complete(int end) {
            // Nothing is done with them.
        }
    }
}
