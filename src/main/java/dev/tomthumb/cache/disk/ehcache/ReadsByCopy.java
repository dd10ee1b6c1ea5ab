package dev.tomthumb.cache.disk.ehcache;

import java.nio.ByteBuffer;
import org.ehcache.spi.serialization.Serializer;

/**
 * A serializer that keeps nothing of the buffer it reads. It may then be given memory that is used again when it returns,
 * which saves a copy of each value; and since the tier has checked that memory, it need not check it once more.
 *
 * @param <V> type of the values
 */
public interface ReadsByCopy<V> extends Serializer<V> {
    /**
     * As {@link #read}, of bytes that are known to be those that {@link #serialize} has made.
     *
     * @throws ClassNotFoundException as {@link #read}
     */
    V readIntact(ByteBuffer binary) throws ClassNotFoundException;
}
