package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Grid;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.RowSink;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.List;

/** Gathers the rows of a component into a plane. */
final class PlaneSink implements RowSink {
    private final Grid grid;
    private final Plane plane;
    private final float[][] phases;
    private final float[] row;
    private int pending = -1;

    PlaneSink(Grid grid) {
        this.grid = grid;
        this.plane = new Plane(grid.width(), grid.height());
        this.phases = new float[grid.phases()][grid.places()];
        this.row = new float[grid.phases() * grid.places()];
    }

    @Override
    public float[][] row(int y) {
        store();
        pending = y;
        return phases;
    }

    @Override
    public void complete(int end) {
        store();
    }

    private void store() {
        if (pending >= 0 && pending < grid.height()) {
            for (int i = 0; i < grid.width(); i++) {
                row[i] = phases[i % grid.phases()][i / grid.phases()];
            }
            plane.writeRow(pending, row);
        }
        pending = -1;
    }

    /** The picture; planes are brought to {@code size} where only the colour differences of YCbCr may be smaller. */
    static Pixels pixels(Layout layout, List<PlaneSink> sinks, Size size) {
        List<Plane> planes = new ArrayList<>();
        for (int i = 0; i < sinks.size(); i++) {
            PlaneSink sink = sinks.get(i);
            planes.add(layout == Layout.YCBCR && i > 0 ? sink.plane : sink.stretched(size));
        }
        return new Pixels(layout, planes);
    }

    private Plane stretched(Size size) {
        if (plane.width() == size.width() && plane.height() == size.height()) {
            return plane;
        }
        Plane whole = new Plane(size.width(), size.height());
        for (int y = 0; y < size.height(); y++) {
            int fromY = (int) ((y + 0.5) * grid.spanY() / size.height());
            for (int x = 0; x < size.width(); x++) {
                whole.set(x, y, plane.get((int) ((x + 0.5) * grid.spanX() / size.width()), fromY));
            }
        }
        return whole;
    }
}
