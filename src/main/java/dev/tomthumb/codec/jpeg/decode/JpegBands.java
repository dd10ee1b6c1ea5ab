package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.Grid;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.RowSink;
import dev.tomthumb.codec.Taker;
import dev.tomthumb.model.ImageException;
import java.util.List;

/** A JPEG about to be decoded. A band is a row of MCUs. Nothing is held before it is: others may do it for this one too. */
final class JpegBands implements Bands {
    private final Layout layout;
    private final List<PlaneGeometry> planes;
    private final Opener opener;
    private final Demand demand;

    /** Begins to decode. */
    @FunctionalInterface
    interface Opener {
        JpegPass over(Taker taker) throws ImageException;
    }

    JpegBands(Layout layout, List<PlaneGeometry> planes, Opener opener, Demand demand) {
        this.layout = layout;
        this.planes = planes;
        this.opener = opener;
        this.demand = demand;
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public List<Grid> grids() {
        return planes.stream().map(PlaneGeometry::grid).toList();
    }

    @Override
    public void decode(List<RowSink> sinks, Checkpoint checkpoint) throws ImageException {
        Taker taker = new Taker(demand, sinks, checkpoint);
        opener.over(taker).run();
        taker.requireNoFailure();
        if (!taker.isServed()) {
            throw new IllegalStateException("the pass over the file ended before its last band");
        }
    }
}
