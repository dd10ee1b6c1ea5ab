package dev.tomthumb.cache.shared;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.model.BodyType;
import dev.tomthumb.model.CacheTags;
import dev.tomthumb.model.Confirmation;
import dev.tomthumb.model.DocumentType;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A rendition as an object: its body is the picture itself, so that it is of use to others as well, and what else is known
 * of it is a text of {@code name=value} pairs, percent-encoded and separated by {@code &}, in the object's metadata. Where
 * that has no room for it (many tags), the text follows the picture and the metadata says how long it is.
 *
 * <pre>
 * v   1
 * k   SHA-256 of the cache key
 * n   what its maker knew of purges, in seconds: see {@link PurgeIndex}
 * f   the format's token
 * s   width x height, unless it is not known
 * e   entity tag
 * m   when it was made, in milliseconds by the store's clock
 * c   when its original was last known to be the same, likewise
 * d   digest of the original
 * oe, ol, ob, os    the original's entity tag, last change, bytes, size
 * lc, le, lt, ld, la    how long it may be kept: Cache-Control, Expires, targeted fields, Date, Age
 * t   a tag, once for each
 * b   bytes of the picture
 * x   CRC32C (RFC 3720, appendix B.4) of all before it and of the picture, in hexadecimal
 * </pre>
 *
 * <p>Times of the origin ({@code ol}, {@code le}, {@code ld}) are its own, in milliseconds.
 */
final class ObjectRecord {
    /** The metadata's name for the text. */
    static final String RECORD = "tomthumb-record";
    /** The metadata's name for the length of a text that follows the picture. */
    static final String RECORD_LENGTH = "tomthumb-record-length";
    /** The metadata's name for the original, for people and their scripts. */
    static final String ORIGINAL = "tomthumb-original";
    /** The metadata's name for tags, as originals have it. */
    static final String TAGS = "cache-tag";

    /** A longer text follows the picture; a part of the metadata stays free for what the store adds. */
    private static final int LONGEST_IN_METADATA = 1500;
    /** No honest text is longer: fifty tags of each kind, and some fields of an origin. */
    static final int LONGEST = 64 << 10;

    private static final int MOST_TAGS = 2 * CacheTags.MOST;
    private static final int ROOM = ObjectStore.METADATA_BYTES - 200;

    private ObjectRecord() {}

    /**
     * What an object holds.
     *
     * @param rendition its times by this node's clock
     * @param knows see {@link PurgeIndex}
     */
    record Read(Rendition rendition, long knows) {}

    // ---- Writing

    /** @param knows see {@link PurgeIndex} */
    static ObjectStore.New write(CacheKey key, Rendition rendition, long knows, ServerClock clock) {
        String text = text(key, rendition, knows, clock);
        text += "&x=" + checksum(text, rendition.body(), rendition.body().length);
        Map<String, String> metadata = new LinkedHashMap<>();
        byte[] body = rendition.body();
        if (text.length() <= LONGEST_IN_METADATA) {
            metadata.put(RECORD, text);
        } else {
            byte[] trailer = text.getBytes(StandardCharsets.US_ASCII);
            metadata.put(RECORD_LENGTH, Integer.toString(trailer.length));
            body = Arrays.copyOf(body, body.length + trailer.length);
            System.arraycopy(trailer, 0, body, rendition.body().length, trailer.length);
        }
        addIfRoom(metadata, TAGS, String.join(",", rendition.tags()));
        addIfRoom(metadata, ORIGINAL, encoded(key.original()));
        return new ObjectStore.New(
                body,
                metadata,
                rendition.format().mediaType(),
                rendition.originalLifetime().cacheControl().filter(ObjectRecord::isPlain));
    }

    private static void addIfRoom(Map<String, String> metadata, String name, String value) {
        int used = metadata.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        if (!value.isEmpty() && used + name.length() + value.length() <= ROOM) {
            metadata.put(name, value);
        }
    }

    private static boolean isPlain(String value) {
        return value.length() <= 200 && value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    private static String text(CacheKey key, Rendition rendition, long knows, ServerClock clock) {
        Pairs pairs = new Pairs();
        pairs.add("v", "1");
        pairs.add("k", Layout.digest(key));
        pairs.add("n", Long.toString(knows));
        pairs.add("f", rendition.format().token());
        rendition.size().ifPresent(size -> pairs.add("s", size.toString()));
        pairs.add("e", rendition.entityTag());
        pairs.add("m", millis(clock.there(rendition.madeAt())));
        pairs.add("c", millis(clock.there(rendition.confirmation().at())));
        rendition.confirmation().digest().ifPresent(digest -> pairs.add("d", digest));
        rendition.original().entityTag().ifPresent(tag -> pairs.add("oe", tag));
        rendition.original().lastModified().ifPresent(time -> pairs.add("ol", millis(time)));
        pairs.add("ob", Long.toString(rendition.originalBytes()));
        rendition.originalSize().ifPresent(size -> pairs.add("os", size.toString()));
        Lifetime lifetime = rendition.originalLifetime();
        lifetime.cacheControl().ifPresent(value -> pairs.add("lc", value));
        lifetime.expires().ifPresent(time -> pairs.add("le", millis(time)));
        lifetime.targeted().forEach(value -> pairs.add("lt", value));
        lifetime.date().ifPresent(time -> pairs.add("ld", millis(time)));
        lifetime.age().ifPresent(age -> pairs.add("la", Long.toString(age)));
        rendition.tags().forEach(tag -> pairs.add("t", tag));
        pairs.add("b", Integer.toString(rendition.body().length));
        return pairs.text();
    }

    private static String millis(Instant time) {
        try {
            return Long.toString(time.toEpochMilli());
        } catch (ArithmeticException eternal) {
            return Long.toString(time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String checksum(String text, byte[] body, int length) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        sum.update(body, 0, length);
        return Long.toHexString(sum.getValue());
    }

    // ---- Reading

    /** What an object holds; empty if it is not whole, or not one of ours, or that of another key. Never throws. */
    static Optional<Read> read(CacheKey key, ObjectStore.Got object, ServerClock clock) {
        try {
            return text(object).filter(text -> isWhole(text, object)).flatMap(text -> read(key, text, object, clock));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException lying) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(ObjectStore.Got object) {
        String inMetadata = object.metadata().get(RECORD);
        if (inMetadata != null) {
            return Optional.of(inMetadata).filter(text -> text.length() <= LONGEST);
        }
        String length = object.metadata().get(RECORD_LENGTH);
        if (length == null || !length.matches("[0-9]{1,6}")) {
            return Optional.empty();
        }
        int bytes = Integer.parseInt(length);
        int start = object.body().length - bytes;
        return bytes > LONGEST || start < 1
                ? Optional.empty()
                : Optional.of(new String(object.body(), start, bytes, StandardCharsets.US_ASCII));
    }

    private static boolean isWhole(String text, ObjectStore.Got object) {
        int sum = text.lastIndexOf("&x=");
        if (sum < 0) {
            return false;
        }
        int length =
                object.metadata().containsKey(RECORD) ? object.body().length : object.body().length - text.length();
        return length >= 1 && text.substring(sum + 3).equals(checksum(text.substring(0, sum), object.body(), length));
    }

    private static Optional<Read> read(CacheKey key, String text, ObjectStore.Got object, ServerClock clock) {
        Pairs pairs = Pairs.read(text);
        int length = Math.toIntExact(pairs.number("b"));
        if (!pairs.one("v").equals("1")
                || !pairs.one("k").equals(Layout.digest(key))
                || length < 1
                || length > object.body().length) {
            return Optional.empty();
        }
        List<String> tags = pairs.all("t");
        if (tags.size() > MOST_TAGS || !tags.stream().allMatch(CacheTags::isTag)) {
            return Optional.empty();
        }
        byte[] body = length == object.body().length ? object.body() : Arrays.copyOf(object.body(), length);
        Rendition rendition = new Rendition(
                format(pairs.one("f")),
                pairs.maybe("s").map(ObjectRecord::size),
                body,
                pairs.one("e"),
                clock.here(time(pairs.one("m"))),
                new Validators(pairs.maybe("oe"), pairs.maybe("ol").map(ObjectRecord::time)),
                Visibility.PUBLIC,
                pairs.number("ob"),
                pairs.maybe("os").map(ObjectRecord::size),
                lifetime(pairs),
                tags,
                new Confirmation(clock.here(time(pairs.one("c"))), pairs.maybe("d")));
        return Optional.of(new Read(rendition, pairs.number("n")));
    }

    private static Lifetime lifetime(Pairs pairs) {
        OptionalLong age = pairs.maybe("la")
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
        return new Lifetime(
                pairs.maybe("lc"),
                pairs.maybe("le").map(ObjectRecord::time),
                pairs.all("lt"),
                pairs.maybe("ld").map(ObjectRecord::time),
                age);
    }

    private static Instant time(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private static Size size(String text) {
        String[] sides = text.split("x", -1);
        if (sides.length != 2) {
            throw new IllegalArgumentException("no size");
        }
        return new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }

    private static BodyType format(String token) {
        return Stream.<BodyType>concat(Arrays.stream(ImageFormat.values()), Arrays.stream(DocumentType.values()))
                .filter(format -> format.token().equals(token))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no format is called " + token));
    }
}
