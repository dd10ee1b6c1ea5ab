package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.ehcache.spi.serialization.Serializer;

/** A key as its text in UTF-8, and nothing else. Damaged bytes become some other key, which nobody asks for. */
final class CacheKeySerializer implements Serializer<CacheKey> {
    private static final CacheKey NOBODYS = new CacheKey("\uFFFD");

    @Override
    public ByteBuffer serialize(CacheKey key) {
        return StandardCharsets.UTF_8.encode(key.text());
    }

    @Override
    public CacheKey read(ByteBuffer binary) {
        String text = StandardCharsets.UTF_8.decode(binary.duplicate()).toString();
        return text.isEmpty() ? NOBODYS : new CacheKey(text);
    }

    @Override
    public boolean equals(CacheKey key, ByteBuffer binary) {
        return serialize(key).equals(binary);
    }
}
