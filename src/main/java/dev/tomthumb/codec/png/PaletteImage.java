package dev.tomthumb.codec.png;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.Quantizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A picture as indices into a palette. Colours that are not opaque come first, so that tRNS ends where they end (section
 * 11.3.1.1).
 *
 * @param colors {@code 0xAARRGGBB} by index
 * @param indices one per pixel, row by row
 */
@SuppressWarnings("ArrayRecordComponent")
record PaletteImage(int[] colors, byte[] indices) {
    private static final int TRANSPARENT = 0;
    private static final int OPAQUE = 0xff000000;

    /** The picture in at most {@code most} colours, half-transparent ones among them if need be. */
    static PaletteImage always(Pixels pixels, int most) {
        return of(pixels, most).orElseGet(() -> SoftPalette.of(pixels, most));
    }

    /**
     * The picture itself if it has at most {@code most} colours, else one that was quantised; empty if it has too many
     * and half-transparent ones among them, for which quantising would know no other way than on or off.
     */
    static Optional<PaletteImage> of(Pixels pixels, int most) {
        Map<Integer, Integer> exact = new HashMap<>();
        byte[] indices = new byte[Math.multiplyExact(pixels.width(), pixels.height())];
        if (isIndexed(pixels, most, exact, indices)) {
            return Optional.of(sorted(colors(exact), indices));
        }
        return isCutOut(pixels) ? Optional.of(quantized(pixels, most)) : Optional.empty();
    }

    private static boolean isIndexed(Pixels pixels, int most, Map<Integer, Integer> exact, byte[] indices) {
        int last = 0;
        int lastIndex = -1;
        for (int y = 0, i = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++, i++) {
                int color = color(pixels, x, y);
                if (color != last || lastIndex < 0) {
                    lastIndex = exact.computeIfAbsent(color, any -> exact.size());
                    last = color;
                }
                if (lastIndex >= most) {
                    return false;
                }
                indices[i] = (byte) lastIndex;
            }
        }
        return true;
    }

    /** What is wholly transparent has no colour. */
    private static int color(Pixels pixels, int x, int y) {
        int alpha = pixels.layout().hasAlpha() ? pixels.alpha().get(x, y) : 255;
        if (alpha == 0) {
            return TRANSPARENT;
        }
        List<Plane> colors = pixels.colors();
        int last = colors.size() - 1;
        return alpha << 24
                | colors.get(0).get(x, y) << 16
                | colors.get(last / 2).get(x, y) << 8
                | colors.get(last).get(x, y);
    }

    private static int[] colors(Map<Integer, Integer> indexOf) {
        int[] colors = new int[indexOf.size()];
        indexOf.forEach((color, index) -> colors[index] = color);
        return colors;
    }

    /** Whether every pixel is either opaque or wholly transparent. */
    private static boolean isCutOut(Pixels pixels) {
        if (!pixels.layout().hasAlpha()) {
            return true;
        }
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                int alpha = pixels.alpha().get(x, y);
                if (alpha != 0 && alpha != 255) {
                    return false;
                }
            }
        }
        return true;
    }

    private static PaletteImage quantized(Pixels pixels, int most) {
        Quantizer.Result result = Quantizer.quantize(pixels, most);
        int[] colors =
                Arrays.stream(result.colors()).map(color -> color | OPAQUE).toArray();
        if (result.transparent()) {
            colors[colors.length - 1] = TRANSPARENT;
        }
        return sorted(colors, result.indices());
    }

    /** Colours that are not opaque first. */
    static PaletteImage sorted(int[] colors, byte[] indices) {
        int[] sorted = new int[colors.length];
        byte[] newIndex = new byte[colors.length];
        int count = 0;
        for (boolean opaque : new boolean[] {false, true}) {
            for (int i = 0; i < colors.length; i++) {
                if (opaque == colors[i] >>> 24 > 254) {
                    newIndex[i] = (byte) count;
                    sorted[count++] = colors[i];
                }
            }
        }
        for (int i = 0; i < indices.length; i++) {
            indices[i] = newIndex[indices[i] & 0xff];
        }
        return new PaletteImage(sorted, indices);
    }

    /** The fewest bits that hold every index: 1, 2, 4 or 8. */
    int depth() {
        int depth = 1;
        while (colors.length > 1 << depth) {
            depth *= 2;
        }
        return depth;
    }

    /** Content of PLTE. */
    byte[] palette() {
        byte[] palette = new byte[3 * colors.length];
        for (int i = 0; i < colors.length; i++) {
            palette[3 * i] = (byte) (colors[i] >> 16);
            palette[3 * i + 1] = (byte) (colors[i] >> 8);
            palette[3 * i + 2] = (byte) colors[i];
        }
        return palette;
    }

    /** Content of tRNS; none if all colours are opaque. */
    byte[] transparency() {
        int count =
                (int) Arrays.stream(colors).filter(color -> color >>> 24 != 255).count();
        byte[] alpha = new byte[count];
        for (int i = 0; i < count; i++) {
            alpha[i] = (byte) (colors[i] >>> 24);
        }
        return alpha;
    }
}
