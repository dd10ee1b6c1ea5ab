package dev.tomthumb.codec.metadata;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How large a JPEG is printed, as Photoshop says (Adobe Photoshop File Formats, image resource 0x03ED). */
public final class PhotoshopResolution {
    private static final int RESOURCE = 0x03ed;
    /** What a side is measured in, counted from 1. */
    private static final List<String> UNITS = List.of("inches", "cm", "points", "picas", "columns");
    /** What a resolution counts pixels per. */
    private static final List<String> PER = List.of("inches", "cm");

    private PhotoshopResolution() {}

    /** The resolution as names and values; empty if there is none, or one that cannot be read. */
    public static Map<String, Object> values(byte[] file, ImageFormat format) {
        if (format != ImageFormat.JPEG) {
            return Map.of();
        }
        Optional<byte[]> resource = new JpegMetadata(ByteReader.bigEndian(file, "JPEG")).readResource(RESOURCE);
        try {
            return resource.isPresent() ? values(ByteReader.bigEndian(resource.get(), "resolution")) : Map.of();
        } catch (ImageException cutOff) {
            return Map.of();
        }
    }

    /** Of each axis: a number of 16 bits before and 16 behind the point, its unit, and the side's unit. */
    private static Map<String, Object> values(ByteReader bytes) throws ImageException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("XResolution", number(bytes.u32(0)));
        values.put("XResolutionUnit", word(PER, bytes.u16(4)));
        values.put("WidthUnit", word(UNITS, bytes.u16(6)));
        values.put("YResolution", number(bytes.u32(8)));
        values.put("YResolutionUnit", word(PER, bytes.u16(12)));
        values.put("HeightUnit", word(UNITS, bytes.u16(14)));
        return values;
    }

    private static Object number(long fixed) {
        return fixed % 65_536 == 0 ? (Object) (fixed / 65_536) : (Object) (fixed / 65_536.0);
    }

    private static String word(List<String> words, int number) {
        return number >= 1 && number <= words.size() ? words.get(number - 1) : "unknown";
    }
}
