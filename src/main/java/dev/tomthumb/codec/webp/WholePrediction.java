package dev.tomthumb.codec.webp;

import java.util.Arrays;

/** Predicts the luma or one colour difference of a macroblock at once (RFC 6386, sections 12.2 and 12.3). */
final class WholePrediction {
    private static final int UNKNOWN = 128;

    private WholePrediction() {}

    /**
     * Fills a square.
     *
     * @param mode one of the four of {@link Macroblock}
     * @param at where its first sample lies
     * @param log of its side, to base 2
     * @param above whether there is a macroblock above
     * @param left whether there is one to the left
     */
    static void fill(int mode, FramePlane plane, int at, int log, boolean above, boolean left) {
        switch (mode) {
            case Macroblock.VERTICAL -> vertical(plane, at, 1 << log);
            case Macroblock.HORIZONTAL -> horizontal(plane, at, 1 << log);
            case Macroblock.TRUE_MOTION -> trueMotion(plane, at, 1 << log);
            default -> flat(plane, at, 1 << log, mean(plane, at, log, above, left));
        }
    }

    private static int mean(FramePlane plane, int at, int log, boolean above, boolean left) {
        int side = 1 << log;
        int sum = 0;
        for (int i = 0; above && i < side; i++) {
            sum += plane.samples[at - plane.stride + i] & 0xff;
        }
        for (int i = 0; left && i < side; i++) {
            sum += plane.samples[at - 1 + i * plane.stride] & 0xff;
        }
        if (!above && !left) {
            return UNKNOWN;
        }
        int shift = above && left ? log + 1 : log;
        return sum + (1 << shift - 1) >> shift;
    }

    private static void flat(FramePlane plane, int at, int side, int value) {
        for (int y = 0, row = at; y < side; y++, row += plane.stride) {
            Arrays.fill(plane.samples, row, row + side, (byte) value);
        }
    }

    private static void vertical(FramePlane plane, int at, int side) {
        for (int y = 0, row = at; y < side; y++, row += plane.stride) {
            System.arraycopy(plane.samples, at - plane.stride, plane.samples, row, side);
        }
    }

    private static void horizontal(FramePlane plane, int at, int side) {
        for (int y = 0, row = at; y < side; y++, row += plane.stride) {
            Arrays.fill(plane.samples, row, row + side, plane.samples[row - 1]);
        }
    }

    /** Above, plus how the left differs from the corner. */
    private static void trueMotion(FramePlane plane, int at, int side) {
        byte[] samples = plane.samples;
        int above = at - plane.stride;
        int corner = samples[above - 1] & 0xff;
        for (int y = 0, row = at; y < side; y++, row += plane.stride) {
            int difference = (samples[row - 1] & 0xff) - corner;
            for (int x = 0; x < side; x++) {
                samples[row + x] = (byte) Math.max(0, Math.min(255, (samples[above + x] & 0xff) + difference));
            }
        }
    }
}
