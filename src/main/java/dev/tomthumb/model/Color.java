package dev.tomthumb.model;

import java.util.HexFormat;

/**
 * An opaque sRGB colour.
 *
 * @param red 0..255
 * @param green 0..255
 * @param blue 0..255
 */
public record Color(int red, int green, int blue) {
    public static final Color WHITE = new Color(255, 255, 255);

    /** @throws IllegalArgumentException if a channel lies outside 0..255 */
    public Color {
        requireChannel(red);
        requireChannel(green);
        requireChannel(blue);
    }

    private static void requireChannel(int value) {
        if (value < 0 || value > 255) {
            throw new IllegalArgumentException("a colour channel is 0 to 255, not " + value);
        }
    }

    /** Whether it is a shade of grey. */
    public boolean isGrey() {
        return red == green && green == blue;
    }

    /** Six lower-case hexadecimal digits, e.g. {@code ff8000}. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits((byte) red) + hex.toHexDigits((byte) green) + hex.toHexDigits((byte) blue);
    }
}
