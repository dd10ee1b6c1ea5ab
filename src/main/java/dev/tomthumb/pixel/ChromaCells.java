package dev.tomthumb.pixel;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Box;
import java.util.Arrays;

/** Collects what is laid over the pixels that one row of colour differences stands for, and mixes it in. */
final class ChromaCells {
    private final int across;
    private final int down;
    private final int pictureWidth;
    private final int pictureHeight;
    private final Box covered;
    private final int first;
    private final float[] blue;
    private final float[] red;
    private final float[] share;
    private final float[] row;

    /**
     * @param picture luma and colour differences
     * @param covered the pixels that come, row by row
     */
    ChromaCells(Pixels picture, Box covered) {
        Plane chroma = picture.planes().get(1);
        this.pictureWidth = picture.width();
        this.pictureHeight = picture.height();
        this.across = (pictureWidth + chroma.width() - 1) / chroma.width();
        this.down = (pictureHeight + chroma.height() - 1) / chroma.height();
        this.covered = covered;
        this.first = covered.x() / across;
        int count = (covered.x() + covered.width() - 1) / across - first + 1;
        this.blue = new float[count];
        this.red = new float[count];
        this.share = new float[count];
        this.row = new float[count];
    }

    /** Rows of pixels in one row of cells. */
    int down() {
        return down;
    }

    /** Adds a row of pixels: differences without their offset of 128, and opacity as a share. */
    void add(float[] aboveBlue, float[] aboveRed, float[] alpha) {
        for (int x = 0; x < covered.width(); x++) {
            int cell = (covered.x() + x) / across - first;
            blue[cell] += aboveBlue[x] * alpha[x];
            red[cell] += aboveRed[x] * alpha[x];
            share[cell] += alpha[x];
        }
    }

    /** Mixes what has come into row {@code y} of the cells, and begins anew. */
    void finish(Plane bluePlane, Plane redPlane, int y) {
        mix(bluePlane.view(first, y, row.length, 1), blue, y);
        mix(redPlane.view(first, y, row.length, 1), red, y);
        Arrays.fill(blue, 0);
        Arrays.fill(red, 0);
        Arrays.fill(share, 0);
    }

    private void mix(Plane plane, float[] above, int y) {
        int rows = Math.min(down, pictureHeight - y * down);
        plane.readRow(0, row);
        for (int i = 0; i < row.length; i++) {
            int pixels = rows * Math.min(across, pictureWidth - (first + i) * across);
            float below = row[i] - 128;
            row[i] = 128 + below + (above[i] - below * share[i]) / pixels;
        }
        plane.writeRow(0, row);
    }
}
