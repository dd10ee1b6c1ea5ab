package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.util.Optional;

/**
 * What a file is by its first bytes, never by its name or by what a server says of it. Knows more formats than anyone
 * here can read, so that those are refused by name.
 */
public final class FormatSniffer {
    private FormatSniffer() {}

    /** The format of {@code file}; empty if its beginning is that of none of them. */
    public static Optional<ImageFormat> sniff(byte[] file) {
        ByteReader bytes = ByteReader.bigEndian(file, "file");
        for (ImageFormat format : ImageFormat.values()) {
            if (is(format, bytes)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    private static boolean is(ImageFormat format, ByteReader bytes) {
        return switch (format) {
            case JPEG -> bytes.isText(0, "\u00ff\u00d8\u00ff");
            case PNG -> bytes.isText(0, "\u0089PNG\r\n\u001a\n");
            case GIF -> bytes.isText(0, "GIF87a") || bytes.isText(0, "GIF89a");
            case WEBP -> bytes.isText(0, "RIFF") && bytes.isText(8, "WEBP");
            case BMP -> isBmp(bytes);
            case TIFF ->
                bytes.isText(0, "II*\0")
                        || bytes.isText(0, "MM\0*")
                        || bytes.isText(0, "II+\0")
                        || bytes.isText(0, "MM\0+");
            case AVIF -> hasBrand(bytes, "avif", "avis");
            case HEIC -> hasBrand(bytes, "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");
            case JXL -> bytes.isText(0, "\u00ff\n") || bytes.isText(0, "\0\0\0\u000cJXL \r\n\u0087\n");
            case ICO -> isIco(bytes);
            case SVG -> SvgScan.isSvg(bytes);
        };
    }

    /** Two letters are little: the size of the header that follows must be one that was ever defined. */
    private static boolean isBmp(ByteReader bytes) {
        try {
            if (!bytes.isText(0, "BM")) {
                return false;
            }
            long headerBytes = bytes.ordered(true).u32(14);
            return headerBytes >= 12 && headerBytes <= 256;
        } catch (ImageException tooShort) {
            return false;
        }
    }

    /** A reserved word, the type icon or cursor, and at least one picture. */
    private static boolean isIco(ByteReader bytes) {
        try {
            return (bytes.isText(0, "\0\0\u0001\0") || bytes.isText(0, "\0\0\u0002\0"))
                    && bytes.ordered(true).u16(4) > 0
                    && bytes.u8(9) == 0
                    && bytes.has(6, 16);
        } catch (ImageException tooShort) {
            return false;
        }
    }

    /** Whether a file type box (ISO/IEC 14496-12, section 4.3) names one of the brands. */
    private static boolean hasBrand(ByteReader bytes, String... brands) {
        if (!bytes.isText(4, "ftyp")) {
            return false;
        }
        try {
            long end = Math.min(bytes.length(), Math.min(bytes.u32(0), 256));
            for (long at = 8; at + 4 <= end; at += 4) {
                // Bytes 12 to 15 are a version, not a brand.
                if (at != 12 && isOneOf(bytes, at, brands)) {
                    return true;
                }
            }
            return false;
        } catch (ImageException tooShort) {
            return false;
        }
    }

    private static boolean isOneOf(ByteReader bytes, long at, String... brands) {
        for (String brand : brands) {
            if (bytes.isText(at, brand)) {
                return true;
            }
        }
        return false;
    }
}
