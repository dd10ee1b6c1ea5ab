package dev.tomthumb.pixel;

import dev.tomthumb.codec.FloatRows;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.Effects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Changes colours pixel by pixel. imgproxy does not publish what its paid edition computes; these are the usual formulas,
 * on samples as stored, with {@code luma = 0.2126 red + 0.7152 green + 0.0722 blue} (ITU-R BT.709), in this order:
 *
 * <ul>
 *   <li>adjust: {@code v + brightness}, then {@code 128 + contrast * (v - 128)}, then {@code luma + saturation * (v -
 *       luma)} (the matrix of saturate in Filter Effects, level 1); clamped to 0..255 at the end
 *   <li>monochrome: black becomes black, white white, and middle grey the colour: with {@code l = luma / 255} and {@code c =
 *       colour / 255}, {@code 2 l c} up to the middle and {@code 1 - 2 (1 - l) (1 - c)} above (overlay)
 *   <li>duotone: {@code dark + luma / 255 * (light - dark)}
 *   <li>both are mixed with what was there before: {@code v + intensity * (shade - v)}
 *   <li>colorize: the colour is laid over with its opacity (Porter and Duff's over; with keepAlpha their atop)
 *   <li>gradient: the same, the opacity multiplied with the share of a {@link Ramp}
 * </ul>
 *
 * <p>A grey picture stays one if no colour comes in.
 */
public final class Recolor {
    private final List<RowEffect> effects = new ArrayList<>();
    private final boolean colored;

    /** Changes one row in place. */
    @FunctionalInterface
    private interface RowEffect {
        /**
         * @param rgb three rows, 0..255
         * @param alpha 0..255; 255 in a picture without
         */
        void apply(float[][] rgb, float[] alpha, int y);
    }

    /**
     * @param wanted the effects; those that this class does not make are ignored
     * @param width of the picture
     * @param height of the picture
     */
    private Recolor(Effects wanted, int width, int height) {
        Effects.Adjust adjust = wanted.adjust();
        if (!adjust.equals(Effects.Adjust.NONE)) {
            effects.add((rgb, alpha, y) -> adjust(rgb, width, adjust));
        }
        wanted.monochrome().ifPresent(shades -> effects.add((rgb, alpha, y) -> monochrome(rgb, width, shades)));
        wanted.duotone().ifPresent(shades -> effects.add((rgb, alpha, y) -> duotone(rgb, width, shades)));
        wanted.colorize().ifPresent(color -> effects.add(overlay(color, width)));
        wanted.gradient().ifPresent(fade -> effects.add(overlay(fade, width, height)));
        colored = wanted.monochrome().filter(shades -> !shades.color().isGrey()).isPresent()
                || wanted.duotone()
                        .filter(shades ->
                                !shades.dark().isGrey() || !shades.light().isGrey())
                        .isPresent()
                || wanted.colorize().filter(color -> !color.color().isGrey()).isPresent()
                || wanted.gradient().filter(fade -> !fade.color().isGrey()).isPresent();
    }

    /** Whether these effects can bring colour into a grey picture. */
    public static boolean addsColor(Effects wanted) {
        return new Recolor(wanted, 1, 1).colored;
    }

    /** Whether there is anything to do. */
    public static boolean isWanted(Effects wanted) {
        return !new Recolor(wanted, 1, 1).effects.isEmpty();
    }

    /**
     * The picture with its colours changed; itself where nothing is asked for.
     *
     * @param pixels grey or RGB, with or without alpha
     */
    public static Pixels changed(Pixels pixels, Effects wanted) {
        Recolor recolor = new Recolor(wanted, pixels.width(), pixels.height());
        return recolor.effects.isEmpty() ? pixels : recolor.changed(pixels);
    }

    private Pixels changed(Pixels pixels) {
        Layout layout = colored ? colorful(pixels.layout()) : pixels.layout();
        Pixels result = Canvas.blank(layout, pixels);
        float[][] rgb = new float[3][pixels.width()];
        float[] alpha = new float[pixels.width()];
        Arrays.fill(alpha, 255);
        for (int y = 0; y < pixels.height(); y++) {
            read(pixels, y, rgb, alpha);
            for (RowEffect effect : effects) {
                effect.apply(rgb, alpha, y);
            }
            write(result, y, rgb, alpha);
        }
        return result;
    }

    private static Layout colorful(Layout layout) {
        return layout.hasAlpha() ? Layout.RGB_ALPHA : Layout.RGB;
    }

    private static void read(Pixels pixels, int y, float[][] rgb, float[] alpha) {
        List<Plane> colors = pixels.colors();
        for (int i = 0; i < rgb.length; i++) {
            colors.get(Math.min(i, colors.size() - 1)).readRow(y, rgb[i]);
        }
        if (pixels.layout().hasAlpha()) {
            pixels.alpha().readRow(y, alpha);
        }
    }

    private static void write(Pixels pixels, int y, float[][] rgb, float[] alpha) {
        List<Plane> colors = pixels.colors();
        for (int i = 0; i < colors.size(); i++) {
            colors.get(i).writeRow(y, rgb[i]);
        }
        if (pixels.layout().hasAlpha()) {
            pixels.alpha().writeRow(y, alpha);
        }
    }

    private static float luma(float[][] rgb, int x) {
        return 0.2126f * rgb[0][x] + 0.7152f * rgb[1][x] + 0.0722f * rgb[2][x];
    }

    private static void adjust(float[][] rgb, int n, Effects.Adjust adjust) {
        float contrast = bounded(adjust.contrast());
        float saturation = bounded(adjust.saturation());
        float offset = (adjust.brightness() - 128) * contrast + 128;
        for (int x = 0; x < n; x++) {
            float luma = luma(rgb, x) * contrast + offset;
            for (float[] color : rgb) {
                float contrasted = color[x] * contrast + offset;
                color[x] = luma + saturation * (contrasted - luma);
            }
        }
        for (float[] color : rgb) {
            FloatRows.clamp(color, n);
        }
    }

    /** What is stronger changes nothing more, and infinity less infinity is no sample. */
    private static float bounded(double factor) {
        return (float) Math.min(factor, 1e6);
    }

    private static void monochrome(float[][] rgb, int n, Effects.Monochrome shades) {
        float[] color = samples(shades.color());
        float intensity = (float) shades.intensity();
        for (int x = 0; x < n; x++) {
            float share = luma(rgb, x) / 255;
            for (int i = 0; i < 3; i++) {
                float shade = share <= 0.5f ? 2 * share * color[i] : 255 - 2 * (1 - share) * (255 - color[i]);
                rgb[i][x] += intensity * (shade - rgb[i][x]);
            }
        }
    }

    private static void duotone(float[][] rgb, int n, Effects.Duotone shades) {
        float[] dark = samples(shades.dark());
        float[] light = samples(shades.light());
        float intensity = (float) shades.intensity();
        for (int x = 0; x < n; x++) {
            float share = luma(rgb, x) / 255;
            for (int i = 0; i < 3; i++) {
                float shade = dark[i] + share * (light[i] - dark[i]);
                rgb[i][x] += intensity * (shade - rgb[i][x]);
            }
        }
    }

    private static RowEffect overlay(Effects.Colorize overlay, int width) {
        float[] color = samples(overlay.color());
        float[] opacity = new float[width];
        Arrays.fill(opacity, (float) overlay.opacity());
        return overlay.keepAlpha()
                ? (rgb, alpha, y) -> atop(rgb, color, opacity)
                : (rgb, alpha, y) -> over(rgb, alpha, color, opacity);
    }

    private static RowEffect overlay(Effects.Gradient gradient, int width, int height) {
        float[] color = samples(gradient.color());
        float[] opacity = new float[width];
        Ramp ramp = new Ramp(width, height, gradient.angle(), gradient.start(), gradient.stop());
        return (rgb, alpha, y) -> {
            FloatRows.weigh(opacity, ramp.row(y), (float) gradient.opacity(), width);
            over(rgb, alpha, color, opacity);
        };
    }

    private static void atop(float[][] rgb, float[] color, float[] opacity) {
        for (int i = 0; i < 3; i++) {
            float[] row = rgb[i];
            float above = color[i];
            for (int x = 0; x < opacity.length; x++) {
                row[x] = row[x] + (above - row[x]) * opacity[x];
            }
        }
    }

    private static void over(float[][] rgb, float[] alpha, float[] color, float[] opacity) {
        for (int x = 0; x < opacity.length; x++) {
            float covered = alpha[x] / 255;
            float together = covered + opacity[x] * (1 - covered);
            float share = together == 0 ? 0 : opacity[x] / together;
            for (int i = 0; i < 3; i++) {
                rgb[i][x] += (color[i] - rgb[i][x]) * share;
            }
            alpha[x] = together * 255;
        }
    }

    private static float[] samples(Color color) {
        return new float[] {color.red(), color.green(), color.blue()};
    }
}
