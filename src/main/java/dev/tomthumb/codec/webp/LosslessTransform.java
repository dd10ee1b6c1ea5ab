package dev.tomthumb.codec.webp;

import dev.tomthumb.model.ImageException;

/** What an encoder has done to pixels before coding them, to be undone (section 3.5). */
interface LosslessTransform {
    /** How wide a picture is before it is undone. */
    int width();

    /** Undoes it, in place or in a new array. */
    int[] undo(int[] pixels);

    /** How many parts of side 2^{@code bits} a length is divided into. */
    static int parts(int length, int bits) {
        return length + (1 << bits) - 1 >> bits;
    }

    /**
     * Reads one.
     *
     * @param kind 0..3
     * @param width of the picture behind it
     */
    static LosslessTransform read(LosslessBits in, int kind, int width, int height) throws ImageException {
        return switch (kind) {
            case 0 -> {
                int bits = 2 + in.number(3);
                yield new PredictorTransform(
                        width, bits, LosslessPixels.inner(in, parts(width, bits), parts(height, bits)));
            }
            case 1 -> {
                int bits = 2 + in.number(3);
                yield new ColorTransform(
                        width, bits, LosslessPixels.inner(in, parts(width, bits), parts(height, bits)));
            }
            case 2 -> new GreenTransform(width);
            default -> PaletteTransform.read(in, width, height);
        };
    }
}
