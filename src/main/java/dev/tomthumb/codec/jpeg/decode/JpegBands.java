package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Grid;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.RowSink;
import dev.tomthumb.model.ImageException;
import java.util.List;

/** A JPEG about to be decoded. A band is a row of MCUs. */
final class JpegBands implements Bands {
    private final Layout layout;
    private final List<PlaneRows> planes;
    private final BandSource source;

    JpegBands(Layout layout, List<PlaneRows> planes, BandSource source) {
        this.layout = layout;
        this.planes = planes;
        this.source = source;
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public List<Grid> grids() {
        return planes.stream().map(PlaneRows::grid).toList();
    }

    @Override
    public void decode(List<RowSink> sinks, Checkpoint checkpoint) throws ImageException {
        source.prepare(checkpoint);
        PlaneGeometry geometry = planes.get(0).geometry();
        for (int band = 0; band < geometry.endBand(); band++) {
            checkpoint.check();
            boolean wanted = band >= geometry.firstBand();
            source.band(band, wanted);
            for (int i = 0; wanted && i < planes.size(); i++) {
                planes.get(i).emit(band, sinks.get(i));
            }
        }
    }
}
