package dev.tomthumb.cache.ehcache.cluster;

import java.util.Optional;

/**
 * A map that all nodes see. Each operation is atomic, and takes no longer than the timeouts allow.
 *
 * <p>Every method throws {@link ClusterException} when the server does not answer in time or not at all: nobody can say
 * then whether the operation has taken place.
 */
interface ClusterMap {
    Optional<byte[]> get(String key);

    void put(String key, byte[] value);

    /** @return what is there already; empty if {@code value} is there now */
    Optional<byte[]> putIfAbsent(String key, byte[] value);

    /** Puts {@code value} there if {@code before} is. @return whether it was */
    boolean replace(String key, byte[] before, byte[] value);

    /** Removes {@code value} if that is what is there. */
    void remove(String key, byte[] value);

    /** Removes what is there, and gives its room back. */
    void remove(String key);
}
