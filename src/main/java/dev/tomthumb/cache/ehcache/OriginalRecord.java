package dev.tomthumb.cache.ehcache;

import static dev.tomthumb.cache.ehcache.RecordBytes.TIME;
import static dev.tomthumb.cache.ehcache.RecordBytes.block;
import static dev.tomthumb.cache.ehcache.RecordBytes.checksum;
import static dev.tomthumb.cache.ehcache.RecordBytes.putBlock;
import static dev.tomthumb.cache.ehcache.RecordBytes.putTime;
import static dev.tomthumb.cache.ehcache.RecordBytes.text;
import static dev.tomthumb.cache.ehcache.RecordBytes.time;
import static dev.tomthumb.cache.ehcache.RecordBytes.utf8;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.KeptOriginal;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An original as bytes. Big-endian; a text is its length (4) and that many bytes of UTF-8; a time is seconds of the epoch
 * (8) and nanoseconds (4); {@code end} is the record's length.
 *
 * <pre>
 * offset length
 *      0      4  magic "TTOR"
 *      4      1  version, 1
 *      5      4  the record's length in bytes, all of it
 *      9      1  flags: 1 entity tag, 2 Last-Modified, 4 private, 8 Cache-Control, 16 Expires
 *     10     12  time: when it was asked for
 *      -      -  text: the key it was stored under, which is the original's reference
 *      -      -  text: entity tag, if flag 1
 *      -     12  time: Last-Modified, if flag 2
 *      -      -  text: Cache-Control, if flag 8
 *      -     12  time: Expires, if flag 16
 *      -      -  text: the tags, each followed by a line feed
 *      -      -  the file: its length (4) and its bytes, at least one
 *  end-4      4  CRC32C (RFC 3720, appendix B.4) of everything before it
 * </pre>
 *
 * <p>The checksum is checked before any length is believed, here or by the disk tier, and every length against what is left
 * before anything is allocated. A change of this layout needs a new version; records of another version count as damaged
 * and are forgotten.
 */
final class OriginalRecord {
    private static final int MAGIC = 0x54544f52;
    private static final byte VERSION = 1;
    private static final int OFFSET_OF_FIELDS = 9;
    private static final int CHECKSUM = Integer.BYTES;
    private static final int LEAST = OFFSET_OF_FIELDS + 1 + TIME + 3 * Integer.BYTES + CHECKSUM;

    private static final int HAS_TAG = 1;
    private static final int HAS_LAST_MODIFIED = 2;
    private static final int IS_PRIVATE = 4;
    private static final int HAS_CACHE_CONTROL = 8;
    private static final int HAS_EXPIRES = 16;

    private OriginalRecord() {}

    /**
     * The record, from position 0 to its limit.
     *
     * @throws ArithmeticException if it would exceed 2 GB
     */
    static ByteBuffer write(StoredOriginal.Intact stored) {
        KeptOriginal original = stored.original();
        byte[] key = utf8(stored.key().text());
        Optional<byte[]> tag = original.validators().entityTag().map(RecordBytes::utf8);
        Optional<Instant> modified = original.validators().lastModified();
        Optional<byte[]> cacheControl = original.lifetime().cacheControl().map(RecordBytes::utf8);
        Optional<Instant> expires = original.lifetime().expires();
        byte[] tags = utf8(String.join(
                "", original.tags().stream().map(word -> word + '\n').toList()));

        long length =
                (long) OFFSET_OF_FIELDS + 1 + TIME + block(key) + block(tags) + block(original.bytes()) + CHECKSUM;
        length += tag.map(RecordBytes::block).orElse(0L)
                + cacheControl.map(RecordBytes::block).orElse(0L);
        length += (modified.isPresent() ? TIME : 0) + (expires.isPresent() ? TIME : 0);

        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(length));
        out.putInt(MAGIC).put(VERSION).putInt(out.capacity());
        out.put((byte) (flag(tag, HAS_TAG)
                | flag(modified, HAS_LAST_MODIFIED)
                | (original.visibility() == Visibility.PRIVATE ? IS_PRIVATE : 0)
                | flag(cacheControl, HAS_CACHE_CONTROL)
                | flag(expires, HAS_EXPIRES)));
        putTime(out, original.fetchedAt());
        putBlock(out, key);
        tag.ifPresent(bytes -> putBlock(out, bytes));
        modified.ifPresent(time -> putTime(out, time));
        cacheControl.ifPresent(bytes -> putBlock(out, bytes));
        expires.ifPresent(time -> putTime(out, time));
        putBlock(out, tags);
        putBlock(out, original.bytes());
        out.putInt(checksum(out.duplicate().flip()));
        return out.flip();
    }

    private static int flag(Optional<?> field, int flag) {
        return field.isPresent() ? flag : 0;
    }

    /** What {@code bytes} hold, from position to limit; its position is left alone. Never throws. */
    static StoredOriginal read(ByteBuffer bytes) {
        return isWhole(bytes.slice()) ? readIntact(bytes) : StoredOriginal.Damaged.DAMAGED;
    }

    /** As {@link #read}, where somebody else has checked that the bytes are those that were written. */
    static StoredOriginal readIntact(ByteBuffer bytes) {
        ByteBuffer in = bytes.slice();
        if (!isFramed(in)) {
            return StoredOriginal.Damaged.DAMAGED;
        }
        try {
            return fields(in.position(OFFSET_OF_FIELDS).limit(in.limit() - CHECKSUM));
        } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException lying) {
            return StoredOriginal.Damaged.DAMAGED;
        }
    }

    private static boolean isFramed(ByteBuffer in) {
        int length = in.limit();
        return length >= LEAST && in.getInt(0) == MAGIC && in.get(4) == VERSION && in.getInt(5) == length;
    }

    private static boolean isWhole(ByteBuffer in) {
        int end = in.limit() - CHECKSUM;
        return end >= 0 && in.getInt(end) == checksum(in.duplicate().limit(end));
    }

    private static StoredOriginal fields(ByteBuffer in) {
        int flags = in.get();
        Instant fetchedAt = time(in);
        String reference = text(in);
        Optional<String> tag = (flags & HAS_TAG) != 0 ? Optional.of(text(in)) : Optional.empty();
        Optional<Instant> modified = (flags & HAS_LAST_MODIFIED) != 0 ? Optional.of(time(in)) : Optional.empty();
        Optional<String> cacheControl = (flags & HAS_CACHE_CONTROL) != 0 ? Optional.of(text(in)) : Optional.empty();
        Optional<Instant> expires = (flags & HAS_EXPIRES) != 0 ? Optional.of(time(in)) : Optional.empty();
        List<String> tags = text(in).lines().toList();
        byte[] file = block(in);
        if (file.length == 0 || in.hasRemaining()) {
            return StoredOriginal.Damaged.DAMAGED;
        }
        return new StoredOriginal.Intact(
                new CacheKey(reference, reference),
                new KeptOriginal(
                        file,
                        new Validators(tag, modified),
                        (flags & IS_PRIVATE) != 0 ? Visibility.PRIVATE : Visibility.PUBLIC,
                        new Lifetime(cacheControl, expires),
                        fetchedAt,
                        tags));
    }
}
