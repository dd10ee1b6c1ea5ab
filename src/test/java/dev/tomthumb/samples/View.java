package dev.tomthumb.samples;

/**
 * A level cylindrical camera above (or, mirrored, below) the lake.
 *
 * @param width picture width in pixels
 * @param height picture height in pixels
 * @param horizon the share of the height above the horizon
 * @param focal focal length in pixels
 * @param eye metres above the water
 */
record View(int width, int height, float horizon, float focal, float eye) {

    /** The view from as far below the water at half the resolution: what the lake shows upside down. */
    View mirrored() {
        return new View(Math.max(1, width / 2), Math.max(1, height / 2), horizon, focal / 2, -eye);
    }

    float horizonRow() {
        return horizon * height;
    }

    float azimuth(float column) {
        return (column + 0.5f - width * 0.5f) / focal;
    }

    float elevation(float row) {
        return (horizonRow() - row - 0.5f) / focal;
    }

    /** The row on which something {@code up} metres above the water appears at {@code distance}. */
    float row(float up, float distance) {
        return horizonRow() - (up - eye) / distance * focal;
    }

    float column(float azimuth) {
        return width * 0.5f + azimuth * focal;
    }
}
