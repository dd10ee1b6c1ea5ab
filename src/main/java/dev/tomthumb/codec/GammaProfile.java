package dev.tomthumb.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An ICC profile (ICC.1:2001-04, version 2) that says what a PNG's gAMA chunk says: sRGB's primaries under another curve. So
 * such a picture is converted, or its curve handed on, by the same means as one with a profile.
 */
final class GammaProfile {
    /** Files nearer to sRGB's usual 1/2.2 are meant to be sRGB; libpng has the same threshold. */
    private static final double NEAR = 0.05;

    private static final double USUAL = 1 / 2.2;
    private static final double LEAST = 0.1;
    private static final double GREATEST = 10;

    private static final int HEADER_BYTES = 128;
    private static final int ENTRY_BYTES = 12;
    private static final int VERSION = 0x02100000;
    private static final double[] WHITE = {0.9642, 1, 0.8249};
    /** sRGB's primaries, seen under D50. */
    private static final double[][] PRIMARIES = {
        {0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}
    };

    private GammaProfile() {}

    /**
     * The profile; empty where samples are as good as sRGB, or the number is nonsense.
     *
     * @param gamma the exponent by which light became samples (PNG, third edition, section 11.3.2.2)
     * @param grey whether the pixels are grey
     */
    static Optional<byte[]> of(double gamma, boolean grey) {
        boolean usual = Math.abs(gamma / USUAL - 1) < NEAR;
        if (usual || gamma < LEAST || gamma > GREATEST) {
            return Optional.empty();
        }
        return Optional.of(grey ? profile("GRAY", greyTags(curve(gamma))) : profile("RGB ", colorTags(curve(gamma))));
    }

    private record Tag(String name, byte[] data) {}

    private static List<Tag> greyTags(byte[] curve) {
        return List.of(new Tag("wtpt", xyz(WHITE)), new Tag("kTRC", curve));
    }

    private static List<Tag> colorTags(byte[] curve) {
        List<Tag> tags = new ArrayList<>();
        tags.add(new Tag("wtpt", xyz(WHITE)));
        for (int i = 0; i < PRIMARIES.length; i++) {
            String channel = "rgb".substring(i, i + 1);
            tags.add(new Tag(channel + "XYZ", xyz(PRIMARIES[i])));
            tags.add(new Tag(channel + "TRC", curve));
        }
        return tags;
    }

    /** One exponent, from samples to light, in 256ths (section 6.5.3), padded to a multiple of four bytes. */
    private static byte[] curve(double gamma) {
        return ByteBuffer.allocate(16)
                .put(ascii("curv"))
                .putInt(0)
                .putInt(1)
                .putShort((short) Math.round(256 / gamma))
                .array();
    }

    private static byte[] xyz(double[] values) {
        ByteBuffer data = ByteBuffer.allocate(20).put(ascii("XYZ ")).putInt(0);
        for (double value : values) {
            data.putInt(fixed(value));
        }
        return data.array();
    }

    private static int fixed(double value) {
        return (int) Math.round(value * 65536);
    }

    private static byte[] profile(String space, List<Tag> tags) {
        int dataAt = HEADER_BYTES + 4 + ENTRY_BYTES * tags.size();
        int length = dataAt + tags.stream().mapToInt(tag -> tag.data.length).sum();
        ByteBuffer profile = ByteBuffer.allocate(length);
        header(profile, space);
        profile.position(HEADER_BYTES).putInt(tags.size());
        int at = dataAt;
        for (Tag tag : tags) {
            profile.put(ascii(tag.name)).putInt(at).putInt(tag.data.length);
            at += tag.data.length;
        }
        tags.forEach(tag -> profile.put(tag.data));
        return profile.array();
    }

    /** Section 6.1. */
    private static void header(ByteBuffer profile, String space) {
        profile.putInt(0, profile.capacity()).putInt(8, VERSION);
        profile.position(12).put(ascii("mntr" + space + "XYZ "));
        profile.position(36).put(ascii("acsp"));
        for (int i = 0; i < WHITE.length; i++) {
            profile.putInt(68 + 4 * i, fixed(WHITE[i]));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
