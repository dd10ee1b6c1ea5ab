package dev.tomthumb.cache.ehcache.cluster;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.ehcache.RenditionBytes;
import dev.tomthumb.model.Rendition;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * What lies under a rendition's key: the rendition, or a note that a node is making it.
 *
 * <pre>
 * offset  bytes  numbers are big-endian
 *      0      1  'R' or 'L'
 *
 *      R      8  generation of the log of purges: its random number
 *      9      8  how many purges of that log its maker knew when he asked for the original
 *     17      -  the record of {@link RenditionBytes}, with key and checksum
 *
 *      L      8  when it was written, milliseconds of the epoch by its writer's clock
 *      9      -  the node's name, UTF-8
 * </pre>
 */
sealed interface ClusterValue {
    /**
     * A rendition.
     *
     * @param place what its maker knew of purges
     * @param stored the rendition and when it was stored
     */
    record Made(PurgePlace place, RenditionBytes.Stored stored) implements ClusterValue {}

    /**
     * A node is making it, or was when it stopped.
     *
     * @param since when it began, by its clock
     * @param node its name
     */
    record Making(Instant since, String node) implements ClusterValue {}

    /** Bytes that are neither, whatever they are. */
    record Foreign() implements ClusterValue {}

    /** A rendition as bytes. */
    static byte[] made(CacheKey key, Rendition rendition, PurgePlace place, Instant now) {
        ByteBuffer record = RenditionBytes.write(key, rendition, now);
        return ByteBuffer.allocate(1 + 2 * Long.BYTES + record.remaining())
                .put((byte) 'R')
                .putLong(place.generation())
                .putLong(place.count())
                .put(record)
                .array();
    }

    /** A note as bytes. */
    static byte[] making(String node, Instant now) {
        byte[] name = node.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + Long.BYTES + name.length)
                .put((byte) 'L')
                .putLong(now.toEpochMilli())
                .put(name)
                .array();
    }

    /** What bytes mean. Never throws. */
    static ClusterValue read(CacheKey key, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            byte kind = in.get();
            if (kind == 'L') {
                Instant since = Instant.ofEpochMilli(in.getLong());
                return new Making(since, StandardCharsets.UTF_8.decode(in).toString());
            }
            if (kind != 'R') {
                return new Foreign();
            }
            PurgePlace place = new PurgePlace(in.getLong(), in.getLong());
            Optional<RenditionBytes.Stored> stored = RenditionBytes.read(key, in);
            return stored.isPresent() ? new Made(place, stored.get()) : new Foreign();
        } catch (BufferUnderflowException tooShort) {
            return new Foreign();
        }
    }
}
