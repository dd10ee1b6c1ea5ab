package dev.tomthumb.codec.png;

import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.Grid;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.RowSink;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import java.util.Collections;
import java.util.List;

/** Rows of a picture that is not interlaced, as they are read; a few of them are held. */
final class StreamedBands implements Bands {
    private final byte[] file;
    private final Preamble preamble;
    private final Box region;
    private final Scratch scratch;
    private final Samples samples;

    StreamedBands(byte[] file, Preamble preamble, Samples samples, Demand demand, Scratch scratch) {
        this.file = file;
        this.preamble = preamble;
        this.region = demand.region();
        this.scratch = scratch;
        this.samples = samples;
    }

    @Override
    public Layout layout() {
        return samples.layout();
    }

    @Override
    public boolean isDeep() {
        return samples.bytes() > 1;
    }

    @Override
    public List<Grid> grids() {
        Grid grid = Grid.ofPixels(preamble.size().width(), preamble.size().height());
        return Collections.nCopies(layout().planes(), grid);
    }

    /** The checksum of the stream is compared only if the region reaches down to its end. */
    @Override
    public void decode(List<RowSink> sinks, Checkpoint checkpoint) throws ImageException {
        try (ImageData data = ImageData.open(file, preamble)) {
            decode(data, sinks, checkpoint);
            if (end() == preamble.size().height()) {
                data.finish();
            }
        }
    }

    private int end() {
        return region.y() + region.height();
    }

    private void decode(ImageData data, List<RowSink> sinks, Checkpoint checkpoint) throws ImageException {
        int width = preamble.size().width();
        int stride = (int) preamble.format().rowBytes(width) + 1;
        int handful = FilteredRows.handful(stride, end());
        byte[] stored = scratch.bytes((handful + 1) * stride);
        byte[] row = samples.areStored() ? stored : scratch.bytes(width * samples.pixelBytes());
        FilteredRows rows =
                new FilteredRows(data, stored, stride, preamble.format().filterDistance());
        for (int y = 0; y < end(); y += handful) {
            int count = Math.min(handful, end() - y);
            rows.read(count, checkpoint);
            for (int i = Math.max(0, region.y() - y); i < count; i++) {
                deliver(row, samplesOf(stored, rows.start(i), row), y + i, sinks);
            }
            rows.continueBelow(count - 1);
        }
    }

    /** Where in {@code row} the samples of a stored row begin, unpacked if they have to be. */
    private int samplesOf(byte[] stored, int start, byte[] row) {
        if (samples.areStored()) {
            return start;
        }
        samples.unpack(stored, start, preamble.size().width(), row, 0);
        return 0;
    }

    private void deliver(byte[] row, int start, int y, List<RowSink> sinks) throws ImageException {
        for (int i = 0; i < sinks.size(); i++) {
            float[] floats = sinks.get(i).row(y)[0];
            if (isDeep()) {
                toLevels(row, start + 2 * i, samples.pixelBytes(), floats);
            } else {
                toFloats(row, start + i, samples.pixelBytes(), floats);
            }
            sinks.get(i).complete(y + 1);
        }
    }

    private void toLevels(byte[] row, int start, int step, float[] floats) {
        int end = region.x() + region.width();
        for (int x = region.x(), at = start + x * step; x < end; x++, at += step) {
            floats[x] = Plane.level(row[at], row[at + 1]);
        }
    }

    private void toFloats(byte[] row, int start, int step, float[] floats) {
        int end = region.x() + region.width();
        for (int x = region.x(), at = start + x * step; x < end; x++, at += step) {
            floats[x] = row[at] & 0xff;
        }
    }
}
