package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import java.util.OptionalLong;

/** The orientation an EXIF block tells (EXIF 2.32, tag 0x0112). Metadata never breaks a picture: what is odd is 1. */
final class ExifOrientation {
    /** As stored. */
    static final int UPRIGHT = 1;

    private static final int ORIENTATION = 0x0112;

    private ExifOrientation() {}

    /** 1..8 from a TIFF structure, with or without {@code Exif\0\0} before it. */
    static int of(ByteReader exif) {
        try {
            ByteReader tiff = exif.isText(0, "Exif\0\0") ? exif.slice(6, exif.length() - 6) : exif;
            if (!tiff.isText(0, "II*\0") && !tiff.isText(0, "MM\0*")) {
                return UPRIGHT;
            }
            return of(TiffDirectory.read(tiff));
        } catch (ImageException damaged) {
            return UPRIGHT;
        }
    }

    /** 1..8 from a directory. */
    static int of(TiffDirectory directory) throws ImageException {
        OptionalLong value = directory.number(ORIENTATION);
        return value.isPresent() && value.getAsLong() >= 1 && value.getAsLong() <= 8
                ? (int) value.getAsLong()
                : UPRIGHT;
    }
}
