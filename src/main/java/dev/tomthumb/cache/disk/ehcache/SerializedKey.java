package dev.tomthumb.cache.disk.ehcache;

import dev.tomthumb.cache.disk.DiskKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ehcache.spi.serialization.Serializer;

/** A key by its bytes. Equal keys may have other bytes, so its serializer has the last word. */
@SuppressWarnings("ArrayRecordComponent")
record SerializedKey<K>(K key, int hash, byte[] bytes, Serializer<K> serializer) implements DiskKey {
    static <K> SerializedKey<K> of(K key, Serializer<K> serializer) {
        return new SerializedKey<>(key, key.hashCode(), bytes(serializer.serialize(key)), serializer);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    @Override
    public boolean matches(byte[] stored) {
        return Arrays.equals(bytes, stored) || equalsSerialized(stored);
    }

    private boolean equalsSerialized(byte[] stored) {
        try {
            return serializer.equals(key, ByteBuffer.wrap(stored));
        } catch (ClassNotFoundException | RuntimeException unreadable) {
            return false;
        }
    }
}
