package dev.tomthumb.cache.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Values that say whose they are: every byte follows from key, version and length, so that no wrong one goes unseen. */
final class KnownValue {
    static final int LEAST_LENGTH = Long.BYTES;

    private KnownValue() {}

    /** The value of a version of a key: the version, then what looks random. */
    static ByteBuffer of(String key, long version, int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(key.hashCode() * 31L + version).nextBytes(bytes);
        return ByteBuffer.wrap(bytes).putLong(0, version);
    }

    /**
     * The version of a value that was read.
     *
     * @throws AssertionError if no version of this key has these bytes
     */
    static long version(String key, ByteBuffer value) {
        assertThat(value.remaining()).as("length of a value of %s", key).isGreaterThanOrEqualTo(LEAST_LENGTH);
        long version = value.getLong(value.position());
        assertThat(value.equals(of(key, version, value.remaining())))
                .as("the %d bytes read for %s are those of its version %d", value.remaining(), key, version)
                .isTrue();
        return version;
    }
}
