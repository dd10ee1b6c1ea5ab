package dev.tomthumb.samples;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Colour profiles built from primaries and the sRGB curve: version 2, display class, matrix and tone curves (ICC.1:2001-04). */
final class IccProfiles {
    /** Primaries as XYZ under D50, the profile connection space: red, green, blue. */
    private static final double[][] SRGB = {
        {0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}
    };

    private static final double[][] DISPLAY_P3 = {
        {0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}
    };

    private static final double[] D50 = {0.9642, 1, 0.8249};
    private static final int CURVE_POINTS = 1024;

    private IccProfiles() {}

    /** Display P3: the wide gamut of current phones and screens. */
    static byte[] displayP3() {
        return profile("Display P3", DISPLAY_P3);
    }

    /** sRGB with the roles of the channels turned round: the file's red is blue light, its green red, its blue green. */
    static byte[] turnedChannels() {
        return profile("sRGB with turned channels", new double[][] {SRGB[2], SRGB[0], SRGB[1]});
    }

    private static byte[] profile(String name, double[][] primaries) {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("desc", description(name));
        tags.put("cprt", text("No copyright, use freely"));
        tags.put("wtpt", xyz(D50));
        tags.put("rXYZ", xyz(primaries[0]));
        tags.put("gXYZ", xyz(primaries[1]));
        tags.put("bXYZ", xyz(primaries[2]));
        for (String curve : new String[] {"rTRC", "gTRC", "bTRC"}) {
            tags.put(curve, srgbCurve());
        }
        return assemble(tags);
    }

    private static byte[] assemble(Map<String, byte[]> tags) {
        int offset = 128 + 4 + 12 * tags.size();
        int size = offset
                + tags.values().stream().mapToInt(tag -> padded(tag.length)).sum();
        ByteBuffer out = ByteBuffer.allocate(size);
        header(out, size);
        out.position(128).putInt(tags.size());
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            out.put(ascii(tag.getKey())).putInt(offset).putInt(tag.getValue().length);
            offset += padded(tag.getValue().length);
        }
        for (byte[] tag : tags.values()) {
            out.put(tag).position(padded(out.position()));
        }
        return out.array();
    }

    private static void header(ByteBuffer out, int size) {
        out.putInt(0, size).putInt(8, 0x02100000);
        out.position(12).put(ascii("mntrRGB XYZ "));
        out.putShort((short) 2026).putShort((short) 1).putShort((short) 1);
        out.position(36).put(ascii("acsp"));
        out.position(68).put(numbers(D50));
    }

    private static int padded(int length) {
        return (length + 3) / 4 * 4;
    }

    private static byte[] xyz(double[] colour) {
        return ByteBuffer.allocate(20)
                .put(ascii("XYZ "))
                .putInt(0)
                .put(numbers(colour))
                .array();
    }

    /** s15Fixed16Number each. */
    private static byte[] numbers(double[] values) {
        ByteBuffer out = ByteBuffer.allocate(4 * values.length);
        for (double value : values) {
            out.putInt((int) StrictMath.round(value * 65536));
        }
        return out.array();
    }

    private static byte[] srgbCurve() {
        ByteBuffer out = ByteBuffer.allocate(12 + 2 * CURVE_POINTS)
                .put(ascii("curv"))
                .putInt(0)
                .putInt(CURVE_POINTS);
        for (int i = 0; i < CURVE_POINTS; i++) {
            double coded = i / (CURVE_POINTS - 1.0);
            double linear = coded <= 0.04045 ? coded / 12.92 : StrictMath.pow((coded + 0.055) / 1.055, 2.4);
            out.putShort((short) StrictMath.round(linear * 65535));
        }
        return out.array();
    }

    private static byte[] text(String text) {
        return ByteBuffer.allocate(9 + text.length())
                .put(ascii("text"))
                .putInt(0)
                .put(ascii(text))
                .array();
    }

    /** textDescriptionType: ASCII, then empty Unicode and Macintosh parts. */
    private static byte[] description(String text) {
        ByteBuffer out = ByteBuffer.allocate(12 + text.length() + 1 + 8 + 3 + 67);
        out.put(ascii("desc")).putInt(0).putInt(text.length() + 1).put(ascii(text));
        return out.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
