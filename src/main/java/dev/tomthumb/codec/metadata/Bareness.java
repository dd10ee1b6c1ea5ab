package dev.tomthumb.codec.metadata;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.util.Set;

/** Whether a file has nothing but its picture and its colour profile: no metadata, comments, texts or times. */
public final class Bareness {
    private static final Set<String> TELLING = Set.of("tEXt", "zTXt", "iTXt", "eXIf", "tIME");
    private static final int APP0 = 0xe0;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int COMMENT = 0xfe;
    private static final int SOS = 0xda;

    private Bareness() {}

    /** Never true for a format other than JPEG, PNG and WebP, nor for a file that is damaged. */
    public static boolean of(byte[] file, ImageFormat format) {
        try {
            return switch (format) {
                case JPEG -> jpeg(ByteReader.bigEndian(file, "JPEG"));
                case PNG -> png(ByteReader.bigEndian(file, "PNG"));
                case WEBP -> MetadataReader.read(file, format).isEmpty();
                default -> false;
            };
        } catch (ImageException damaged) {
            return false;
        }
    }

    private static boolean jpeg(ByteReader file) throws ImageException {
        long at = 2;
        while (file.u8(at) == 0xff && file.u8(at + 1) != SOS) {
            int marker = file.u8(at + 1);
            boolean ofPicture =
                    marker == APP0 || marker == APP14 || marker == APP2 && file.isText(at + 4, "ICC_PROFILE\0");
            if (!ofPicture && (marker >= APP0 && marker <= APP15 || marker == COMMENT)) {
                return false;
            }
            at += 2L + file.u16(at + 2);
        }
        return file.u8(at) == 0xff;
    }

    private static boolean png(ByteReader file) throws ImageException {
        for (long at = 8; file.has(at, 8); at += 12 + file.u32(at)) {
            for (String type : TELLING) {
                if (file.isText(at + 4, type)) {
                    return false;
                }
            }
        }
        return true;
    }
}
