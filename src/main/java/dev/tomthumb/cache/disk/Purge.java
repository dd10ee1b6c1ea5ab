package dev.tomthumb.cache.disk;

import java.util.Arrays;

/** Which entries to purge. */
public sealed interface Purge {
    /** All of them. */
    record All() implements Purge {}

    /**
     * Those whose key begins with these bytes.
     *
     * @param bytes not to be changed
     */
    record Prefix(byte[] bytes) implements Purge {
        /** Whether the key begins with the prefix. */
        public boolean matches(byte[] key) {
            return key.length >= bytes.length && Arrays.equals(key, 0, bytes.length, bytes, 0, bytes.length);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Prefix prefix && Arrays.equals(bytes, prefix.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** Those that were made from this original, see {@link Labels#original}. */
    record Original(String name) implements Purge {}

    /** Those that carry this tag, see {@link Labels#tags}. */
    record Tag(String name) implements Purge {}
}
