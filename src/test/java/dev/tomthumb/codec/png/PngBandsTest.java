package dev.tomthumb.codec.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.Grid;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.RowSink;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngBandsTest {
    private static final int[][] KINDS = {
        {0, 1}, {0, 8}, {0, 16}, {2, 8}, {2, 16}, {3, 2}, {3, 8}, {4, 8}, {6, 8}, {6, 16}
    };

    private final PngDecoder decoder = new PngDecoder();
    private final ScratchPool pool = new ScratchPool(1 << 24);

    @Property(tries = 200)
    void theRegionIsThatOfTheWholePicture(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 60) int width,
            @ForAll @IntRange(min = 1, max = 60) int height,
            @ForAll @IntRange(max = 9) int kind,
            @ForAll boolean interlaced)
            throws ImageException {
        byte[] file = HandmadePng.random(width, height, KINDS[kind][0], KINDS[kind][1], random)
                .interlaced(interlaced)
                .file();
        int x = random.nextInt(width);
        int y = random.nextInt(height);
        Box region = new Box(x, y, new Size(1 + random.nextInt(width - x), 1 + random.nextInt(height - y)));
        requireSame(decoder, file, region);
        requireSame((PngDecoder) decoder.deep().orElseThrow(), file, region);
    }

    /** Enough rows that more than one handful of them is read. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 300, 599})
    void rowsGoOnFromHandfulToHandful(int top) throws ImageException {
        byte[] file = HandmadePng.smooth(200, 600, 2, 8).file();
        requireSame(decoder, file, new Box(3, top, new Size(190, 600 - top)));
    }

    private void requireSame(PngDecoder reader, byte[] file, Box region) throws ImageException {
        ImageHeader header = Headers.of(file);
        Pixels whole = reader.decode(file, header);
        List<Collector> sinks = decoded(reader, file, header, region);
        float[] expected = new float[whole.width()];
        for (int i = 0; i < sinks.size(); i++) {
            for (int y = region.y(); y < region.y() + region.height(); y++) {
                float[] row = sinks.get(i).rows[y];
                whole.planes().get(i).readRow(y, expected);
                for (int x = region.x(); x < region.x() + region.width(); x++) {
                    assertThat(row[x]).isEqualTo(expected[x]);
                }
            }
            assertThat(sinks.get(i).complete).isEqualTo(region.y() + region.height());
        }
    }

    private List<Collector> decoded(PngDecoder reader, byte[] file, ImageHeader header, Box region)
            throws ImageException {
        try (Scratch scratch = pool.lease()) {
            Arrays.fill(scratch.bytes(1000), (byte) 77);
            Demand demand = new Demand(region, Collections.nCopies(header.channels(), 8));
            Bands bands = reader.open(file, header, demand, scratch);
            assertThat(bands.isDeep()).isEqualTo(reader != decoder && header.bitsPerSample() == 16);
            List<Collector> sinks = new ArrayList<>();
            for (Grid grid : bands.grids()) {
                sinks.add(new Collector(grid));
            }
            assertThat(sinks).hasSize(bands.layout().planes());
            bands.decode(List.copyOf(sinks), Checkpoint.NONE);
            return sinks;
        }
    }

    @Test
    void whatARegionDoesNotNeedMayBeMissing() throws ImageException {
        byte[] file = HandmadePng.random(100, 2000, 2, 8, new Random(4)).file();
        byte[] half = Arrays.copyOf(file, file.length / 2);
        ImageHeader header = Headers.of(file);
        List<Collector> sinks = decoded(decoder, half, header, new Box(0, 0, new Size(100, 900)));
        assertThat(sinks.get(0).complete).isEqualTo(900);
        assertThatThrownBy(() -> decoded(decoder, half, header, new Box(0, 0, new Size(100, 1100))))
                .hasMessage("The original is a damaged PNG: it ends before its last pixel.");
    }

    @Test
    void aPictureInRowsNeedsLessMemoryThanAsAWhole() throws ImageException {
        ImageHeader rows = Headers.of(HandmadePng.smooth(300, 3000, 6, 8).file());
        Demand all = Demand.everything(rows.size(), 4);
        assertThat(decoder.memory(rows, all)).isLessThan(decoder.memory(rows) / 2);
        ImageHeader passes =
                Headers.of(HandmadePng.smooth(300, 300, 6, 8).interlaced(true).file());
        assertThat(decoder.memory(passes, Demand.everything(passes.size(), 4))).isEqualTo(decoder.memory(passes));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theCheckpointEndsTheWork(boolean interlaced) throws ImageException {
        byte[] file = HandmadePng.smooth(60, 40, 2, 8).interlaced(interlaced).file();
        ImageHeader header = Headers.of(file);
        ImageException end = new ImageException(Problem.TIMEOUT, "The time is over.");
        try (Scratch scratch = pool.lease()) {
            Bands bands = decoder.open(file, header, Demand.everything(header.size(), 3), scratch);
            List<RowSink> sinks =
                    bands.grids().stream().<RowSink>map(Collector::new).toList();
            assertThatThrownBy(() -> bands.decode(sinks, () -> {
                        throw end;
                    }))
                    .isSameAs(end);
        }
    }

    /** Keeps the rows. */
    private static final class Collector implements RowSink {
        private final float[][] rows;
        private int complete;

        Collector(Grid grid) {
            rows = new float[grid.height()][];
            places = grid.places();
        }

        private final int places;

        @Override
        public float[][] row(int y) {
            rows[y] = new float[places];
            Arrays.fill(rows[y], Float.NaN);
            return new float[][] {rows[y]};
        }

        @Override
        public void complete(int end) {
            assertThat(end).isGreaterThan(complete);
            complete = end;
        }
    }
}
