package dev.tomthumb.cache.disk;

/** A key that is its bytes. */
@SuppressWarnings("ArrayRecordComponent")
record BytesKey(byte[] bytes, int hash) implements DiskKey {}
