package dev.tomthumb.cache.disk;

import java.util.Arrays;

/**
 * A key as the store looks for it. Only its bytes are stored.
 *
 * <p>Two keys that {@linkplain #matches match} have the same hash, in every process: the hash is stored too.
 */
public interface DiskKey {
    int hash();

    /** Not to be changed. */
    byte[] bytes();

    /** Whether {@code stored} are the bytes of an equal key; asked only if the hashes are the same. */
    default boolean matches(byte[] stored) {
        return Arrays.equals(bytes(), stored);
    }

    /** A key that is equal to those of the same bytes. */
    static DiskKey of(byte[] bytes) {
        return new BytesKey(bytes, Arrays.hashCode(bytes));
    }
}
