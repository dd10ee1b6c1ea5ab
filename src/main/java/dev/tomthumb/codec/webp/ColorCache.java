package dev.tomthumb.codec.webp;

/** Recent colours, by a hash of theirs (section 3.6.3). Without bits there is none: it keeps nothing. */
final class ColorCache {
    private static final int MULTIPLIER = 0x1e35a7bd;

    private final int[] colors;
    private final int shift;

    /** @param bits 1..11, or 0 for no cache */
    ColorCache(int bits) {
        this.colors = new int[bits == 0 ? 0 : 1 << bits];
        this.shift = Integer.SIZE - bits;
    }

    /** How many colours there is room for. */
    int size() {
        return colors.length;
    }

    int get(int index) {
        return colors[index];
    }

    /** Puts in a run of pixels. */
    void put(int[] pixels, int from, int end) {
        if (colors.length == 0) {
            return;
        }
        for (int at = from; at < end; at++) {
            colors[MULTIPLIER * pixels[at] >>> shift] = pixels[at];
        }
    }
}
