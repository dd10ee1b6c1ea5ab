package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Grid;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.RowSink;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import java.util.ArrayList;
import java.util.List;

/** A picture that is in memory already, as if it were being decoded. */
final class PixelBands implements Bands {
    private final Pixels pixels;
    private final Box region;

    /**
     * @param pixels planes of one size
     * @param region the rows of it that are needed
     */
    PixelBands(Pixels pixels, Box region) {
        this.pixels = pixels;
        this.region = region;
    }

    @Override
    public Layout layout() {
        return pixels.layout();
    }

    @Override
    public boolean isDeep() {
        return pixels.isDeep();
    }

    @Override
    public List<Grid> grids() {
        List<Grid> grids = new ArrayList<>();
        for (Plane plane : pixels.planes()) {
            grids.add(Grid.ofPixels(plane.width(), plane.height()));
        }
        return grids;
    }

    @Override
    public void decode(List<RowSink> sinks, Checkpoint checkpoint) throws ImageException {
        for (int y = region.y(); y < region.y() + region.height(); y++) {
            checkpoint.check();
            for (int i = 0; i < sinks.size(); i++) {
                pixels.planes().get(i).readRow(y, sinks.get(i).row(y)[0]);
            }
            for (RowSink sink : sinks) {
                sink.complete(y + 1);
            }
        }
    }
}
