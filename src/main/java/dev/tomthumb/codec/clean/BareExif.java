package dev.tomthumb.codec.clean;

import java.nio.ByteBuffer;

/** An EXIF block with an orientation and nothing else (EXIF 2.32, section 4.6.4, tag 0x0112). */
final class BareExif {
    private static final int BYTES = 26;
    private static final int SHORT = 3;

    private BareExif() {}

    /** A TIFF structure of 26 bytes, without {@code Exif\0\0} before it. */
    static byte[] of(int orientation) {
        ByteBuffer tiff = ByteBuffer.allocate(BYTES);
        tiff.put(new byte[] {'M', 'M'}).putShort((short) 42).putInt(8);
        tiff.putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) SHORT)
                .putInt(1);
        tiff.putShort((short) orientation).putShort((short) 0).putInt(0);
        return tiff.array();
    }
}
