package dev.tomthumb.samples;

/** A colour in linear light while a picture is shaded: mutable on purpose, one per renderer, so that millions of pixels allocate nothing. */
final class Rgb {
    private static final int STEPS = 8192;
    private static final byte[] ENCODE = encodeTable();
    private static final float[] DECODE = decodeTable();

    float r;
    float g;
    float b;

    Rgb set(float red, float green, float blue) {
        r = red;
        g = green;
        b = blue;
        return this;
    }

    Rgb scale(float factor) {
        return set(r * factor, g * factor, b * factor);
    }

    Rgb add(float red, float green, float blue) {
        return set(r + red, g + green, b + blue);
    }

    Rgb multiply(float red, float green, float blue) {
        return set(r * red, g * green, b * blue);
    }

    Rgb blend(float red, float green, float blue, float share) {
        return set(r + (red - r) * share, g + (green - g) * share, b + (blue - b) * share);
    }

    /** Scene light to 0xRRGGBB through a filmic shoulder (Narkowicz' fit of the ACES curve). */
    int toneMapped() {
        return packed(film(r), film(g), film(b));
    }

    /** Display light in 0..1 to 0xRRGGBB. */
    int encoded() {
        return packed(Noise.clamp(r), Noise.clamp(g), Noise.clamp(b));
    }

    Rgb decode(int rgb) {
        return set(DECODE[rgb >> 16 & 255], DECODE[rgb >> 8 & 255], DECODE[rgb & 255]);
    }

    static int blend(int below, int above, float share) {
        int weight = (int) (Noise.clamp(share) * 256);
        int evenBytes = (below & 0xFF00FF) * (256 - weight) + (above & 0xFF00FF) * weight;
        int green = (below & 0xFF00) * (256 - weight) + (above & 0xFF00) * weight;
        return evenBytes >>> 8 & 0xFF00FF | green >>> 8 & 0xFF00;
    }

    private static int packed(float red, float green, float blue) {
        return (ENCODE[(int) (red * STEPS)] & 255) << 16
                | (ENCODE[(int) (green * STEPS)] & 255) << 8
                | ENCODE[(int) (blue * STEPS)] & 255;
    }

    private static float film(float light) {
        float x = Math.max(light, 0);
        return Noise.clamp(x * (2.51f * x + 0.03f) / (x * (2.43f * x + 0.59f) + 0.14f));
    }

    private static byte[] encodeTable() {
        byte[] table = new byte[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            double linear = (double) i / STEPS;
            double coded = linear <= 0.0031308 ? 12.92 * linear : 1.055 * StrictMath.pow(linear, 1 / 2.4) - 0.055;
            table[i] = (byte) StrictMath.round(coded * 255);
        }
        return table;
    }

    private static float[] decodeTable() {
        float[] table = new float[256];
        for (int i = 0; i < 256; i++) {
            double coded = i / 255.0;
            table[i] = (float) (coded <= 0.04045 ? coded / 12.92 : StrictMath.pow((coded + 0.055) / 1.055, 2.4));
        }
        return table;
    }
}
