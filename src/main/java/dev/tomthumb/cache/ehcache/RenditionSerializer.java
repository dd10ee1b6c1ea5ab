package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.disk.ehcache.ReadsByCopy;
import java.nio.ByteBuffer;
import org.ehcache.spi.serialization.SerializerException;

/** Lets Ehcache store renditions as {@link RenditionRecord}s. What cannot be read is a value that says so. */
final class RenditionSerializer implements ReadsByCopy<StoredRendition> {
    @Override
    public ByteBuffer serialize(StoredRendition stored) {
        if (stored instanceof StoredRendition.Intact intact) {
            return RenditionRecord.write(intact);
        }
        // Ehcache would write a damaged entry back when the heap evicts it.
        throw new SerializerException("a damaged rendition is not stored again");
    }

    @Override
    public StoredRendition read(ByteBuffer binary) {
        return RenditionRecord.read(binary);
    }

    @Override
    public StoredRendition readIntact(ByteBuffer binary) {
        return RenditionRecord.readIntact(binary);
    }

    @Override
    public boolean equals(StoredRendition stored, ByteBuffer binary) {
        return stored instanceof StoredRendition.Intact intact
                && RenditionRecord.write(intact).equals(binary);
    }
}
