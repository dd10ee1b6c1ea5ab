package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.disk.ehcache.ReadsByCopy;
import java.nio.ByteBuffer;
import org.ehcache.spi.serialization.SerializerException;

/** Lets Ehcache store originals as {@link OriginalRecord}s. What cannot be read is a value that says so. */
final class OriginalSerializer implements ReadsByCopy<StoredOriginal> {
    @Override
    public ByteBuffer serialize(StoredOriginal stored) {
        if (stored instanceof StoredOriginal.Intact intact) {
            return OriginalRecord.write(intact);
        }
        throw new SerializerException("a damaged original is not stored again");
    }

    @Override
    public StoredOriginal read(ByteBuffer binary) {
        return OriginalRecord.read(binary);
    }

    @Override
    public StoredOriginal readIntact(ByteBuffer binary) {
        return OriginalRecord.readIntact(binary);
    }

    @Override
    public boolean equals(StoredOriginal stored, ByteBuffer binary) {
        return stored instanceof StoredOriginal.Intact intact
                && OriginalRecord.write(intact).equals(binary);
    }
}
