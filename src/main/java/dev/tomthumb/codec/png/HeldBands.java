package dev.tomthumb.codec.png;

import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.Grid;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.RowSink;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.Collections;
import java.util.List;

/** Bands of an interlaced picture, which has no complete row before its last pass: read as a whole, then handed out. */
final class HeldBands implements Bands {
    private final Layout layout;
    private final boolean deep;
    private final Size size;
    private final Demand demand;
    private final Reader reader;

    /** Reads the picture. */
    @FunctionalInterface
    interface Reader {
        Pixels read(Checkpoint checkpoint) throws ImageException;
    }

    HeldBands(Samples samples, Size size, Demand demand, Reader reader) {
        this.layout = samples.layout();
        this.deep = samples.bytes() > 1;
        this.size = size;
        this.demand = demand;
        this.reader = reader;
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public boolean isDeep() {
        return deep;
    }

    @Override
    public List<Grid> grids() {
        return Collections.nCopies(layout.planes(), Grid.ofPixels(size.width(), size.height()));
    }

    @Override
    public void decode(List<RowSink> sinks, Checkpoint checkpoint) throws ImageException {
        Pixels pixels = reader.read(checkpoint);
        int end = demand.region().y() + demand.region().height();
        for (int y = demand.region().y(); y < end; y++) {
            for (int i = 0; i < sinks.size(); i++) {
                pixels.planes().get(i).readRow(y, sinks.get(i).row(y)[0]);
                sinks.get(i).complete(y + 1);
            }
        }
    }
}
