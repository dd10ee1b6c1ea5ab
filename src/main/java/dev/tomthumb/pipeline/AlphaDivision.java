package dev.tomthumb.pipeline;

import dev.tomthumb.codec.ColumnSink;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;

/** Undoes the multiplication of {@link RowPreparation} on finished bands. What is fully transparent becomes black. */
final class AlphaDivision {
    /** Less than half of the smallest opacity a sample can hold. */
    private static final float TRANSPARENT = 0.5f;

    private static final float DEEP_TRANSPARENT = TRANSPARENT / Plane.FINER;

    private final float transparent;
    private final float[][] opacity;

    /** @param deep whether samples will have 16 bits */
    AlphaDivision(int width, boolean deep, Scratch scratch) {
        this.transparent = deep ? DEEP_TRANSPARENT : TRANSPARENT;
        this.opacity = scratch.floats(width, ColumnSink.BAND);
    }

    /** Takes the opacity's bands, each before the same band of any colour, and hands them on. */
    ColumnSink opacity(ColumnSink next) {
        return (columns, rows) -> {
            for (int x = 0; x < opacity.length; x++) {
                System.arraycopy(columns[x], 0, opacity[x], 0, rows);
            }
            next.band(columns, rows);
        };
    }

    /** Takes a colour's bands and hands them on divided. */
    ColumnSink color(ColumnSink next) {
        return (columns, rows) -> divide(columns, rows, next);
    }

    private void divide(float[][] columns, int rows, ColumnSink next) throws ImageException {
        for (int x = 0; x < opacity.length; x++) {
            float[] color = columns[x];
            float[] share = opacity[x];
            for (int y = 0; y < rows; y++) {
                color[y] = share[y] < transparent ? 0 : color[y] * 255 / share[y];
            }
        }
        next.band(columns, rows);
    }
}
