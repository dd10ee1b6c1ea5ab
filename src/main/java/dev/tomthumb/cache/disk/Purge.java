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
        /** Whether the key begins with the prefix. Keys differ late, so the last byte is looked at first. */
        public boolean matches(byte[] key) {
            int i = bytes.length - 1;
            if (key.length <= i) {
                return false;
            }
            while (i >= 0 && key[i] == bytes[i]) {
                i--;
            }
            return i < 0;
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
