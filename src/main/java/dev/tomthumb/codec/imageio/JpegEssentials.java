package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.JpegHeader;
import java.io.ByteArrayOutputStream;

/**
 * A JPEG without its metadata: only what decides pixels. The JDK's reader would convert by an embedded profile at full
 * size, and stumble over metadata that no browser minds.
 */
final class JpegEssentials {
    private static final int SOS = 0xda;
    private static final int APP0 = 0xe0;
    private static final int ADOBE = 0xee;
    private static final int APP15 = 0xef;
    private static final int COMMENT = 0xfe;

    private JpegEssentials() {}

    /** {@code file}, whose segments {@code header} has been read from, without APPn and comments before the first scan. */
    static byte[] of(byte[] file, JpegHeader header) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
        kept.write(file, 0, 2);
        int at = 2;
        while (at < header.scanStart()) {
            int marker = nextMarker(file, at);
            if (marker >= header.scanStart()) {
                break;
            }
            int end = end(file, marker);
            if (keeps(file[marker + 1] & 0xff)) {
                kept.write(file, marker, end - marker);
            }
            at = end;
        }
        kept.write(file, header.scanStart(), file.length - header.scanStart());
        return kept.toByteArray();
    }

    /** How many scans the file has; only a progressive file needs more than one per component. */
    static int scans(byte[] file, JpegHeader header) {
        int scans = 0;
        for (int i = header.scanStart(); i < file.length - 1; i++) {
            if (file[i] == (byte) 0xff && file[i + 1] == (byte) SOS) {
                scans++;
            }
        }
        return scans;
    }

    /** JFIF and Adobe segments tell the colour space (T.872, section 6); other APPn tell nothing about pixels. */
    private static boolean keeps(int marker) {
        boolean application = marker >= APP0 && marker <= APP15;
        return marker == APP0 || marker == ADOBE || !application && marker != COMMENT;
    }

    private static int nextMarker(byte[] file, int from) {
        int at = from;
        while (file[at] != (byte) 0xff || file[at + 1] == (byte) 0xff || file[at + 1] == 0) {
            at++;
        }
        return at;
    }

    private static int end(byte[] file, int marker) {
        int type = file[marker + 1] & 0xff;
        boolean standsAlone = type == 0x01 || type >= 0xd0 && type <= 0xd8;
        return standsAlone ? marker + 2 : marker + 2 + ((file[marker + 2] & 0xff) << 8 | file[marker + 3] & 0xff);
    }
}
