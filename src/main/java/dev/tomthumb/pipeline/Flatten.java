package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a colour behind transparent pixels (imgproxy pipeline, section 5, step 14). An opaque one ends all transparency,
 * and the alpha plane goes.
 */
final class Flatten implements Step {
    /** The highest sample of 16 bits. */
    private static final long DEEPEST = 0xffff;

    @Override
    public Pixels apply(Pixels pixels, RenderPlan plan) {
        if (plan.background().isEmpty() || !pixels.layout().hasAlpha()) {
            return pixels;
        }
        Color background = plan.background().get();
        if (plan.backgroundOpacity() < 1) {
            return veiled(pixels, background, (float) plan.backgroundOpacity());
        }
        return pixels.layout() == Layout.GREY_ALPHA && background.isGrey()
                ? over(pixels, Layout.GREY, background.red())
                : over(pixels, Layout.RGB, background.red(), background.green(), background.blue());
    }

    /** Over a colour that is not opaque itself: Porter and Duff's "over" (1984), with the picture on top. */
    private static Pixels veiled(Pixels pixels, Color background, float opacity) {
        int[] samples = {background.red(), background.green(), background.blue()};
        List<Plane> colors = pixels.colors();
        List<Plane> veiled = new ArrayList<>();
        int planes = colors.size() == 1 && background.isGrey() ? 1 : samples.length;
        for (int i = 0; i < planes; i++) {
            veiled.add(veiled(colors.get(Math.min(i, colors.size() - 1)), pixels.alpha(), samples[i], opacity));
        }
        veiled.add(lessTransparent(pixels.alpha(), opacity));
        return new Pixels(planes == 1 ? Layout.GREY_ALPHA : Layout.RGB_ALPHA, veiled);
    }

    private static Plane lessTransparent(Plane alpha, float opacity) {
        Plane denser = alpha.blank(alpha.width(), alpha.height());
        float[] shares = new float[alpha.width()];
        for (int y = 0; y < alpha.height(); y++) {
            alpha.readRow(y, shares);
            for (int x = 0; x < shares.length; x++) {
                shares[x] += (255 - shares[x]) * opacity;
            }
            denser.writeRow(y, shares);
        }
        return denser;
    }

    private static Plane veiled(Plane color, Plane alpha, int background, float opacity) {
        Plane veiled = color.blank(color.width(), color.height());
        float[] samples = new float[color.width()];
        float[] shares = new float[color.width()];
        for (int y = 0; y < color.height(); y++) {
            color.readRow(y, samples);
            alpha.readRow(y, shares);
            for (int x = 0; x < samples.length; x++) {
                float shining = (255 - shares[x]) * opacity;
                float all = Math.max(Float.MIN_NORMAL, shares[x] + shining);
                samples[x] = (samples[x] * shares[x] + background * shining) / all;
            }
            veiled.writeRow(y, samples);
        }
        return veiled;
    }

    private static Pixels over(Pixels pixels, Layout layout, int... background) {
        List<Plane> colors = pixels.colors();
        List<Plane> flat = new ArrayList<>();
        for (int i = 0; i < background.length; i++) {
            // A grey picture on a coloured ground: its one plane stands for all three.
            Plane color = colors.get(Math.min(i, colors.size() - 1));
            flat.add(over(color, pixels.alpha(), background[i]));
        }
        return new Pixels(layout, flat);
    }

    /** Cut off after the division, not rounded, as libvips' flatten does: what comes out shall be the same pixels. */
    private static Plane over(Plane color, Plane alpha, int background) {
        return color.isDeep() ? deepOver(color, alpha, background) : shallowOver(color, alpha, background);
    }

    private static Plane deepOver(Plane color, Plane alpha, int background) {
        int width = color.width();
        byte[] flat = new byte[Math.multiplyExact(Math.multiplyExact(width, color.height()), 2)];
        long behind = background * (DEEPEST / 255);
        for (int y = 0, at = 0; y < color.height(); y++) {
            for (int x = 0; x < width; x++, at += 2) {
                long share = alpha.stored(x, y);
                long sample = (color.stored(x, y) * share + behind * (DEEPEST - share)) / DEEPEST;
                flat[at] = (byte) (sample >> 8);
                flat[at + 1] = (byte) sample;
            }
        }
        return Plane.deep(width, color.height(), flat, 0, 2, 2 * width);
    }

    private static Plane shallowOver(Plane color, Plane alpha, int background) {
        int width = color.width();
        byte[] flat = new byte[Math.multiplyExact(width, color.height())];
        byte[] samples = new byte[width];
        byte[] opacity = new byte[width];
        for (int y = 0; y < color.height(); y++) {
            color.readRow(y, samples);
            alpha.readRow(y, opacity);
            for (int x = 0, at = y * width; x < width; x++, at++) {
                int share = opacity[x] & 0xff;
                flat[at] = (byte) (((samples[x] & 0xff) * share + background * (255 - share)) / 255);
            }
        }
        return new Plane(width, color.height(), flat, 0, 1, width);
    }
}
