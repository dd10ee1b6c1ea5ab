package dev.tomthumb.pixel;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where a mark lies over a picture: once, or in rows and columns over all of it. Used by one thread at a time. */
public final class Overlay {
    private final Pixels mark;
    private final Box covered;
    private final Tiles tiles;
    private final float[][] colors;
    private final float[] alpha;

    /**
     * The places of the mark, in its own coordinates: the picture's left upper corner is at {@code (x, y)} of a plane
     * that is paved with tiles.
     *
     * @param x of the covered part's left edge
     * @param y of its upper edge
     * @param width of a tile
     * @param height of a tile
     * @param markX where the mark begins in its tile
     * @param markY where the mark begins in its tile
     * @param chessboard whether tiles whose column and row differ by an odd number stay empty
     */
    private record Tiles(int x, int y, int width, int height, int markX, int markY, boolean chessboard) {
        /** How many columns or rows from the first. */
        private static int index(int at, int side) {
            return Math.floorDiv(at, side);
        }

        boolean isEmpty(int column, int row) {
            return chessboard && (column + row) % 2 != 0;
        }
    }

    private Overlay(Pixels mark, Box covered, Tiles tiles) {
        this.mark = mark;
        this.covered = covered;
        this.tiles = tiles;
        this.colors = new float[mark.colors().size()][mark.width()];
        this.alpha = new float[mark.width()];
        Arrays.fill(alpha, 255);
    }

    /**
     * The mark once.
     *
     * @param mark grey or RGB, with or without alpha
     * @param left of the mark, may lie outside the picture
     * @param top of the mark, may lie outside the picture
     * @param picture what it lies over
     * @return empty if nothing of it lies inside the picture
     */
    public static Optional<Overlay> placed(Pixels mark, int left, int top, Size picture) {
        int x = Math.max(0, left);
        int y = Math.max(0, top);
        long right = Math.min(picture.width(), (long) left + mark.width());
        long bottom = Math.min(picture.height(), (long) top + mark.height());
        if (right <= x || bottom <= y) {
            return Optional.empty();
        }
        Box covered = new Box(x, y, new Size((int) (right - x), (int) (bottom - y)));
        Tiles tiles = new Tiles(x - left, y - top, mark.width(), mark.height(), 0, 0, false);
        return Optional.of(new Overlay(mark, covered, tiles));
    }

    /**
     * The mark in rows and columns, one in the middle of the picture (imgproxy pipeline, section 5, step 15).
     *
     * @param mark grey or RGB, with or without alpha
     * @param spaceX pixels between two columns, at least 0; half of it, rounded down, on the left of each mark
     * @param spaceY pixels between two rows, at least 0
     * @param chessboard whether every second tile stays empty; the one in the middle does not
     * @param picture what it lies over
     */
    public static Overlay tiled(Pixels mark, int spaceX, int spaceY, boolean chessboard, Size picture) {
        int width = Math.addExact(mark.width(), spaceX);
        int height = Math.addExact(mark.height(), spaceY);
        int columns = oddCount(picture.width(), width);
        int rows = oddCount(picture.height(), height);
        // Counted from the middle tile, so that parity is that of the distance to it.
        int x = (int) (((long) columns * width - picture.width()) / 2 - (long) (columns / 2) * width);
        int y = (int) (((long) rows * height - picture.height()) / 2 - (long) (rows / 2) * height);
        Tiles tiles = new Tiles(x, y, width, height, spaceX / 2, spaceY / 2, chessboard);
        return new Overlay(mark, Box.whole(picture), tiles);
    }

    private static int oddCount(int length, int tile) {
        int count = (int) (((long) length + tile - 1) / tile);
        return count % 2 == 0 ? count + 1 : count;
    }

    /** The part of the picture that it may change. */
    public Box covered() {
        return covered;
    }

    /** Whether it brings colour into a grey picture. */
    boolean isColored() {
        return mark.colors().size() > 1;
    }

    /**
     * Reads a row of the covered part.
     *
     * @param y counted from the covered part's upper edge
     * @param rgb three rows, or one if the mark is grey and nothing else is wanted: 0..255
     * @param opacity 0..255; what is not covered is 0, its colours are undefined
     */
    void read(int y, float[][] rgb, float[] opacity) {
        int at = tiles.y + y;
        int row = Tiles.index(at, tiles.height);
        int markY = at - row * tiles.height - tiles.markY;
        Arrays.fill(opacity, 0, covered.width(), 0);
        if (markY < 0 || markY >= mark.height()) {
            return;
        }
        load(markY);
        int column = Tiles.index(tiles.x, tiles.width);
        for (long x = (long) column * tiles.width - tiles.x; x < covered.width(); x += tiles.width, column++) {
            if (!tiles.isEmpty(column, row)) {
                copy((int) Math.max(Integer.MIN_VALUE / 2, x + tiles.markX), rgb, opacity);
            }
        }
    }

    private void load(int y) {
        List<Plane> planes = mark.colors();
        for (int i = 0; i < colors.length; i++) {
            planes.get(i).readRow(y, colors[i]);
        }
        if (mark.layout().hasAlpha()) {
            mark.alpha().readRow(y, alpha);
        }
    }

    /** Puts the loaded row where the mark begins at {@code left}. */
    private void copy(int left, float[][] rgb, float[] opacity) {
        int from = Math.max(0, -left);
        int count = Math.min(mark.width(), covered.width() - left) - from;
        if (count <= 0) {
            return;
        }
        for (int i = 0; i < rgb.length; i++) {
            System.arraycopy(colors[Math.min(i, colors.length - 1)], from, rgb[i], left + from, count);
        }
        System.arraycopy(alpha, from, opacity, left + from, count);
    }
}
