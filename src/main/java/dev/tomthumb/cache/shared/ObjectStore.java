package dev.tomthumb.cache.shared;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * A place for named objects, each written whole or not at all, that everybody reads as they were written last: what S3
 * promises. Names are relative to the place that the operator has chosen. Serves all threads; every call may take seconds.
 */
public interface ObjectStore extends AutoCloseable {
    /**
     * An object as it is read.
     *
     * @param body its bytes
     * @param metadata what was written with it, names in lower case
     * @param serverTime the store's clock when it answered, if it tells
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Got(byte[] body, Map<String, String> metadata, Optional<Instant> serverTime) {
        public Got {
            metadata = Map.copyOf(metadata);
        }
    }

    /**
     * An object to be written.
     *
     * @param body its bytes
     * @param metadata names in lower case and values, both ASCII, together at most {@value #METADATA_BYTES} bytes
     * @param contentType its media type
     * @param cacheControl what is said to whoever reads it over HTTP
     */
    @SuppressWarnings("ArrayRecordComponent")
    record New(byte[] body, Map<String, String> metadata, String contentType, Optional<String> cacheControl) {
        public New {
            metadata = Map.copyOf(metadata);
        }
    }

    /**
     * An object in a list.
     *
     * @param name its name
     * @param modified when it was written, by the store's clock
     */
    record Listed(String name, Instant modified) {}

    /**
     * What there is.
     *
     * @param objects by name
     * @param truncated whether there are more
     * @param serverTime the store's clock when it began to answer, if it tells
     */
    record Listing(List<Listed> objects, boolean truncated, Optional<Instant> serverTime) {
        public Listing {
            objects = List.copyOf(objects);
        }
    }

    /** As much as S3 takes. */
    int METADATA_BYTES = 2048;

    /**
     * Reads an object.
     *
     * @param most the largest body that is read
     * @return empty if there is none of that name
     * @throws ObjectStoreException {@code UNFIT} if it is larger
     */
    default Optional<Got> get(String name, long most) throws ObjectStoreException {
        return get(name, most, bytes -> true);
    }

    /**
     * Reads an object if there is room for it.
     *
     * @param most the largest body that is read
     * @param room asked before the body is read, with its size, or {@code most} where that is not told
     * @return empty if there is none of that name
     * @throws ObjectStoreException {@code UNFIT} if it is larger, or there is no room
     */
    Optional<Got> get(String name, long most, LongPredicate room) throws ObjectStoreException;

    /**
     * Writes an object.
     *
     * @param onlyIfAbsent whether one that exists stays as it is
     * @return whether it was written
     * @throws ObjectStoreException {@code UNFIT} if the store knows no such condition
     */
    boolean put(String name, New object, boolean onlyIfAbsent) throws ObjectStoreException;

    /** Removes an object; none of that name is fine, too. */
    void delete(String name) throws ObjectStoreException;

    /** Objects whose names begin so, at most {@code most} of them, the first by name. */
    Listing list(String prefix, int most) throws ObjectStoreException;

    /** Where that is, for operators. */
    String describe();

    @Override
    void close();
}
