package dev.tomthumb.pixel;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What can be done to a mark before it is laid over a picture. */
public final class Mark {
    private static final double QUARTER = 90;

    private Mark() {}

    /** The same with an alpha plane, opaque where there was none. */
    public static Pixels withAlpha(Pixels pixels) {
        if (pixels.layout().hasAlpha()) {
            return pixels;
        }
        byte[] opaque = new byte[Math.multiplyExact(pixels.width(), pixels.height())];
        Arrays.fill(opaque, (byte) 255);
        List<Plane> planes = new ArrayList<>(pixels.planes());
        planes.add(new Plane(pixels.width(), pixels.height(), opaque, 0, 1, pixels.width()));
        return new Pixels(pixels.layout() == Layout.GREY ? Layout.GREY_ALPHA : Layout.RGB_ALPHA, planes);
    }

    /**
     * Turned by any angle, in the smallest box that holds it. Quarter turns only move samples; others are interpolated
     * between the four nearest (bilinear), transparent around the mark.
     *
     * @param mark with alpha
     * @param degrees clockwise, 0..360
     */
    public static Pixels turned(Pixels mark, double degrees) {
        if (degrees == 0) {
            return mark;
        }
        boolean quarters = degrees % QUARTER == 0;
        double radians = Math.toRadians(degrees);
        double cos = quarters ? Math.rint(Math.cos(radians)) : Math.cos(radians);
        double sin = quarters ? Math.rint(Math.sin(radians)) : Math.sin(radians);
        int width = side(mark.width() * Math.abs(cos) + mark.height() * Math.abs(sin));
        int height = side(mark.width() * Math.abs(sin) + mark.height() * Math.abs(cos));
        Pixels turned = Canvas.blank(mark.layout(), width, height);
        new Turner(mark, cos, sin).into(turned);
        return turned;
    }

    private static int side(double exact) {
        return (int) Math.ceil(exact - 1e-6);
    }

    /**
     * A mark on its shadow.
     *
     * @param pixels both, with alpha
     * @param reach the width that the shadow adds on each side of the mark; 0 without one
     */
    public record Shadowed(Pixels pixels, int reach) {}

    /**
     * The mark on a black shadow of itself. The shadow is the mark's opacity, blurred, right under it. A sigma above a
     * quarter of the longer side counts as that.
     *
     * @param mark with alpha
     * @param sigma in pixels, at least 0; 0 = no shadow
     * @throws ImageException what {@code checkpoint} throws
     */
    public static Shadowed shadowed(Pixels mark, double sigma, Checkpoint checkpoint) throws ImageException {
        if (sigma == 0) {
            return new Shadowed(mark, 0);
        }
        double bounded = Math.max(1e-3, Math.min(sigma, Math.max(mark.width(), mark.height()) / 4.0));
        int reach = (int) Math.ceil(2 * bounded);
        Pixels result = Canvas.blank(mark.layout(), mark.width() + 2 * reach, mark.height() + 2 * reach);
        Field shadow = Field.blank(result.width(), result.height());
        for (int y = 0; y < mark.height(); y++) {
            float[] row = new float[mark.width()];
            mark.alpha().readRow(y, row);
            System.arraycopy(row, 0, shadow.rows()[y + reach], reach, row.length);
        }
        new SeparableBlur(bounded, GaussianKernel.BLUR).apply(shadow, checkpoint);
        shadow.into(result.alpha());
        Overlay above = Overlay.placed(mark, reach, reach, new Size(result.width(), result.height()))
                .orElseThrow();
        return new Shadowed(Over.laid(result, above, 1), reach);
    }

    /** Looks up each new pixel where it comes from. */
    private static final class Turner {
        private final Pixels mark;
        private final double cos;
        private final double sin;
        private final float[] weights = new float[4];

        Turner(Pixels mark, double cos, double sin) {
            this.mark = mark;
            this.cos = cos;
            this.sin = sin;
        }

        void into(Pixels turned) {
            double middleX = turned.width() / 2.0;
            double middleY = turned.height() / 2.0;
            for (int y = 0; y < turned.height(); y++) {
                for (int x = 0; x < turned.width(); x++) {
                    double right = x + 0.5 - middleX;
                    double down = y + 0.5 - middleY;
                    double fromX = cos * right + sin * down + mark.width() / 2.0 - 0.5;
                    double fromY = -sin * right + cos * down + mark.height() / 2.0 - 0.5;
                    pixel(turned, x, y, fromX, fromY);
                }
            }
        }

        private void pixel(Pixels turned, int x, int y, double fromX, double fromY) {
            int left = (int) Math.floor(fromX + 1e-9);
            int top = (int) Math.floor(fromY + 1e-9);
            float acrossShare = (float) Math.max(0, fromX - left);
            float downShare = (float) Math.max(0, fromY - top);
            float total = 0;
            for (int i = 0; i < 4; i++) {
                int atX = left + i % 2;
                int atY = top + i / 2;
                boolean inside = atX >= 0 && atY >= 0 && atX < mark.width() && atY < mark.height();
                float weight = (i % 2 == 0 ? 1 - acrossShare : acrossShare) * (i / 2 == 0 ? 1 - downShare : downShare);
                int opacity = inside ? mark.alpha().get(atX, atY) : 0;
                weights[i] = weight * opacity;
                total += weights[i];
            }
            turned.alpha().set(x, y, (int) (total + 0.5f));
            if (total > 0) {
                colors(turned, x, y, left, top, total);
            }
        }

        private void colors(Pixels turned, int x, int y, int left, int top, float total) {
            for (int plane = 0; plane < mark.colors().size(); plane++) {
                float sum = 0;
                for (int i = 0; i < 4; i++) {
                    if (weights[i] > 0) {
                        sum += weights[i] * mark.planes().get(plane).get(left + i % 2, top + i / 2);
                    }
                }
                turned.planes().get(plane).set(x, y, (int) (sum / total + 0.5f));
            }
        }
    }
}
