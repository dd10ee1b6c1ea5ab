package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.ehcache.spi.serialization.Serializer;

/**
 * A key as bytes: its original, what comes before that in its text, and how many bytes the latter is (4, big-endian). The
 * original stands first so that the keys of all its renditions begin alike, and those of all originals in one place. Bytes
 * that are no key become one that nobody asks for.
 */
final class CacheKeySerializer implements Serializer<CacheKey> {
    private static final CacheKey NOBODYS = new CacheKey("\uFFFD");

    @Override
    public ByteBuffer serialize(CacheKey key) {
        byte[] original = utf8(key.original());
        byte[] variant = utf8(key.variant());
        return ByteBuffer.allocate(original.length + variant.length + Integer.BYTES)
                .put(original)
                .put(variant)
                .putInt(variant.length)
                .flip();
    }

    /** What the keys of all renditions begin with whose original's reference begins so. */
    static byte[] prefix(String reference) {
        return utf8(reference);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public CacheKey read(ByteBuffer binary) {
        ByteBuffer in = binary.slice();
        int end = in.limit() - Integer.BYTES;
        if (end < 1) {
            return NOBODYS;
        }
        int variantLength = in.getInt(end);
        if (variantLength < 0 || variantLength > end) {
            return NOBODYS;
        }
        String original = text(in, 0, end - variantLength);
        String text = text(in, end - variantLength, end) + original;
        return text.isEmpty() ? NOBODYS : new CacheKey(text, original);
    }

    private static String text(ByteBuffer in, int from, int to) {
        return StandardCharsets.UTF_8
                .decode(in.duplicate().limit(to).position(from))
                .toString();
    }

    @Override
    public boolean equals(CacheKey key, ByteBuffer binary) {
        return serialize(key).equals(binary);
    }
}
