package dev.tomthumb.codec.webp;

/**
 * Pixels were predicted from those before them and the difference kept (section 3.5.1).
 *
 * @param bits side of the parts, to base 2
 * @param modes of each part, in its green
 */
@SuppressWarnings("ArrayRecordComponent")
record PredictorTransform(int width, int bits, int[] modes) implements LosslessTransform {
    private static final int BLACK = 0xff000000;

    @Override
    public int[] undo(int[] pixels) {
        pixels[0] = PaletteTransform.sum(pixels[0], BLACK);
        left(pixels, 1, width);
        int columns = LosslessTransform.parts(width, bits);
        int height = pixels.length / width;
        for (int y = 1; y < height; y++) {
            int row = y * width;
            pixels[row] = PaletteTransform.sum(pixels[row], pixels[row - width]);
            int at = row + 1;
            for (int column = 0; column < columns; column++) {
                int end = row + Math.min(width, column + 1 << bits);
                undo(modes[(y >> bits) * columns + column] >> 8 & 15, pixels, at, end);
                at = Math.max(at, end);
            }
        }
        return pixels;
    }

    private static void left(int[] pixels, int from, int end) {
        for (int at = from; at < end; at++) {
            pixels[at] = PaletteTransform.sum(pixels[at], pixels[at - 1]);
        }
    }

    private void undo(int mode, int[] pixels, int from, int end) {
        switch (mode) {
            case 1 -> left(pixels, from, end);
            case 2 -> above(pixels, from, end, width);
            case 3 -> above(pixels, from, end, width - 1);
            case 4 -> above(pixels, from, end, width + 1);
            case 11 -> selected(pixels, from, end);
            case 12 -> full(pixels, from, end);
            case 13 -> half(pixels, from, end);
            case 5, 6, 7, 8, 9, 10 -> means(mode, pixels, from, end);
            default -> flat(pixels, from, end);
        }
    }

    private static void flat(int[] pixels, int from, int end) {
        for (int at = from; at < end; at++) {
            pixels[at] = PaletteTransform.sum(pixels[at], BLACK);
        }
    }

    private static void above(int[] pixels, int from, int end, int distance) {
        for (int at = from; at < end; at++) {
            pixels[at] = PaletteTransform.sum(pixels[at], pixels[at - distance]);
        }
    }

    private void means(int mode, int[] pixels, int from, int end) {
        for (int at = from; at < end; at++) {
            int left = pixels[at - 1];
            int corner = pixels[at - width - 1];
            int top = pixels[at - width];
            int right = pixels[at - width + 1];
            int predicted = switch (mode) {
                case 5 -> mean(mean(left, right), top);
                case 6 -> mean(left, corner);
                case 7 -> mean(left, top);
                case 8 -> mean(corner, top);
                case 9 -> mean(top, right);
                default -> mean(mean(left, corner), mean(top, right));
            };
            pixels[at] = PaletteTransform.sum(pixels[at], predicted);
        }
    }

    /** Channel by channel, rounded down. */
    private static int mean(int a, int b) {
        return (((a ^ b) & 0xfefefefe) >>> 1) + (a & b);
    }

    private void selected(int[] pixels, int from, int end) {
        for (int at = from; at < end; at++) {
            int left = pixels[at - 1];
            int corner = pixels[at - width - 1];
            int top = pixels[at - width];
            int predicted = distance(left, corner) <= distance(top, corner) ? top : left;
            pixels[at] = PaletteTransform.sum(pixels[at], predicted);
        }
    }

    private static int distance(int a, int b) {
        int sum = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 8) {
            sum += Math.abs((a >> shift & 0xff) - (b >> shift & 0xff));
        }
        return sum;
    }

    private void full(int[] pixels, int from, int end) {
        for (int at = from; at < end; at++) {
            int left = pixels[at - 1];
            int corner = pixels[at - width - 1];
            int top = pixels[at - width];
            int predicted = 0;
            for (int shift = 0; shift < Integer.SIZE; shift += 8) {
                int value = (left >> shift & 0xff) + (top >> shift & 0xff) - (corner >> shift & 0xff);
                predicted |= clamped(value) << shift;
            }
            pixels[at] = PaletteTransform.sum(pixels[at], predicted);
        }
    }

    private void half(int[] pixels, int from, int end) {
        for (int at = from; at < end; at++) {
            int mean = mean(pixels[at - 1], pixels[at - width]);
            int corner = pixels[at - width - 1];
            int predicted = 0;
            for (int shift = 0; shift < Integer.SIZE; shift += 8) {
                int value = mean >> shift & 0xff;
                predicted |= clamped(value + (value - (corner >> shift & 0xff)) / 2) << shift;
            }
            pixels[at] = PaletteTransform.sum(pixels[at], predicted);
        }
    }

    private static int clamped(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
