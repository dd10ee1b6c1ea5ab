package dev.tomthumb.codec.clean;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.model.ImageException;
import java.io.ByteArrayOutputStream;

/** The marker segments of a JPEG (ITU-T T.81, annex B). */
final class JpegParts {
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int RST0 = 0xd0;
    private static final int RST7 = 0xd7;
    private static final int TEM = 0x01;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int JPG0 = 0xf0;
    private static final int COM = 0xfe;
    /** A JFIF segment without its thumbnail (JFIF 1.02). */
    private static final int JFIF_BYTES = 16;

    private static final int ADOBE_BYTES = 14;

    private final byte[] file;
    private final ByteReader bytes;
    private final int orientation;
    private final ByteArrayOutputStream out;
    private boolean left;

    private JpegParts(byte[] file, int orientation) {
        this.file = file;
        this.bytes = ByteReader.bigEndian(file, "JPEG");
        this.orientation = orientation;
        this.out = new ByteArrayOutputStream(Math.addExact(file.length, CleanFile.PUT_IN));
    }

    static CleanFile clean(byte[] file, int orientation) throws ImageException {
        return new JpegParts(file, orientation).run();
    }

    private CleanFile run() throws ImageException {
        out.write(0xff);
        out.write(SOI);
        long at = 2;
        boolean oriented = orientation == 1;
        while (true) {
            at = marker(at);
            int marker = bytes.u8(at);
            // JFIF's segment must be the first one.
            if (!oriented && marker != APP0) {
                orient();
                oriented = true;
            }
            if (marker == EOI) {
                put(marker);
                return new CleanFile(out.toByteArray(), left, at + 1 < file.length);
            }
            at = segment(at, marker);
        }
    }

    /** The place of the next marker's second byte. */
    private long marker(long from) throws ImageException {
        if (!bytes.has(from, 1)) {
            throw bytes.damaged("it ends before its picture does");
        }
        if (bytes.u8(from) != 0xff) {
            throw bytes.damaged("there is no marker where one must be");
        }
        long at = from + 1;
        while (bytes.has(at, 1) && bytes.u8(at) == 0xff) {
            at++;
        }
        return at;
    }

    private long segment(long at, int marker) throws ImageException {
        if (marker == TEM || marker >= RST0 && marker <= RST7) {
            return at + 1;
        }
        if (marker == 0 || marker == SOI) {
            throw bytes.damaged("there is no marker where one must be");
        }
        int length = bytes.u16(at + 1);
        if (length < 2 || !bytes.has(at + 1, length)) {
            throw bytes.damaged("it ends before its picture does");
        }
        long end = at + 1 + length;
        keep(at, marker, length);
        return marker == SOS ? scan(end) : end;
    }

    private void keep(long at, int marker, int length) {
        if (marker == APP0 && bytes.isText(at + 3, "JFIF\0") && length >= JFIF_BYTES) {
            left |= length > JFIF_BYTES;
            put(marker);
            u16(JFIF_BYTES);
            write(at + 3, JFIF_BYTES - 4);
            // Width and height of the thumbnail, which is gone.
            u16(0);
        } else if (marker == APP14 && bytes.isText(at + 3, "Adobe") && length >= ADOBE_BYTES) {
            left |= length > ADOBE_BYTES;
            put(marker);
            u16(ADOBE_BYTES);
            write(at + 3, ADOBE_BYTES - 2);
        } else if (marker == APP2 && bytes.isText(at + 3, "ICC_PROFILE\0") || !isApart(marker)) {
            put(marker);
            write(at + 1, length);
        } else {
            left = true;
        }
    }

    /** Whether decoders read over it: applications' segments, extensions, comments. */
    private static boolean isApart(int marker) {
        return marker >= APP0 && marker <= APP15 || marker >= JPG0 && marker <= COM;
    }

    /** Copies entropy-coded data, in which only a restart marker may stand; where the next marker begins. */
    private long scan(long from) throws ImageException {
        int at = (int) from;
        while (at + 1 < file.length) {
            int next = file[at + 1] & 0xff;
            if (file[at] == (byte) 0xff && next != 0 && next != 0xff && (next < RST0 || next > RST7)) {
                write(from, at - from);
                return at;
            }
            at++;
        }
        throw bytes.damaged("it ends before its picture does");
    }

    private void orient() {
        byte[] exif = BareExif.of(orientation);
        put(APP1);
        u16(2 + 6 + exif.length);
        out.writeBytes(new byte[] {'E', 'x', 'i', 'f', 0, 0});
        out.writeBytes(exif);
    }

    private void put(int marker) {
        out.write(0xff);
        out.write(marker);
    }

    private void u16(int value) {
        out.write(value >> 8);
        out.write(value);
    }

    private void write(long at, long length) {
        out.write(file, (int) at, (int) length);
    }
}
