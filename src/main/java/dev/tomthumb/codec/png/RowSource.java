package dev.tomthumb.codec.png;

import dev.tomthumb.codec.Plane;
import java.util.List;

/** Hands out the rows of a pass as a PNG stores them. */
@FunctionalInterface
interface RowSource {
    /**
     * Packs one row.
     *
     * @param pass which columns
     * @param y the row of the picture
     * @param row receives the packed samples
     * @param from where they begin
     */
    void pack(Pass pass, int y, byte[] row, int from);

    /** Samples of 8 or 16 bits, interleaved. */
    static RowSource of(List<Plane> planes) {
        return planes.get(0).isDeep() ? ofDeep(planes) : ofBytes(planes);
    }

    private static RowSource ofDeep(List<Plane> planes) {
        return (pass, y, row, from) -> {
            for (int i = 0; i < planes.size(); i++) {
                interleaveDeep(planes.get(i), pass, y, row, from + 2 * i, 2 * planes.size());
            }
        };
    }

    /** The more significant byte first (section 7.1). */
    private static void interleaveDeep(Plane plane, Pass pass, int y, byte[] row, int from, int step) {
        for (int x = pass.left(), at = from; x < plane.width(); x += pass.across(), at += step) {
            int sample = plane.stored(x, y);
            row[at] = (byte) (sample >> 8);
            row[at + 1] = (byte) sample;
        }
    }

    private static RowSource ofBytes(List<Plane> planes) {
        return (pass, y, row, from) -> {
            for (int i = 0; i < planes.size(); i++) {
                interleave(planes.get(i), pass, y, row, from + i, planes.size());
            }
        };
    }

    private static void interleave(Plane plane, Pass pass, int y, byte[] row, int from, int step) {
        for (int x = pass.left(), at = from; x < plane.width(); x += pass.across(), at += step) {
            row[at] = (byte) plane.get(x, y);
        }
    }

    /** Indices of the image's depth, the leftmost in the most significant bits (section 7.2). */
    static RowSource of(PaletteImage image, int width) {
        int depth = image.depth();
        return (pass, y, row, from) -> {
            java.util.Arrays.fill(row, from, row.length, (byte) 0);
            int bit = 0;
            for (int x = pass.left(); x < width; x += pass.across(), bit += depth) {
                int index = image.indices()[y * width + x] & 0xff;
                row[from + (bit >> 3)] |= (byte) (index << 8 - depth - (bit & 7));
            }
        };
    }
}
