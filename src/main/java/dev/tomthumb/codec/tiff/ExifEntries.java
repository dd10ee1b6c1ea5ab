package dev.tomthumb.codec.tiff;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.model.ImageException;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an EXIF block says that has a place in a TIFF's own directory (EXIF 2.32, section 4.6.4): who made the picture, with what
 * and when, and how it stands. What a camera notes in directories of its own is left out.
 *
 * @param orientation 1..8
 * @param texts by tag, with the zero behind them
 */
@SuppressWarnings("ArrayRecordComponent")
record ExifEntries(OptionalInt orientation, SortedMap<Integer, byte[]> texts) {
    private static final int ORIENTATION = 274;
    private static final int ASCII = 2;
    private static final int MOST_ENTRIES = 256;
    private static final int ENTRY_BYTES = 12;
    /** ImageDescription, Make, Model, Software, DateTime, Artist, HostComputer, Copyright. */
    private static final Set<Integer> TEXTS = Set.of(270, 271, 272, 305, 306, 315, 316, 33432);

    /** Of a block that is damaged, what stands before the damage. */
    static ExifEntries of(byte[] tiff) {
        ByteReader any = ByteReader.bigEndian(tiff, "EXIF");
        ByteReader bytes = any.ordered(any.isText(0, "II"));
        SortedMap<Integer, byte[]> texts = new TreeMap<>();
        OptionalInt orientation = OptionalInt.empty();
        try {
            long directory = bytes.u32(4);
            int count = Math.min(MOST_ENTRIES, bytes.u16(directory));
            for (int i = 0; i < count; i++) {
                long at = directory + 2 + (long) i * ENTRY_BYTES;
                int tag = bytes.u16(at);
                if (tag == ORIENTATION && bytes.u16(at + 8) >= 1 && bytes.u16(at + 8) <= 8) {
                    orientation = OptionalInt.of(bytes.u16(at + 8));
                } else if (TEXTS.contains(tag) && bytes.u16(at + 2) == ASCII) {
                    texts.putIfAbsent(tag, text(bytes, at));
                }
            }
        } catch (ImageException damaged) {
            // Metadata never break a picture.
        }
        return new ExifEntries(orientation, texts);
    }

    private static byte[] text(ByteReader bytes, long at) throws ImageException {
        long length = bytes.u32(at + 4);
        return bytes.bytes(length <= 4 ? at + 8 : bytes.u32(at + 8), length);
    }
}
