package dev.tomthumb.cache.ehcache.cluster;

import java.nio.ByteBuffer;
import org.ehcache.spi.serialization.Serializer;

/** Lets Ehcache carry bytes as they are. */
final class BlobSerializer implements Serializer<Blob> {
    @Override
    public ByteBuffer serialize(Blob blob) {
        return ByteBuffer.wrap(blob.bytes());
    }

    @Override
    public Blob read(ByteBuffer binary) {
        byte[] bytes = new byte[binary.remaining()];
        binary.get(bytes);
        return new Blob(bytes);
    }

    @Override
    public boolean equals(Blob blob, ByteBuffer binary) {
        return ByteBuffer.wrap(blob.bytes()).equals(binary);
    }
}
