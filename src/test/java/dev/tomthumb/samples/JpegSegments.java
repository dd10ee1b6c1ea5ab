package dev.tomthumb.samples;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Marker segments written into finished JPEG files, and the contents of the ones the samples need. */
final class JpegSegments {
    private static final int SOI_LENGTH = 2;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;

    private JpegSegments() {}

    /**
     * The file with an EXIF segment in place of its JFIF header, as cameras write it.
     *
     * @param orientation 1 to 8 (EXIF 2.32, tag 0x0112)
     * @param order both byte orders are legal TIFF and both occur in the wild
     */
    static byte[] withOrientation(byte[] jpeg, int orientation, ByteOrder order) {
        return withSegment(withoutJfif(jpeg), APP1, exif(orientation, order));
    }

    /** The file with a colour profile of less than 64 kB in one APP2 segment (ICC.1:2010, annex B.4). */
    static byte[] withProfile(byte[] jpeg, byte[] profile) {
        byte[] label = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer content = ByteBuffer.allocate(label.length + 2 + profile.length);
        content.put(label).put((byte) 1).put((byte) 1).put(profile);
        return withSegment(jpeg, APP2, content.array());
    }

    /**
     * The file with Adobe's segment; with four components it says that they are inverted ink.
     *
     * @param transform 0 for components as they are, 1 for YCbCr, 2 for YCCK
     */
    static byte[] withAdobe(byte[] jpeg, int transform) {
        ByteBuffer content = ByteBuffer.allocate(12);
        content.put("Adobe".getBytes(StandardCharsets.US_ASCII));
        content.putShort((short) 100).putShort((short) 0).putShort((short) 0).put((byte) transform);
        return withSegment(jpeg, APP14, content.array());
    }

    /** Behind the JFIF header where there is one, since JFIF wants to be first. */
    private static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        int at = SOI_LENGTH + jfifLength(jpeg);
        int length = content.length + 2;
        ByteArrayOutputStream out = new ByteArrayOutputStream(jpeg.length + length + 2);
        out.write(jpeg, 0, at);
        out.write(0xFF);
        out.write(marker);
        out.write(length >> 8);
        out.write(length);
        out.writeBytes(content);
        out.write(jpeg, at, jpeg.length - at);
        return out.toByteArray();
    }

    private static byte[] withoutJfif(byte[] jpeg) {
        int skip = jfifLength(jpeg);
        ByteArrayOutputStream out = new ByteArrayOutputStream(jpeg.length);
        out.write(jpeg, 0, SOI_LENGTH);
        out.write(jpeg, SOI_LENGTH + skip, jpeg.length - SOI_LENGTH - skip);
        return out.toByteArray();
    }

    private static int jfifLength(byte[] jpeg) {
        boolean jfif = (jpeg[2] & 255) == 0xFF && (jpeg[3] & 255) == APP0;
        return jfif ? 2 + ((jpeg[4] & 255) << 8 | jpeg[5] & 255) : 0;
    }

    /** "Exif", then a TIFF header and one directory with one entry. */
    private static byte[] exif(int orientation, ByteOrder order) {
        ByteBuffer content = ByteBuffer.allocate(6 + 8 + 2 + 12 + 4).order(order);
        content.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        content.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
        content.putShort((short) 42).putInt(8);
        content.putShort((short) 1);
        content.putShort((short) 0x0112).putShort((short) 3).putInt(1);
        content.putShort((short) orientation).putShort((short) 0);
        content.putInt(0);
        return content.array();
    }
}
