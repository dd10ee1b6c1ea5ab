package dev.tomthumb.codec.webp;

import java.util.Arrays;

/**
 * One plane of a frame, in whole macroblocks, with the row above and the column to the left that predictions outside of
 * the frame take (RFC 6386, section 12.2): 127 above, 129 to the left.
 */
final class FramePlane {
    private static final byte ABOVE = 127;
    private static final byte LEFT = (byte) 129;

    final byte[] samples;
    /** From a sample to the one below. */
    final int stride;

    FramePlane(int width, int height) {
        stride = width + 1;
        samples = new byte[stride * (height + 1)];
        Arrays.fill(samples, 0, stride, ABOVE);
        for (int at = stride; at < samples.length; at += stride) {
            samples[at] = LEFT;
        }
    }

    /** Where the sample in that column and row lies. */
    int at(int x, int y) {
        return (y + 1) * stride + x + 1;
    }

    /** The bytes a plane takes. */
    static long memory(long width, long height) {
        return (width + 1) * (height + 1);
    }
}
