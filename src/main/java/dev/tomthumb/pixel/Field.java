package dev.tomthumb.pixel;

import dev.tomthumb.codec.Plane;

/**
 * One channel as floats, for filters that read it more than once.
 *
 * @param width samples in a row
 * @param rows from the top down, each of at least {@code width} samples, 0..255
 */
@SuppressWarnings("ArrayRecordComponent")
record Field(int width, float[][] rows) {
    static Field of(Plane plane) {
        Field field = blank(plane.width(), plane.height());
        for (int y = 0; y < plane.height(); y++) {
            plane.readRow(y, field.rows[y]);
        }
        return field;
    }

    static Field blank(int width, int height) {
        return new Field(width, new float[height][width]);
    }

    int height() {
        return rows.length;
    }

    Field copy() {
        Field copy = blank(width, height());
        for (int y = 0; y < rows.length; y++) {
            System.arraycopy(rows[y], 0, copy.rows[y], 0, width);
        }
        return copy;
    }

    /** Rounds it into a plane of the same size. */
    void into(Plane plane) {
        for (int y = 0; y < rows.length; y++) {
            plane.writeRow(y, rows[y]);
        }
    }
}
