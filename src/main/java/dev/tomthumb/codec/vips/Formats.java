package dev.tomthumb.codec.vips;

import dev.tomthumb.model.ImageFormat;
import java.util.List;

/** The formats that libvips is asked for. */
final class Formats {
    static final List<ImageFormat> ALL = List.of(ImageFormat.AVIF, ImageFormat.HEIC, ImageFormat.JXL);

    /** imgproxy's limit for both; AV1 and HEVC could a little more (AV1 specification, annex A; H.265, annex A). */
    private static final int HEIF_SIDE = 16_384;

    /** Level 5 (ISO/IEC 18181-1, annex M), which is what libjxl writes without being asked for more. */
    private static final int JXL_SIDE = 262_144;

    private Formats() {}

    /** The name in refusals. */
    static String label(ImageFormat format) {
        return format == ImageFormat.JXL ? "JPEG XL" : format.name();
    }

    static int longestSide(ImageFormat format) {
        return format == ImageFormat.JXL ? JXL_SIDE : HEIF_SIDE;
    }
}
