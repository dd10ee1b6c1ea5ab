package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The first image file directory of a TIFF structure (TIFF 6.0, section 2), which is also what EXIF metadata is.
 * Values are read when asked for; a value that does not lie inside the file counts as absent.
 */
final class TiffDirectory {
    private static final int ENTRY_BYTES = 12;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    /** Bytes per value by type 1..13 (TIFF 6.0, section 2, and the IFD type). */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    private final ByteReader bytes;
    private final Map<Integer, Entry> entries;

    private TiffDirectory(ByteReader bytes, Map<Integer, Entry> entries) {
        this.bytes = bytes;
        this.entries = entries;
    }

    /** @param at where count and type stand; the value or its offset is 8 bytes after the entry's begin */
    private record Entry(int type, long count, long valueAt) {
        long length() {
            return count * TYPE_BYTES[type];
        }
    }

    /** The directory of {@code bytes}, which start with {@code II} or {@code MM}. */
    static TiffDirectory read(ByteReader bytes) throws ImageException {
        ByteReader ordered = bytes.ordered(bytes.isText(0, "II"));
        long directory = ordered.u32(4);
        int count = ordered.u16(directory);
        Map<Integer, Entry> entries = new HashMap<>();
        for (int i = 0; i < count; i++) {
            addEntry(entries, ordered, directory + 2 + (long) i * ENTRY_BYTES);
        }
        return new TiffDirectory(ordered, entries);
    }

    private static void addEntry(Map<Integer, Entry> entries, ByteReader bytes, long at) throws ImageException {
        int tag = bytes.u16(at);
        int type = bytes.u16(at + 2);
        long count = bytes.u32(at + 4);
        if (type >= 1 && type < TYPE_BYTES.length) {
            boolean inline = count * TYPE_BYTES[type] <= 4;
            entries.putIfAbsent(tag, new Entry(type, count, inline ? at + 8 : bytes.u32(at + 8)));
        }
    }

    /** The first value of a SHORT or LONG tag. */
    OptionalLong number(int tag) throws ImageException {
        Optional<Entry> entry = numbers(tag);
        return entry.isPresent() && entry.get().count > 0
                ? OptionalLong.of(value(entry.get(), 0))
                : OptionalLong.empty();
    }

    /** A SHORT or LONG tag whose values lie in the file. */
    private Optional<Entry> numbers(int tag) {
        return Optional.ofNullable(entries.get(tag))
                .filter(entry -> entry.type == SHORT || entry.type == LONG)
                .filter(entry -> bytes.has(entry.valueAt, entry.length()));
    }

    private long value(Entry entry, long index) throws ImageException {
        long at = entry.valueAt + index * TYPE_BYTES[entry.type];
        return entry.type == SHORT ? bytes.u16(at) : bytes.u32(at);
    }

    /** The bytes of a tag of any type. */
    Optional<ByteReader> bytes(int tag) throws ImageException {
        Entry entry = entries.get(tag);
        return entry == null || !bytes.has(entry.valueAt, entry.length())
                ? Optional.empty()
                : Optional.of(bytes.slice(entry.valueAt, entry.length()));
    }

    /** Whether the values of every tag lie inside the file. A library that trusts a count would allocate it. */
    boolean isWhole() {
        return entries.values().stream().allMatch(entry -> bytes.has(entry.valueAt, entry.length()));
    }

    /**
     * Whether all pieces, given by their offsets and byte counts, lie inside the file. None of them is copied: a file of
     * nothing but offsets would become several times as long.
     */
    boolean holdsPieces(int offsetsTag, int countsTag) throws ImageException {
        Optional<Entry> offsets = numbers(offsetsTag);
        Optional<Entry> counts = numbers(countsTag);
        return offsets.isEmpty() || counts.isEmpty() || holdsPieces(offsets.get(), counts.get());
    }

    private boolean holdsPieces(Entry offsets, Entry counts) throws ImageException {
        for (long i = 0; i < Math.min(offsets.count, counts.count); i++) {
            if (!bytes.has(value(offsets, i), value(counts, i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "tags " + Arrays.toString(entries.keySet().toArray());
    }
}
