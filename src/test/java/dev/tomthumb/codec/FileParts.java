package dev.tomthumb.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Bytes of image files, put together by hand: what no library would write is what parsers must be tried with. */
public final class FileParts {
    private FileParts() {}

    /** All parts, one after the other. */
    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** {@code file} with other bytes at {@code at}. */
    public static byte[] patched(byte[] file, int at, int... values) {
        byte[] copy = file.clone();
        System.arraycopy(bytes(values), 0, copy, at, values.length);
        return copy;
    }

    /** An EXIF block (a TIFF structure) with nothing but an orientation. */
    public static byte[] exif(int orientation, ByteOrder order) {
        ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
        tiff.put(ascii(order == ByteOrder.BIG_ENDIAN ? "MM" : "II"))
                .putShort((short) 42)
                .putInt(8);
        tiff.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
        tiff.putShort((short) orientation).putShort((short) 0).putInt(0);
        return tiff.array();
    }

    /** {@code jpeg} with a marker segment right behind its first marker. */
    public static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        int length = content.length + 2;
        byte[] head = bytes(0xff, marker, length >> 8, length);
        return join(Arrays.copyOf(jpeg, 2), head, content, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** {@code jpeg}, which has no JFIF segment from now on and whose three components have other names in frame and scans. */
    public static byte[] withComponentNames(byte[] jpeg, String names) {
        byte[] renamed = jpeg.clone();
        for (int at = 2; at + 4 < renamed.length; ) {
            int marker = renamed[at + 1] & 0xff;
            boolean segment = renamed[at] == (byte) 0xff && marker != 0 && (marker < 0xd0 || marker > 0xd9);
            if (segment && marker == 0xe0) {
                renamed[at + 1] = (byte) 0xfe;
            } else if (segment && (marker == 0xc0 || marker == 0xc2)) {
                rename(renamed, at + 10, 3, 3, names);
            } else if (segment && marker == 0xda) {
                rename(renamed, at + 5, renamed[at + 4], 2, names);
            }
            at += segment ? 2 + ((renamed[at + 2] & 0xff) << 8 | renamed[at + 3] & 0xff) : 1;
        }
        return renamed;
    }

    private static void rename(byte[] jpeg, int at, int count, int step, String names) {
        for (int i = 0; i < count; i++) {
            jpeg[at + step * i] = (byte) names.charAt(jpeg[at + step * i] - 1);
        }
    }

    /** Whether a text is somewhere in {@code file}. */
    public static boolean contains(byte[] file, String text) {
        return new String(file, StandardCharsets.ISO_8859_1).contains(text);
    }

    /** A chunk of a PNG with its checksum. */
    public static byte[] chunk(String type, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(ascii(type));
        crc.update(content);
        return join(big(content.length), ascii(type), content, big((int) crc.getValue()));
    }

    /** {@code png} with a chunk right behind its header. */
    public static byte[] withChunk(byte[] png, String type, byte[] content) {
        int at = 8 + 25;
        return join(Arrays.copyOf(png, at), chunk(type, content), Arrays.copyOfRange(png, at, png.length));
    }

    /** A profile as a PNG's iCCP chunk holds it. */
    public static byte[] iccp(byte[] profile) {
        return join(ascii("any name\0\0"), deflated(profile));
    }

    public static byte[] deflated(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(content);
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** A chunk of a RIFF file, padded to an even length. */
    public static byte[] riffChunk(String type, byte[] content) {
        return join(ascii(type), little(content.length), content, new byte[content.length & 1]);
    }

    /** A WebP of these chunks. */
    public static byte[] webp(byte[]... chunks) {
        byte[] body = join(chunks);
        return join(ascii("RIFF"), little(body.length + 4), ascii("WEBP"), body);
    }

    /** The chunk an extended WebP begins with. */
    public static byte[] vp8x(int flags, int width, int height) {
        return riffChunk("VP8X", join(bytes(flags, 0, 0, 0), little24(width - 1), little24(height - 1)));
    }

    /** A frame of an animated WebP; {@code image} are its VP8, VP8L and ALPH chunks. */
    public static byte[] anmf(int left, int top, int width, int height, byte[] image) {
        byte[] place = join(little24(left / 2), little24(top / 2), little24(width - 1), little24(height - 1));
        return riffChunk("ANMF", join(place, bytes(100, 0, 0, 0), image));
    }

    public static byte[] big(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    public static byte[] little(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private static byte[] little24(int value) {
        return Arrays.copyOf(little(value), 3);
    }
}
