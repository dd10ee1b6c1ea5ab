package dev.tomthumb.codec.png;

import dev.tomthumb.codec.Layout;
import java.util.List;
import java.util.Optional;

/** What the samples of a pixel mean, and how many bits they may have (section 11.2.1, table 12). */
enum ColorType {
    GREY(0, 1, List.of(1, 2, 4, 8, 16)),
    RGB(2, 3, List.of(8, 16)),
    PALETTE(3, 1, List.of(1, 2, 4, 8)),
    GREY_ALPHA(4, 2, List.of(8, 16)),
    RGB_ALPHA(6, 4, List.of(8, 16));

    private final int code;
    private final int samples;
    private final List<Integer> depths;

    ColorType(int code, int samples, List<Integer> depths) {
        this.code = code;
        this.samples = samples;
        this.depths = depths;
    }

    /** The type that a header names so. */
    static Optional<ColorType> of(int code) {
        for (ColorType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The type that stores such a picture sample by sample. */
    static ColorType of(Layout layout) {
        return switch (layout) {
            case GREY -> GREY;
            case GREY_ALPHA -> GREY_ALPHA;
            case RGB -> RGB;
            case RGB_ALPHA -> RGB_ALPHA;
            case YCBCR -> throw new IllegalArgumentException("a PNG does not store " + layout);
        };
    }

    /** Its number in a header. */
    int code() {
        return code;
    }

    /** Samples per pixel. */
    int samples() {
        return samples;
    }

    boolean mayHaveDepth(int bits) {
        return depths.contains(bits);
    }

    /** The planes of a picture stored so; a palette's are for its colours to say. */
    Layout layout() {
        return switch (this) {
            case GREY -> Layout.GREY;
            case GREY_ALPHA -> Layout.GREY_ALPHA;
            case RGB, PALETTE -> Layout.RGB;
            case RGB_ALPHA -> Layout.RGB_ALPHA;
        };
    }
}
