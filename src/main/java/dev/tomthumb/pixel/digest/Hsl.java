package dev.tomthumb.pixel.digest;

/**
 * A colour by hue, saturation and lightness (CSS Color 4, section 7).
 *
 * @param hue 0..1 around the circle
 * @param saturation 0..1
 * @param lightness 0..1
 */
record Hsl(double hue, double saturation, double lightness) {
    static Hsl of(Rgba color) {
        double red = color.red() / 255.0;
        double green = color.green() / 255.0;
        double blue = color.blue() / 255.0;
        double most = Math.max(red, Math.max(green, blue));
        double least = Math.min(red, Math.min(green, blue));
        double lightness = (most + least) / 2;
        double range = most - least;
        if (range == 0) {
            return new Hsl(0, 0, lightness);
        }
        double saturation = range / (1 - Math.abs(2 * lightness - 1));
        double sixth = most == red
                ? (green - blue) / range + (green < blue ? 6 : 0)
                : most == green ? (blue - red) / range + 2 : (red - green) / range + 4;
        return new Hsl(sixth / 6, Math.min(1, saturation), lightness);
    }

    Rgba rgb() {
        return new Rgba(channel(0), channel(8), channel(4), 255);
    }

    private int channel(int offset) {
        double k = (offset + hue * 12) % 12;
        double amplitude = saturation * Math.min(lightness, 1 - lightness);
        double value = lightness - amplitude * Math.max(-1, Math.min(Math.min(k - 3, 9 - k), 1));
        return (int) Math.round(255 * value);
    }
}
