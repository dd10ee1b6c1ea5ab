package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Components;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** Short words for headers and transforms in tests. */
final class Plans {
    private Plans() {}

    static Size size(String text) {
        String[] sides = text.split("x");
        return new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }

    static ImageHeader header(String size) {
        return header(size, 1);
    }

    static ImageHeader header(String size, int orientation) {
        return new ImageHeader(ImageFormat.JPEG, size(size), orientation, 1, false, 8, Optional.empty());
    }

    /** A JPEG whose planes can be decoded at less than full size. */
    static ImageHeader jpeg(String size, int orientation, Components components) {
        return new ImageHeader(
                ImageFormat.JPEG,
                size(size),
                orientation,
                1,
                false,
                8,
                3,
                false,
                false,
                Optional.of(components),
                Optional.empty());
    }

    static ImageHeader header(ImageFormat format, Size size, boolean alpha) {
        return new ImageHeader(format, size, 1, 1, alpha, 8, Optional.empty());
    }

    static Resize.Mode mode(String token) {
        return Arrays.stream(Resize.Mode.values())
                .filter(mode -> mode.token().equals(token))
                .findFirst()
                .orElseThrow();
    }

    static Gravity.Type gravity(String token) {
        return Arrays.stream(Gravity.Type.values())
                .filter(type -> type.token().equals(token))
                .findFirst()
                .orElseThrow();
    }

    static Resize resize(String mode, Integer width, Integer height, boolean enlarge, double dpr) {
        return new Resize(mode(mode), side(width), side(height), enlarge, dpr);
    }

    private static OptionalInt side(Integer side) {
        return side == null ? OptionalInt.empty() : OptionalInt.of(side);
    }

    static Transform only(Resize resize) {
        return new Transform(resize, Gravity.CENTER, Optional.empty());
    }
}
