package dev.tomthumb.cache.disk;

import org.jspecify.annotations.Nullable;

/**
 * A record without its value: what the index in memory, and that on disk, know of it.
 *
 * @param offset in its segment
 * @param length of the whole record
 * @param hash of the key
 * @param sequence of the record; of a purge, the one before which it holds
 * @param expires milliseconds of the epoch, or {@link DiskStore#NEVER}
 * @param original hash of the original's name, 0 for none
 * @param tags hashes of tags, ascending, or null
 * @param key the key; of a purge, what it names
 */
@SuppressWarnings("ArrayRecordComponent")
record Descriptor(
        RecordHeader.Kind kind,
        int offset,
        int length,
        int hash,
        long sequence,
        long expires,
        int original,
        int @Nullable [] tags,
        byte[] key) {

    int end() {
        return offset + length;
    }
}
