package dev.tomthumb.pipeline;

import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.InfoSpec;
import dev.tomthumb.model.InfoSpec.Fact;
import java.util.Map;

/** What a picture's samples are, in the words of libvips, which reads palettes as the colours they stand for. */
record Samples(ImageHeader header) {
    private static final int RGB = 3;
    private static final int CMYK = 4;

    /** Adds what is asked. */
    void tell(InfoSpec info, Map<String, Object> told) {
        if (info.tells(Fact.COLORSPACE)) {
            told.put("colorspace", colorspace());
        }
        if (info.tells(Fact.BANDS)) {
            told.put("bands", colors() + (header.alpha() ? 1 : 0));
        }
        if (info.tells(Fact.SAMPLE_FORMAT)) {
            told.put("sample_format", sampleFormat());
        }
        if (info.tells(Fact.PAGES_NUMBER)) {
            told.put("pages_number", header.frames());
        }
    }

    /** Samples that are not alpha. A PNG's alpha may be a colour that is named transparent, and no sample. */
    private int colors() {
        if (header.palette() || header.format() == ImageFormat.SVG) {
            return RGB;
        }
        return switch (header.channels()) {
            case 1, 2 -> 1;
            case CMYK -> header.alpha() ? RGB : CMYK;
            case 3 -> RGB;
            default -> CMYK;
        };
    }

    private String colorspace() {
        boolean fine = header.bitsPerSample() > Byte.SIZE && !header.palette();
        return switch (colors()) {
            case 1 -> fine ? "grey16" : "b-w";
            case CMYK -> "cmyk";
            default -> fine ? "rgb16" : "srgb";
        };
    }

    private String sampleFormat() {
        if (header.bitsPerSample() > Short.SIZE) {
            return "float";
        }
        return header.bitsPerSample() > Byte.SIZE && !header.palette() ? "ushort" : "uchar";
    }
}
