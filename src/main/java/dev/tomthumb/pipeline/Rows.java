package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Plane;

/** A picture's channel as rows of floats in 0..255. */
interface Rows {
    /** Copies row {@code y} into {@code row}. */
    void read(int y, float[] row);

    /** The samples of a plane. */
    static Rows of(Plane plane) {
        return plane::readRow;
    }

    /**
     * The samples of a colour plane times their opacity, so that the colour of transparent pixels, which nobody sees,
     * does not bleed into their neighbours. Rounded to whole numbers as in imgproxy (pipeline, section 5, step 6).
     */
    static Rows premultiplied(Plane color, Plane alpha) {
        float[] opacity = new float[alpha.width()];
        return (y, row) -> {
            color.readRow(y, row);
            alpha.readRow(y, opacity);
            for (int x = 0; x < opacity.length; x++) {
                row[x] = (int) (row[x] * opacity[x] * (1 / 255f) + 0.5f);
            }
        };
    }
}
