package dev.tomthumb.codec;

import dev.tomthumb.model.Box;
import dev.tomthumb.model.Size;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The pixels of a frame as words {@code 0xAARRGGBB}, row by row: what two frames are compared by. */
public final class PackedFrame {
    private PackedFrame() {}

    /** Grey or RGB, with or without alpha. */
    public static int[] of(Pixels pixels) {
        int width = pixels.width();
        int[] words = new int[Math.multiplyExact(width, pixels.height())];
        List<Plane> colors = pixels.colors();
        byte[] row = new byte[width];
        for (int channel = 0; channel < 3; channel++) {
            Plane plane = colors.get(Math.min(channel, colors.size() - 1));
            add(words, plane, row, 16 - 8 * channel);
        }
        if (pixels.layout().hasAlpha()) {
            add(words, pixels.alpha(), row, 24);
        } else {
            for (int i = 0; i < words.length; i++) {
                words[i] |= 0xff000000;
            }
        }
        return words;
    }

    private static void add(int[] words, Plane plane, byte[] row, int shift) {
        int at = 0;
        for (int y = 0; y < plane.height(); y++) {
            plane.readRow(y, row);
            for (int x = 0; x < row.length; x++, at++) {
                words[at] |= (row[x] & 0xff) << shift;
            }
        }
    }

    /** The smallest box around all places that {@code counts}; empty if there is none. */
    public static Optional<Box> around(Size size, IntPredicate counts) {
        int left = size.width();
        int right = -1;
        int top = -1;
        int bottom = -1;
        for (int y = 0, place = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++, place++) {
                if (counts.test(place)) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = top < 0 ? y : top;
                    bottom = y;
                }
            }
        }
        return right < 0
                ? Optional.empty()
                : Optional.of(new Box(left, top, new Size(right - left + 1, bottom - top + 1)));
    }
}
