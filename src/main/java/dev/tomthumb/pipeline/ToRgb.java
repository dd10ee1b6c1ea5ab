package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.util.List;

/** From luma and colour differences to RGB (ITU-T T.871, section 7), where a step or a format needs that. */
final class ToRgb implements Step {
    /** The factors of the colour differences, in 65536ths. */
    private static final int CR_TO_RED = factor(1.402);

    private static final int CB_TO_GREEN = factor(0.344136);
    private static final int CR_TO_GREEN = factor(0.714136);
    private static final int CB_TO_BLUE = factor(1.772);
    private static final int HALF = 1 << 15;

    private static int factor(double exact) {
        return (int) Math.round(exact * (1 << 16));
    }

    @Override
    public Pixels apply(Pixels pixels, RenderPlan plan) {
        return pixels.layout() == Layout.YCBCR && plan.chroma().isEmpty() ? rgb(pixels) : pixels;
    }

    /** The same picture in RGB, interleaved, as writers and colour conversion want it. */
    static Pixels rgb(Pixels ycbcr) {
        int width = ycbcr.width();
        int height = ycbcr.height();
        byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        List<Plane> planes = ycbcr.planes();
        byte[] luma = new byte[width];
        byte[] blue = new byte[width];
        byte[] red = new byte[width];
        for (int y = 0; y < height; y++) {
            planes.get(0).readRow(y, luma);
            planes.get(1).readRow(y, blue);
            planes.get(2).readRow(y, red);
            convert(luma, blue, red, rgb, y * width * 3);
        }
        return Plane.interleaved(Layout.RGB, rgb, width, height);
    }

    private static void convert(byte[] luma, byte[] blue, byte[] red, byte[] rgb, int start) {
        for (int x = 0, at = start; x < luma.length; x++, at += 3) {
            int light = ((luma[x] & 0xff) << 16) + HALF;
            int cb = (blue[x] & 0xff) - 128;
            int cr = (red[x] & 0xff) - 128;
            rgb[at] = clamped(light + CR_TO_RED * cr);
            rgb[at + 1] = clamped(light - CB_TO_GREEN * cb - CR_TO_GREEN * cr);
            rgb[at + 2] = clamped(light + CB_TO_BLUE * cb);
        }
    }

    private static byte clamped(int fixed) {
        return (byte) Math.max(0, Math.min(255, fixed >> 16));
    }
}
