package dev.tomthumb.cache.disk;

import java.util.Set;

/**
 * What an entry can be purged by, besides its key.
 *
 * @param original what the entry was made from: all entries with the same original can be purged together. Empty if it
 *     was made from nothing
 * @param tags any names
 */
public record Labels(String original, Set<String> tags) {
    /** An entry that can be purged by its key only. */
    public static final Labels NONE = new Labels("", Set.of());

    public Labels {
        tags = Set.copyOf(tags);
    }
}
