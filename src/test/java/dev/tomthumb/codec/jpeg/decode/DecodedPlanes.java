package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Decoder;
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
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What the decoder makes of a file, as rows of samples; and a sink that watches that the contract of bands is kept. */
final class DecodedPlanes {
    private static final ScratchPool POOL = new ScratchPool(1 << 24);

    private DecodedPlanes() {}

    /** By plane, row and column; NaN where nothing was decoded. */
    static List<float[][]> whole(byte[] file, int scale) throws ImageException {
        ImageHeader header = Headers.of(file);
        return region(file, scale, Box.whole(header.size()), false);
    }

    static List<float[][]> lenient(byte[] file, int scale) throws ImageException {
        ImageHeader header = Headers.of(file);
        return region(file, scale, Box.whole(header.size()), true);
    }

    static List<float[][]> region(byte[] file, int scale, Box region, boolean lenient) throws ImageException {
        ImageHeader header = Headers.of(file);
        Demand demand = new Demand(region, Collections.nCopies(header.channels(), scale));
        try (Scratch scratch = POOL.lease()) {
            Bands bands = decoder(lenient).open(file, header, demand, scratch);
            List<Watcher> sinks = bands.grids().stream().map(Watcher::new).toList();
            bands.decode(List.copyOf(sinks), Checkpoint.NONE);
            List<float[][]> planes = new ArrayList<>();
            sinks.forEach(sink -> planes.add(sink.samples));
            return planes;
        }
    }

    static JpegDecoder decoder(boolean lenient) {
        return new JpegDecoder(lenient, new Refusing());
    }

    /** Stands for the decoder behind this one. */
    private static final class Refusing implements Decoder {
        @Override
        public Set<ImageFormat> formats() {
            return Set.of(ImageFormat.JPEG);
        }

        @Override
        public long memory(ImageHeader header) {
            return 4711;
        }

        @Override
        public Pixels decode(byte[] file, ImageHeader header) throws ImageException {
            throw new ImageException(Problem.BROKEN_IMAGE, "The fallback was asked.");
        }
    }

    /** Hands out arrays full of NaN, so that a sample that is not written is seen. */
    static final class Watcher implements RowSink {
        private final Grid grid;
        final float[][] samples;
        private final float[][][] band;
        private int asked;
        private int first = -1;

        Watcher(Grid grid) {
            this.grid = grid;
            this.samples = new float[grid.height()][grid.width()];
            for (float[] row : samples) {
                Arrays.fill(row, Float.NaN);
            }
            this.band = new float[grid.band()][][];
        }

        @Override
        public float[][] row(int y) {
            first = first < 0 ? y : first;
            if (y - first >= grid.band() || y < asked) {
                throw new AssertionError("row " + y + " of a band that began at " + first);
            }
            asked = y;
            float[][] phases = new float[grid.phases()][grid.places()];
            for (float[] phase : phases) {
                Arrays.fill(phase, Float.NaN);
            }
            band[y - first] = phases;
            return phases;
        }

        @Override
        public void complete(int end) {
            for (int y = first; y >= 0 && y < Math.min(end, grid.height()); y++) {
                for (int x = 0; x < grid.width(); x++) {
                    samples[y][x] = band[y - first][x % grid.phases()][x / grid.phases()];
                }
            }
            first = -1;
        }
    }
}
