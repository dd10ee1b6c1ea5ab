package dev.tomthumb.cache.disk;

import java.nio.ByteBuffer;

/**
 * An entry as it was read, checked against its checksums.
 *
 * @param id of this value in this process: another value of the same key has another
 * @param key not to be changed
 * @param value its bytes: all of an array that nobody else has
 * @param created milliseconds of the epoch
 * @param expires milliseconds of the epoch; {@link DiskStore#NEVER} if never
 */
@SuppressWarnings("ArrayRecordComponent")
public record DiskEntry(long id, byte[] key, ByteBuffer value, long created, long expires) {}
