package dev.tomthumb.codec.metadata;

import dev.tomthumb.model.ImageException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts directories together again, without gaps (TIFF 6.0, section 2). Nothing that no directory points to gets in: no
 * thumbnail, which may show what has been cut off.
 */
final class ExifWriter {
    private static final int ENTRY_BYTES = 12;
    private static final int LONG = 4;

    private final ByteOrder order;
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();

    ExifWriter(boolean littleEndian) {
        this.order = littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    /** An entry, its value as bytes in the block's order. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(int type, int count, byte[] value) {}

    /**
     * The block; empty if there is nothing to write, or if it would be longer than {@link MetadataReader#MAX_BYTES}:
     * values of a foreign block may lie over each other, and become many times as long when each is written by itself.
     */
    Optional<byte[]> write(
            Map<Integer, ExifBlock.Value> image,
            Map<Integer, ExifBlock.Value> camera,
            Map<Integer, ExifBlock.Value> place,
            Map<Integer, ExifBlock.Value> interoperability)
            throws ImageException {
        if (image.isEmpty() && camera.isEmpty() && place.isEmpty()) {
            return Optional.empty();
        }
        if (length(image) + length(camera) + length(place) + length(interoperability) > MetadataReader.MAX_BYTES) {
            return Optional.empty();
        }
        block.writeBytes(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
        block.writeBytes(number(2, 42));
        block.writeBytes(number(4, 0));
        Map<Integer, Entry> top = entries(image);
        if (!camera.isEmpty()) {
            Map<Integer, Entry> second = entries(camera);
            if (!interoperability.isEmpty()) {
                second.put(ExifTags.INTEROPERABILITY, pointer(directory(entries(interoperability))));
            }
            top.put(ExifTags.CAMERA, pointer(directory(second)));
        }
        if (!place.isEmpty()) {
            top.put(ExifTags.PLACE, pointer(directory(entries(place))));
        }
        int first = directory(top);
        byte[] bytes = block.toByteArray();
        ByteBuffer.wrap(bytes).order(order).putInt(4, first);
        return Optional.of(bytes);
    }

    private static long length(Map<Integer, ExifBlock.Value> directory) {
        return directory.values().stream()
                .mapToLong(value -> ENTRY_BYTES + value.bytes().length())
                .sum();
    }

    private static Map<Integer, Entry> entries(Map<Integer, ExifBlock.Value> values) throws ImageException {
        Map<Integer, Entry> entries = new TreeMap<>();
        for (Map.Entry<Integer, ExifBlock.Value> entry : values.entrySet()) {
            ExifBlock.Value value = entry.getValue();
            byte[] bytes = value.bytes().bytes(0, value.bytes().length());
            entries.put(entry.getKey(), new Entry(value.type(), value.count(), bytes));
        }
        return entries;
    }

    private Entry pointer(int at) {
        return new Entry(LONG, 1, number(4, at));
    }

    /** Writes long values first and then the directory; where it begins. */
    private int directory(Map<Integer, Entry> entries) {
        ByteBuffer directory =
                ByteBuffer.allocate(2 + entries.size() * ENTRY_BYTES + 4).order(order);
        directory.putShort((short) entries.size());
        entries.forEach((tag, entry) -> {
            directory.putShort(tag.shortValue()).putShort((short) entry.type).putInt(entry.count);
            if (entry.value.length <= 4) {
                directory.put(java.util.Arrays.copyOf(entry.value, 4));
            } else {
                directory.putInt(placed(entry.value));
            }
        });
        return placed(directory.array());
    }

    /** Where {@code bytes} have been put: at an even place, as is asked for. */
    private int placed(byte[] bytes) {
        int at = block.size();
        block.writeBytes(bytes);
        if ((bytes.length & 1) != 0) {
            block.write(0);
        }
        return at;
    }

    private byte[] number(int length, int value) {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(order);
        return (length == 2 ? bytes.putShort((short) value) : bytes.putInt(value)).array();
    }
}
