package dev.tomthumb.codec.webp;

import dev.tomthumb.model.ImageException;
import java.util.Arrays;

/**
 * Pixels were made into places of a palette, several of them in one if it is small (section 3.5.4).
 *
 * @param wide how wide the picture is afterwards
 * @param height rows
 * @param bits how many share one, to base 2: 0..3
 * @param palette 256 colours, or as many as the bits can tell
 */
@SuppressWarnings("ArrayRecordComponent")
record PaletteTransform(int wide, int height, int bits, int[] palette) implements LosslessTransform {
    static PaletteTransform read(LosslessBits in, int width, int height) throws ImageException {
        int count = 1 + in.number(8);
        int bits = count > 16 ? 0 : count > 4 ? 1 : count > 2 ? 2 : 3;
        int[] colors = LosslessPixels.inner(in, count, 1);
        for (int i = 1; i < count; i++) {
            colors[i] = sum(colors[i - 1], colors[i]);
        }
        return new PaletteTransform(width, height, bits, Arrays.copyOf(colors, 1 << (8 >> bits)));
    }

    /** Channel by channel. */
    static int sum(int a, int b) {
        return (a & 0xff00ff00) + (b & 0xff00ff00) & 0xff00ff00 | (a & 0xff00ff) + (b & 0xff00ff) & 0xff00ff;
    }

    @Override
    public int width() {
        return LosslessTransform.parts(wide, bits);
    }

    @Override
    public int[] undo(int[] pixels) {
        return bits == 0 ? lookedUp(pixels) : unpacked(pixels);
    }

    private int[] lookedUp(int[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = palette[pixels[i] >> 8 & 0xff];
        }
        return pixels;
    }

    private int[] unpacked(int[] pixels) {
        int[] result = new int[wide * height];
        int packed = width();
        int length = 8 >> bits;
        int inOne = (1 << bits) - 1;
        int mask = (1 << length) - 1;
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < wide; x++, at++) {
                int places = pixels[y * packed + (x >> bits)] >> 8 & 0xff;
                result[at] = palette[places >> (x & inOne) * length & mask];
            }
        }
        return result;
    }
}
