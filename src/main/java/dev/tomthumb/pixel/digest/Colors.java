package dev.tomthumb.pixel.digest;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Quantizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The colours of a picture in few words: their mean, and those of a palette. */
public final class Colors {
    private Colors() {}

    /** A colour of a palette and how many pixels have it. */
    record Share(Rgba color, int pixels) {}

    /**
     * The mean colour, each pixel as heavy as it is opaque, and the mean opacity.
     *
     * @param ignoreTransparent whether pixels that are wholly transparent do not count for the opacity
     */
    public static Rgba average(Pixels pixels, boolean ignoreTransparent) {
        long red = 0;
        long green = 0;
        long blue = 0;
        long alpha = 0;
        long count = 0;
        for (int color : Rgba.of(pixels)) {
            int opacity = color >>> 24;
            red += (long) opacity * (color >> 16 & 255);
            green += (long) opacity * (color >> 8 & 255);
            blue += (long) opacity * (color & 255);
            alpha += opacity;
            count += opacity > 0 || !ignoreTransparent ? 1 : 0;
        }
        return alpha == 0
                ? new Rgba(0, 0, 0, 0)
                : new Rgba(share(red, alpha), share(green, alpha), share(blue, alpha), share(alpha, count));
    }

    private static int share(long sum, long count) {
        return (int) ((sum + count / 2) / count);
    }

    /**
     * A palette, the most frequent colour first: all colours if there are no more, else those of a median cut (Heckbert,
     * 1982). What is less than half opaque is one transparent colour.
     *
     * @param most 2..256
     */
    public static List<Rgba> palette(Pixels pixels, int most) {
        return shares(pixels, most).stream().map(Share::color).toList();
    }

    static List<Share> shares(Pixels pixels, int most) {
        Quantizer.Result result = Quantizer.quantize(pixels, most);
        int[] counts = new int[result.colors().length];
        for (byte index : result.indices()) {
            counts[index & 255]++;
        }
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            boolean transparent = result.transparent() && i == counts.length - 1;
            if (counts[i] > 0) {
                shares.add(new Share(transparent ? new Rgba(0, 0, 0, 0) : Rgba.opaque(result.colors()[i]), counts[i]));
            }
        }
        shares.sort(Comparator.comparingInt(Share::pixels).reversed());
        return shares;
    }
}
