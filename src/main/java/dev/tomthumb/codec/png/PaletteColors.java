package dev.tomthumb.codec.png;

import dev.tomthumb.codec.Layout;

/**
 * Indices into a palette, expanded to its colours: grey if all of them are, with alpha if one is not opaque. An index
 * beyond the palette is a mistake (section 11.2.2) that every viewer shows as black.
 */
final class PaletteColors implements Samples {
    private static final int MAX_COLORS = 256;

    private final int depth;
    private final Layout layout;
    /** Each plane's samples, by index. */
    private final byte[][] planes;

    private PaletteColors(int depth, Layout layout, byte[][] planes) {
        this.depth = depth;
        this.layout = layout;
        this.planes = planes;
    }

    static PaletteColors of(Preamble preamble) {
        byte[] palette = preamble.palette();
        byte[] alpha = alpha(preamble.transparency().orElse(new byte[0]));
        Layout colors = isGrey(palette, alpha) ? Layout.GREY : Layout.RGB;
        Layout layout = isOpaque(alpha) ? colors : colors.withAlpha();
        byte[][] planes = new byte[layout.planes()][];
        for (int i = 0; i < colors.planes(); i++) {
            planes[i] = channel(palette, i);
        }
        if (layout.hasAlpha()) {
            planes[planes.length - 1] = alpha;
        }
        return new PaletteColors(preamble.format().depth(), layout, planes);
    }

    /** Colours that tRNS does not reach are opaque (section 11.3.1.1). */
    private static byte[] alpha(byte[] transparency) {
        byte[] alpha = new byte[MAX_COLORS];
        java.util.Arrays.fill(alpha, (byte) 255);
        System.arraycopy(transparency, 0, alpha, 0, transparency.length);
        return alpha;
    }

    private static boolean isOpaque(byte[] alpha) {
        for (byte value : alpha) {
            if (value != (byte) 255) {
                return false;
            }
        }
        return true;
    }

    /** What is wholly transparent shows no colour. */
    private static boolean isGrey(byte[] palette, byte[] alpha) {
        for (int i = 0; i < palette.length; i += 3) {
            boolean grey = palette[i] == palette[i + 1] && palette[i] == palette[i + 2];
            if (!grey && alpha[i / 3] != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] channel(byte[] palette, int channel) {
        byte[] samples = new byte[MAX_COLORS];
        for (int i = channel; i < palette.length; i += 3) {
            samples[i / 3] = palette[i];
        }
        return samples;
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public void unpack(byte[] row, int from, int pixels, byte[] samples, int to) {
        for (int plane = 0; plane < planes.length; plane++) {
            if (depth == 8) {
                wholeBytes(row, from, pixels, planes[plane], samples, to + plane);
            } else {
                packed(row, from, pixels, planes[plane], samples, to + plane);
            }
        }
    }

    private void wholeBytes(byte[] row, int from, int pixels, byte[] colors, byte[] samples, int to) {
        int step = planes.length;
        for (int i = 0, at = to; i < pixels; i++, at += step) {
            samples[at] = colors[row[from + i] & 0xff];
        }
    }

    private void packed(byte[] row, int from, int pixels, byte[] colors, byte[] samples, int to) {
        int step = planes.length;
        for (int i = 0, at = to; i < pixels; i++, at += step) {
            samples[at] = colors[PackedGrey.packed(row, from, i, depth)];
        }
    }
}
