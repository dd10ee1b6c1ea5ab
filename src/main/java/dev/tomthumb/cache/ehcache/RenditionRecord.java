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
import dev.tomthumb.model.BodyType;
import dev.tomthumb.model.Confirmation;
import dev.tomthumb.model.DocumentType;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rendition as bytes, version 2. Numbers are big-endian; a text is its length in bytes (4) and that much UTF-8.
 *
 * <pre>
 * offset  bytes  content
 *      0      4  magic, "TTRD" (54 54 52 44)
 *      4      1  version, 2
 *      5      4  length of the whole record, magic and checksum included
 *      9      1  flags: 1 = size, 2 = the original's entity tag, 4 = the original's last modification,
 *                8 = private, 16 = the original's size, 32 = its Cache-Control, 64 = its Expires, 128 = tags
 *     10      8  stored at, milliseconds of the epoch
 *     18     12  made at: seconds of the epoch (8), nanoseconds (4)
 *     30      8  size of the original, bytes
 *     38      -  text: the key
 *      -      -  text: the token of what the body is, e.g. "webp"
 *      -      -  text: the entity tag
 *      -      8  width (4) and height (4), if flag 1
 *      -      -  text: the original's entity tag, if flag 2
 *      -     12  the original's last modification: seconds (8), nanoseconds (4), if flag 4
 *      -      8  the original's width (4) and height (4), if flag 16
 *      -      -  text: the original's Cache-Control, if flag 32
 *      -     12  the original's Expires: seconds (8), nanoseconds (4), if flag 64
 *      -      -  text: the tags, each followed by a line feed, if flag 128
 *      -     12  confirmed at: seconds (8), nanoseconds (4); not in version 1, nor the next four
 *      -      1  more flags: 1 = digest, 2 = the origin's Date, 4 = its Age, 8 = fields meant for caches
 *      -      -  text: the digest of the original, if 1
 *      -     12  the origin's Date: seconds (8), nanoseconds (4), if 2
 *      -      8  its Age in seconds, if 4
 *      -      -  text: the values of the fields meant for caches, each followed by a line feed, if 8
 *      -      -  the body: its length (4) and its bytes, at least one
 *  end-4      4  CRC32C (RFC 3720, appendix B.4) of everything before it
 * </pre>
 *
 * <p>The checksum is checked before any length is believed, here or by the disk tier, and every length against what is left
 * before anything is allocated. A change of this layout needs a new version; records of an unknown version count as damaged,
 * which makes the cache forget them. Version 1 is read, too: such a rendition counts as confirmed when it was made, so that its
 * origin is asked soon, and nothing is rendered anew for it.
 */
final class RenditionRecord {
    private static final int MAGIC = 0x54545244;
    private static final byte VERSION = 2;
    /** Ends with the tags. */
    private static final byte FIRST_VERSION = 1;

    private static final int OFFSET_OF_VERSION = 4;

    private static final int OFFSET_OF_FIELDS = 9;
    private static final int CHECKSUM = Integer.BYTES;
    private static final int FIXED = OFFSET_OF_FIELDS + 1 + Long.BYTES + TIME + Long.BYTES;
    private static final int SIZE = 2 * Integer.BYTES;

    private static final int HAS_SIZE = 1;
    private static final int HAS_ORIGINAL_TAG = 2;
    private static final int HAS_LAST_MODIFIED = 4;
    private static final int IS_PRIVATE = 8;
    private static final int HAS_ORIGINAL_SIZE = 16;
    private static final int HAS_CACHE_CONTROL = 32;
    private static final int HAS_EXPIRES = 64;
    private static final int HAS_TAGS = 128;

    private static final int HAS_DIGEST = 1;
    private static final int HAS_DATE = 2;
    private static final int HAS_AGE = 4;
    private static final int HAS_TARGETED = 8;

    /** By their tokens: an enum's ordinal would change its meaning with the next format. */
    private static final Map<String, BodyType> FORMATS = Stream.<BodyType>concat(
                    Arrays.stream(ImageFormat.values()), Arrays.stream(DocumentType.values()))
            .collect(Collectors.toUnmodifiableMap(BodyType::token, Function.identity()));

    private RenditionRecord() {}

    /**
     * The record, from position 0 to its limit.
     *
     * @throws ArithmeticException if it would exceed 2 GB
     */
    static ByteBuffer write(StoredRendition.Intact stored) {
        Rendition rendition = stored.rendition();
        Validators original = rendition.original();
        byte[] key = utf8(stored.key().text());
        byte[] format = utf8(rendition.format().token());
        byte[] tag = utf8(rendition.entityTag());
        Optional<byte[]> originalTag = original.entityTag().map(RecordBytes::utf8);

        Optional<byte[]> cacheControl =
                rendition.originalLifetime().cacheControl().map(RecordBytes::utf8);
        byte[] tags = utf8(lines(rendition.tags()));
        byte[] confirmation = confirmation(rendition);

        long length = (long) FIXED + block(key) + block(format) + block(tag) + block(rendition.body()) + CHECKSUM;
        length += rendition.size().isPresent() ? SIZE : 0;
        length += originalTag.isPresent() ? block(originalTag.get()) : 0;
        length += original.lastModified().isPresent() ? TIME : 0;
        length += rendition.originalSize().isPresent() ? SIZE : 0;
        length += cacheControl.isPresent() ? block(cacheControl.get()) : 0;
        length += rendition.originalLifetime().expires().isPresent() ? TIME : 0;
        length += tags.length > 0 ? block(tags) : 0;
        length += confirmation.length;

        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(length));
        out.putInt(MAGIC).put(VERSION).putInt(out.capacity()).put(flags(rendition));
        out.putLong(stored.storedAt());
        putTime(out, rendition.madeAt());
        out.putLong(rendition.originalBytes());
        putBlock(out, key);
        putBlock(out, format);
        putBlock(out, tag);
        rendition.size().ifPresent(size -> putSize(out, size));
        originalTag.ifPresent(bytes -> putBlock(out, bytes));
        original.lastModified().ifPresent(time -> putTime(out, time));
        rendition.originalSize().ifPresent(size -> putSize(out, size));
        cacheControl.ifPresent(bytes -> putBlock(out, bytes));
        rendition.originalLifetime().expires().ifPresent(time -> putTime(out, time));
        if (tags.length > 0) {
            putBlock(out, tags);
        }
        out.put(confirmation);
        putBlock(out, rendition.body());
        out.putInt(checksum(out.duplicate().flip()));
        return out.flip();
    }

    /** What version 2 has more than version 1. */
    private static byte[] confirmation(Rendition rendition) {
        Lifetime lifetime = rendition.originalLifetime();
        byte[] digest = utf8(rendition.confirmation().digest().orElse(""));
        byte[] targeted = utf8(lines(lifetime.targeted()));
        ByteBuffer out =
                ByteBuffer.allocate(Math.toIntExact(2L * TIME + 1 + Long.BYTES + block(digest) + block(targeted)));
        int flags = rendition.confirmation().digest().isPresent() ? HAS_DIGEST : 0;
        flags |= lifetime.date().isPresent() ? HAS_DATE : 0;
        flags |= lifetime.age().isPresent() ? HAS_AGE : 0;
        flags |= lifetime.targeted().isEmpty() ? 0 : HAS_TARGETED;
        putTime(out, rendition.confirmation().at());
        out.put((byte) flags);
        if ((flags & HAS_DIGEST) != 0) {
            putBlock(out, digest);
        }
        lifetime.date().ifPresent(time -> putTime(out, time));
        lifetime.age().ifPresent(out::putLong);
        if ((flags & HAS_TARGETED) != 0) {
            putBlock(out, targeted);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /** What {@code bytes} hold, from position to limit; its position is left alone. Never throws. */
    static StoredRendition read(ByteBuffer bytes) {
        return isWhole(bytes.slice()) ? readIntact(bytes) : StoredRendition.Damaged.DAMAGED;
    }

    /** As {@link #read}, where somebody else has checked that the bytes are those that were written. */
    static StoredRendition readIntact(ByteBuffer bytes) {
        ByteBuffer in = bytes.slice();
        if (!isFramed(in)) {
            return StoredRendition.Damaged.DAMAGED;
        }
        try {
            return fields(in.position(OFFSET_OF_FIELDS).limit(in.limit() - CHECKSUM));
        } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException lying) {
            return StoredRendition.Damaged.DAMAGED;
        }
    }

    private static boolean isFramed(ByteBuffer in) {
        int length = in.limit();
        return length >= FIXED + CHECKSUM
                && in.getInt(0) == MAGIC
                && (in.get(OFFSET_OF_VERSION) == VERSION || in.get(OFFSET_OF_VERSION) == FIRST_VERSION)
                && in.getInt(5) == length;
    }

    private static boolean isWhole(ByteBuffer in) {
        int end = in.limit() - CHECKSUM;
        return end >= 0 && in.getInt(end) == checksum(in.duplicate().limit(end));
    }

    private static StoredRendition fields(ByteBuffer in) {
        boolean first = in.get(OFFSET_OF_VERSION) == FIRST_VERSION;
        int flags = in.get();
        long storedAt = in.getLong();
        Instant madeAt = time(in);
        long originalBytes = in.getLong();
        CacheKey key = new CacheKey(text(in));
        BodyType format = format(text(in));
        String tag = text(in);
        Optional<Size> size = (flags & HAS_SIZE) != 0 ? Optional.of(size(in)) : Optional.empty();
        Optional<String> originalTag = (flags & HAS_ORIGINAL_TAG) != 0 ? Optional.of(text(in)) : Optional.empty();
        Optional<Instant> lastModified = (flags & HAS_LAST_MODIFIED) != 0 ? Optional.of(time(in)) : Optional.empty();
        Optional<Size> originalSize = (flags & HAS_ORIGINAL_SIZE) != 0 ? Optional.of(size(in)) : Optional.empty();
        Optional<String> cacheControl = (flags & HAS_CACHE_CONTROL) != 0 ? Optional.of(text(in)) : Optional.empty();
        Optional<Instant> expires = (flags & HAS_EXPIRES) != 0 ? Optional.of(time(in)) : Optional.empty();
        List<String> tags = (flags & HAS_TAGS) != 0 ? text(in).lines().toList() : List.of();
        Confirmation confirmation = new Confirmation(madeAt, Optional.empty());
        Lifetime lifetime = new Lifetime(cacheControl, expires);
        if (!first) {
            Instant confirmedAt = time(in);
            int more = in.get();
            confirmation =
                    new Confirmation(confirmedAt, (more & HAS_DIGEST) != 0 ? Optional.of(text(in)) : Optional.empty());
            Optional<Instant> date = (more & HAS_DATE) != 0 ? Optional.of(time(in)) : Optional.empty();
            OptionalLong age = (more & HAS_AGE) != 0 ? OptionalLong.of(in.getLong()) : OptionalLong.empty();
            List<String> targeted =
                    (more & HAS_TARGETED) != 0 ? text(in).lines().toList() : List.of();
            lifetime = new Lifetime(cacheControl, expires, targeted, date, age);
        }
        byte[] body = block(in);
        if (body.length == 0 || in.hasRemaining()) {
            return StoredRendition.Damaged.DAMAGED;
        }
        Validators original = new Validators(originalTag, lastModified);
        Visibility visibility = (flags & IS_PRIVATE) != 0 ? Visibility.PRIVATE : Visibility.PUBLIC;
        Rendition rendition = new Rendition(
                format,
                size,
                body,
                tag,
                madeAt,
                original,
                visibility,
                originalBytes,
                originalSize,
                lifetime,
                tags,
                confirmation);
        return new StoredRendition.Intact(key, rendition, storedAt);
    }

    private static byte flags(Rendition rendition) {
        int flags = rendition.size().isPresent() ? HAS_SIZE : 0;
        flags |= rendition.original().entityTag().isPresent() ? HAS_ORIGINAL_TAG : 0;
        flags |= rendition.original().lastModified().isPresent() ? HAS_LAST_MODIFIED : 0;
        flags |= rendition.visibility() == Visibility.PRIVATE ? IS_PRIVATE : 0;
        flags |= rendition.originalSize().isPresent() ? HAS_ORIGINAL_SIZE : 0;
        flags |= rendition.originalLifetime().cacheControl().isPresent() ? HAS_CACHE_CONTROL : 0;
        flags |= rendition.originalLifetime().expires().isPresent() ? HAS_EXPIRES : 0;
        flags |= rendition.tags().isEmpty() ? 0 : HAS_TAGS;
        return (byte) flags;
    }

    private static String lines(List<String> tags) {
        return tags.stream().map(tag -> tag + '\n').collect(Collectors.joining());
    }

    private static void putSize(ByteBuffer out, Size size) {
        out.putInt(size.width()).putInt(size.height());
    }

    private static Size size(ByteBuffer in) {
        int width = in.getInt();
        return new Size(width, in.getInt());
    }

    private static BodyType format(String token) {
        BodyType format = FORMATS.get(token);
        if (format == null) {
            throw new IllegalArgumentException("no format is called " + token);
        }
        return format;
    }
}
