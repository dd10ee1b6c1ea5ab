package dev.tomthumb.codec;

import static dev.tomthumb.codec.FileParts.ascii;
import static dev.tomthumb.codec.FileParts.big;
import static dev.tomthumb.codec.FileParts.join;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** ICC profiles of a matrix and curves, or of a grey curve, put together by hand (ICC.1:2010). */
public final class Profiles {
    private static final double[] WHITE = {0.9642, 1, 0.8249};

    private Profiles() {}

    /** Display P3: sRGB's curve, wider primaries. */
    public static byte[] displayP3() {
        return rgb(srgbCurve(), new double[][] {
            {0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}
        });
    }

    /** sRGB under a name of our own. */
    public static byte[] srgb() {
        return rgb(srgbCurve(), srgbPrimaries());
    }

    /** sRGB with its curve as a table. */
    public static byte[] srgbByTable() {
        ByteBuffer table = ByteBuffer.allocate(12 + 2 * 1024);
        table.put(ascii("curv\0\0\0\0")).putInt(1024);
        for (int i = 0; i < 1024; i++) {
            double x = i / 1023.0;
            double y = x <= 0.04045 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4);
            table.putShort((short) Math.round(y * 65535));
        }
        return rgb(table.array(), srgbPrimaries());
    }

    /** sRGB's primaries with linear light. */
    public static byte[] linear() {
        return rgb(join(ascii("curv\0\0\0\0"), big(0)), srgbPrimaries());
    }

    /** Grey of gamma 1: mid-grey becomes much lighter in sRGB. */
    public static byte[] grey() {
        return profile(
                "GRAY", List.of(new Tag("wtpt", xyz(WHITE)), new Tag("kTRC", join(ascii("curv\0\0\0\0"), big(0)))));
    }

    private record Tag(String name, byte[] data) {}

    private static double[][] srgbPrimaries() {
        return new double[][] {{0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}};
    }

    private static byte[] srgbCurve() {
        return join(
                ascii("para\0\0\0\0\0\3\0\0"),
                fixed(2.4),
                fixed(1 / 1.055),
                fixed(0.055 / 1.055),
                fixed(1 / 12.92),
                fixed(0.04045));
    }

    private static byte[] rgb(byte[] curve, double[][] primaries) {
        List<Tag> tags = new ArrayList<>();
        tags.add(new Tag("wtpt", xyz(WHITE)));
        for (int i = 0; i < 3; i++) {
            String channel = "rgb".substring(i, i + 1);
            tags.add(new Tag(channel + "XYZ", xyz(primaries[i])));
            tags.add(new Tag(channel + "TRC", curve));
        }
        return profile("RGB ", tags);
    }

    private static byte[] profile(String space, List<Tag> tags) {
        ByteBuffer table = ByteBuffer.allocate(4 + 12 * tags.size()).putInt(tags.size());
        byte[] data = new byte[0];
        int at = 128 + table.capacity();
        for (Tag tag : tags) {
            byte[] padded = java.util.Arrays.copyOf(tag.data, (tag.data.length + 3) / 4 * 4);
            table.put(ascii(tag.name)).putInt(at + data.length).putInt(tag.data.length);
            data = join(data, padded);
        }
        ByteBuffer header = ByteBuffer.allocate(128).putInt(at + data.length);
        header.position(8);
        header.putInt(0x04000000).put(ascii("mntr" + space + "XYZ "));
        header.position(36);
        header.put(ascii("acsp"));
        header.position(68);
        header.put(fixed(WHITE[0])).put(fixed(WHITE[1])).put(fixed(WHITE[2]));
        return join(header.array(), table.array(), data);
    }

    private static byte[] xyz(double[] values) {
        return join(ascii("XYZ \0\0\0\0"), fixed(values[0]), fixed(values[1]), fixed(values[2]));
    }

    private static byte[] fixed(double value) {
        return big((int) Math.round(value * 65536));
    }
}
