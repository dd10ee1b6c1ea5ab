package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.model.Rendition;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/** A rendition as bytes for a place outside this JVM: the same record that lies on disk, with its checksum. */
public final class RenditionBytes {
    private RenditionBytes() {}

    /**
     * What {@link #read} has found.
     *
     * @param storedAt when it was stored, by the clock of who did
     */
    public record Stored(Rendition rendition, Instant storedAt) {}

    /** The record, from position 0 to its limit. */
    public static ByteBuffer write(CacheKey key, Rendition rendition, Instant storedAt) {
        return RenditionRecord.write(new StoredRendition.Intact(key, rendition, storedAt.toEpochMilli()));
    }

    /** What lies between position and limit; empty if that is not, byte for byte, what was stored under this key. */
    public static Optional<Stored> read(CacheKey key, ByteBuffer bytes) {
        return RenditionRecord.read(bytes) instanceof StoredRendition.Intact intact
                        && intact.key().equals(key)
                ? Optional.of(new Stored(intact.rendition(), Instant.ofEpochMilli(intact.storedAt())))
                : Optional.empty();
    }
}
