package dev.tomthumb.codec.webp;

/**
 * What red and blue have in common with green was subtracted (section 3.5.2).
 *
 * @param bits side of the parts, to base 2
 * @param factors of each part
 */
@SuppressWarnings("ArrayRecordComponent")
record ColorTransform(int width, int bits, int[] factors) implements LosslessTransform {
    @Override
    public int[] undo(int[] pixels) {
        int columns = LosslessTransform.parts(width, bits);
        int height = pixels.length / width;
        for (int y = 0, at = 0; y < height; y++) {
            for (int column = 0; column < columns; column++) {
                int end = y * width + Math.min(width, column + 1 << bits);
                undo(pixels, at, end, factors[(y >> bits) * columns + column]);
                at = end;
            }
        }
        return pixels;
    }

    private static void undo(int[] pixels, int from, int end, int factors) {
        int greenToRed = (byte) factors;
        int greenToBlue = (byte) (factors >> 8);
        int redToBlue = (byte) (factors >> 16);
        for (int at = from; at < end; at++) {
            int pixel = pixels[at];
            int green = (byte) (pixel >> 8);
            int red = (pixel >> 16) + (greenToRed * green >> 5);
            int blue = pixel + (greenToBlue * green >> 5) + (redToBlue * (byte) red >> 5);
            pixels[at] = pixel & 0xff00ff00 | (red & 0xff) << 16 | blue & 0xff;
        }
    }
}
