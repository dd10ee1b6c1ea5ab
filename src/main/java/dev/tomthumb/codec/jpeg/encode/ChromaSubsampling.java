package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.Sampling;

/** How much more coarsely than luma a file samples its chroma. */
public enum ChromaSubsampling {
    /** 4:4:4, as finely as luma. */
    NONE(1, 1),
    /** 4:2:2, one sample for two pixels of a row. */
    ACROSS(2, 1),
    /** 4:2:0, one sample for two by two pixels. */
    BOTH(2, 2);

    private final int across;
    private final int down;

    ChromaSubsampling(int across, int down) {
        this.across = across;
        this.down = down;
    }

    /** Luma samples for each of chroma in a row: luma's horizontal sampling factor (T.81, A.1.1). */
    int across() {
        return across;
    }

    /** Luma samples for each of chroma in a column: luma's vertical sampling factor. */
    int down() {
        return down;
    }

    /** How finely the chroma planes sample the picture. */
    public Sampling sampling() {
        return new Sampling(1.0 / across, 1.0 / down);
    }
}
