package dev.tomthumb.codec.metadata;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.model.ImageException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The directories of an EXIF block (EXIF 2.32, section 4.6): that of the picture, and those of camera, place and
 * interoperability below it. The thumbnail's is not looked at.
 */
final class ExifBlock {
    private static final int ENTRY_BYTES = 12;
    /** Real blocks have some hundred. */
    private static final int MAX_ENTRIES = 2048;
    /** Bytes per value by type 1..13 (TIFF 6.0, section 2, and the IFD type). */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    private final ByteReader bytes;
    private final boolean littleEndian;
    private final Map<Integer, Value> image;
    private final Map<Integer, Value> camera;
    private final Map<Integer, Value> place;
    private final Map<Integer, Value> interoperability;

    /**
     * A value of a tag.
     *
     * @param type 1..13
     * @param count of values
     * @param bytes all of them, in the block's byte order
     */
    record Value(int type, int count, ByteReader bytes) {}

    private ExifBlock(ByteReader bytes, boolean littleEndian) throws ImageException {
        this.bytes = bytes;
        this.littleEndian = littleEndian;
        this.image = directory(bytes.u32(4));
        this.camera = below(image, ExifTags.CAMERA);
        this.place = below(image, ExifTags.PLACE);
        this.interoperability = below(camera, ExifTags.INTEROPERABILITY);
    }

    /** The directories of {@code tiff}; empty if it is none or is damaged. */
    static Optional<ExifBlock> read(ByteReader tiff) {
        boolean little = tiff.isText(0, "II*\0");
        if (!little && !tiff.isText(0, "MM\0*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ExifBlock(tiff.ordered(little), little));
        } catch (ImageException damaged) {
            return Optional.empty();
        }
    }

    /** As {@link #read(ByteReader)}. */
    static Optional<ExifBlock> read(byte[] tiff) {
        return read(ByteReader.bigEndian(tiff, "EXIF"));
    }

    private Map<Integer, Value> below(Map<Integer, Value> parent, int tag) {
        Value pointer = parent.remove(tag);
        try {
            return pointer == null || pointer.bytes.length() != 4 ? new TreeMap<>() : directory(pointer.bytes.u32(0));
        } catch (ImageException damaged) {
            return new TreeMap<>();
        }
    }

    private Map<Integer, Value> directory(long at) throws ImageException {
        int count = Math.min(MAX_ENTRIES, bytes.u16(at));
        Map<Integer, Value> values = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            entry(at + 2 + (long) i * ENTRY_BYTES, values);
        }
        return values;
    }

    /** Values that do not lie in the block, or are as long as no value is, are left out. */
    private void entry(long at, Map<Integer, Value> values) throws ImageException {
        int type = bytes.u16(at + 2);
        long count = bytes.u32(at + 4);
        if (type < 1 || type >= TYPE_BYTES.length || count < 1 || count > MetadataReader.MAX_BYTES) {
            return;
        }
        long length = count * TYPE_BYTES[type];
        long start = length <= 4 ? at + 8 : bytes.u32(at + 8);
        if (bytes.has(start, length)) {
            values.putIfAbsent(bytes.u16(at), new Value(type, (int) count, bytes.slice(start, length)));
        }
    }

    Map<Integer, Value> image() {
        return image;
    }

    Map<Integer, Value> camera() {
        return camera;
    }

    Map<Integer, Value> place() {
        return place;
    }

    /** The bytes of a tag of the picture's own directory. */
    Optional<byte[]> value(int tag) {
        Value value = image.get(tag);
        try {
            return value == null ? Optional.empty() : MetadataReader.copy(value.bytes);
        } catch (ImageException impossible) {
            return Optional.empty();
        }
    }

    /** A block of all that describes the picture; empty if nothing does. What tells how pixels are stored is left out. */
    Optional<byte[]> described() {
        return written(tag -> true, true);
    }

    /**
     * As {@link #described()}, for a picture that was changed.
     *
     * @param without tags that are not true any more
     */
    Optional<byte[]> described(Set<Integer> without) {
        return written(tag -> !without.contains(tag), true);
    }

    /** A block of nothing but author and copyright; empty if neither is told. */
    Optional<byte[]> copyright() {
        return written(tag -> ExifTags.COPYRIGHT.contains(tag) && isTold(image.get(tag)), false);
    }

    private static boolean isTold(@Nullable Value text) {
        return text != null && !isBlank(text);
    }

    private static boolean isBlank(Value text) {
        try {
            for (int i = 0; i < text.bytes.length(); i++) {
                if (text.bytes.u8(i) > ' ') {
                    return false;
                }
            }
        } catch (ImageException impossible) {
            return true;
        }
        return true;
    }

    private Optional<byte[]> written(IntPredicate kept, boolean below) {
        ExifWriter writer = new ExifWriter(littleEndian);
        Map<Integer, Value> chosen = new TreeMap<>(image);
        chosen.keySet().removeIf(tag -> !ExifTags.DESCRIBING.contains(tag) || !kept.test(tag));
        try {
            return below
                    ? writer.write(chosen, withoutSize(camera), place, interoperability)
                    : writer.write(chosen, Map.of(), Map.of(), Map.of());
        } catch (ImageException impossible) {
            return Optional.empty();
        }
    }

    /** The size told there is that of the original. */
    private static Map<Integer, Value> withoutSize(Map<Integer, Value> camera) {
        Map<Integer, Value> kept = new TreeMap<>(camera);
        kept.keySet().removeAll(ExifTags.SIZE);
        return kept;
    }
}
