package dev.tomthumb.cache.ehcache.cluster;

import java.util.Arrays;

/**
 * Bytes as a value: equal if they are the same, which Ehcache's own type for bytes is not and conditional operations need.
 * The servers know this class and its serializer by their names; both must not change.
 */
final class Blob {
    private final byte[] bytes;

    /** @param bytes not copied; nobody may change them */
    Blob(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Not copied either. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Blob blob && Arrays.equals(bytes, blob.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
