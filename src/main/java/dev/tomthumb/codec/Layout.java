package dev.tomthumb.codec;

/** Which planes a picture has, in this order. */
public enum Layout {
    GREY(1, false),
    GREY_ALPHA(2, true),
    RGB(3, false),
    RGB_ALPHA(4, true),
    /** Luma and two colour differences, all 0..255 (ITU-T T.871, section 7); the latter may sample more coarsely. */
    YCBCR(3, false);

    private final int planes;
    private final boolean alpha;

    Layout(int planes, boolean alpha) {
        this.planes = planes;
        this.alpha = alpha;
    }

    /** Number of planes. */
    public int planes() {
        return planes;
    }

    /** Whether the last plane is alpha (0 transparent, 255 opaque; colours not premultiplied). */
    public boolean hasAlpha() {
        return alpha;
    }

    /** The same colours without an alpha plane. */
    public Layout opaque() {
        return this == GREY_ALPHA ? GREY : this == RGB_ALPHA ? RGB : this;
    }

    /** The same colours with an alpha plane. */
    public Layout withAlpha() {
        return this == GREY ? GREY_ALPHA : this == RGB ? RGB_ALPHA : this;
    }
}
