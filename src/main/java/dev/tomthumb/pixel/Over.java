package dev.tomthumb.pixel;

import dev.tomthumb.codec.FloatRows;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays a mark over a picture (Porter and Duff's over, on samples as stored): {@code b + (m - b) a}, cut off to whole
 * numbers, as libvips' {@code composite} does: what comes out shall be the same pixels. A picture without alpha gets none.
 *
 * <p>Luma and colour differences are mixed as they are, and rounded: mixing and converting are both linear, so nothing is gained by
 * going through RGB. A colour difference that stands for several pixels takes their mean, each by its opacity.
 */
public final class Over {
    /** Less than half by what floats may be short of a whole number, and 255ths never are. */
    private static final float ALMOST_HALF = 0.499f;

    private static final float DEEP_ALMOST_HALF = ALMOST_HALF / Plane.FINER;

    private final Overlay overlay;
    private final float opacity;
    private final float almostHalf;
    private final Box covered;
    private final float[][] rgb;
    private final float[] alpha;
    private final float[] row;

    private Over(Overlay overlay, double opacity, int colors, boolean deep) {
        this.almostHalf = deep ? DEEP_ALMOST_HALF : ALMOST_HALF;
        this.overlay = overlay;
        this.opacity = (float) (opacity / 255);
        this.covered = overlay.covered();
        int width = covered.width();
        this.rgb = new float[colors][width];
        this.alpha = new float[width];
        this.row = new float[width];
    }

    /**
     * The picture with the mark over it.
     *
     * @param picture any layout; grey becomes RGB if the mark has colour
     * @param opacity of the mark, 0..1, multiplied with its own
     */
    public static Pixels laid(Pixels picture, Overlay overlay, double opacity) {
        if (picture.layout() == Layout.YCBCR) {
            Pixels result = Canvas.copy(picture);
            new Over(overlay, opacity, 3, false).luma(result);
            new Over(overlay, opacity, 3, false).differences(result);
            return result;
        }
        boolean grey = picture.layout().opaque() == Layout.GREY;
        Pixels result = grey && overlay.isColored() ? colored(picture) : Canvas.copy(picture);
        new Over(overlay, opacity, result.colors().size(), result.isDeep()).pixels(result);
        return result;
    }

    private static Pixels colored(Pixels grey) {
        Plane shade = grey.planes().get(0);
        List<Plane> planes = new ArrayList<>(List.of(shade, shade));
        planes.addAll(grey.planes());
        return Canvas.copy(new Pixels(grey.layout().hasAlpha() ? Layout.RGB_ALPHA : Layout.RGB, planes));
    }

    /** The mark's next row, its opacity as a share. */
    private void read(int y) {
        overlay.read(y, rgb, alpha);
        FloatRows.weigh(alpha, alpha, opacity, alpha.length);
    }

    private Plane part(Plane plane) {
        return plane.view(covered.x(), covered.y(), covered.width(), covered.height());
    }

    private void pixels(Pixels picture) {
        List<Plane> parts = picture.planes().stream().map(this::part).toList();
        for (int y = 0; y < covered.height(); y++) {
            read(y);
            if (picture.layout().hasAlpha()) {
                unite(parts.get(parts.size() - 1), y);
            }
            for (int i = 0; i < rgb.length; i++) {
                parts.get(i).readRow(y, row);
                mix(row, rgb[i], alpha);
                cutOff(row);
                parts.get(i).writeRow(y, row);
            }
        }
    }

    /** The picture's opacity grows, and {@code alpha} becomes the mark's share in what is seen. */
    private void unite(Plane opaque, int y) {
        opaque.readRow(y, row);
        for (int x = 0; x < row.length; x++) {
            float together = row[x] + alpha[x] * (255 - row[x]);
            alpha[x] = together == 0 ? 0 : alpha[x] * 255 / together;
            row[x] = together;
        }
        cutOff(row);
        opaque.writeRow(y, row);
    }

    private static void mix(float[] below, float[] above, float[] share) {
        for (int x = 0; x < share.length; x++) {
            below[x] = below[x] + (above[x] - below[x]) * share[x];
        }
    }

    /** Lets rounding do what cutting off would. */
    private void cutOff(float[] row) {
        for (int x = 0; x < row.length; x++) {
            row[x] = row[x] - almostHalf;
        }
    }

    private void luma(Pixels picture) {
        Plane luma = part(picture.planes().get(0));
        float[] above = new float[row.length];
        for (int y = 0; y < covered.height(); y++) {
            read(y);
            FloatRows.weigh(above, rgb[0], 0.299f, rgb[1], 0.587f, rgb[2], 0.114f, above.length);
            luma.readRow(y, row);
            mix(row, above, alpha);
            luma.writeRow(y, row);
        }
    }

    private void differences(Pixels picture) {
        Plane blue = picture.planes().get(1);
        ChromaCells cells = new ChromaCells(picture, covered);
        float[] aboveBlue = new float[row.length];
        float[] aboveRed = new float[row.length];
        for (int y = 0; y < covered.height(); y++) {
            read(y);
            FloatRows.weigh(aboveBlue, rgb[0], -0.168736f, rgb[1], -0.331264f, rgb[2], 0.5f, row.length);
            FloatRows.weigh(aboveRed, rgb[0], 0.5f, rgb[1], -0.418688f, rgb[2], -0.081312f, row.length);
            cells.add(aboveBlue, aboveRed, alpha);
            int at = covered.y() + y;
            if (y == covered.height() - 1 || (at + 1) % cells.down() == 0) {
                cells.finish(blue, picture.planes().get(2), at / cells.down());
            }
        }
    }
}
