package dev.tomthumb.cache.ehcache;

import static dev.tomthumb.cache.Renditions.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.Renditions;
import dev.tomthumb.model.Confirmation;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RenditionRecordTest {
    private static final StoredRendition.Intact STORED =
            new StoredRendition.Intact(key(7), Renditions.of(7, 300), 1_772_000_000_000L);
    private static final byte[] BYTES = bytes(STORED);

    private static final String FIELDS = "07" + "0000000000000006" // flags, stored at
            + "0000000000000001" + "00000002" + "0000000000000005" // made at, original's size
            + "000000016b" + "00000003676966" + "00000003226522" // "k", "gif", "\"e\""
            + "0000000300000002" + "00000003226f22" // 3x2, "\"o\""
            + "0000000000000004" + "00000000"; // last modified

    private static final Rendition PINNED = new Rendition(
            ImageFormat.GIF,
            Optional.of(new Size(3, 2)),
            new byte[] {9},
            "\"e\"",
            Instant.ofEpochSecond(1, 2),
            new Validators(Optional.of("\"o\""), Optional.of(Instant.ofEpochSecond(4))),
            Visibility.PUBLIC,
            5);

    @Test
    void theFirstVersionIsReadForEver() {
        byte[] first =
                java.util.HexFormat.of().parseHex("54545244" + "01" + "0000005d" + FIELDS + "0000000109" + "00000000");
        reseal(first);

        assertThat(RenditionRecord.read(ByteBuffer.wrap(first)))
                .usingRecursiveComparison()
                .as("confirmed when it was made")
                .isEqualTo(new StoredRendition.Intact(new dev.tomthumb.cache.CacheKey("k"), PINNED, 6));
    }

    @Test
    void theSecondVersionsBytesAreTheseForEver() {
        Rendition rendition = new Rendition(
                PINNED.format(),
                PINNED.size(),
                PINNED.body(),
                PINNED.entityTag(),
                PINNED.madeAt(),
                PINNED.original(),
                PINNED.visibility(),
                PINNED.originalBytes(),
                Optional.empty(),
                new Lifetime(
                        Optional.empty(),
                        Optional.empty(),
                        java.util.List.of("max-age=1"),
                        Optional.of(Instant.ofEpochSecond(7)),
                        java.util.OptionalLong.of(8)),
                java.util.List.of(),
                new Confirmation(Instant.ofEpochSecond(3, 4), Optional.of("d")));
        byte[] bytes = bytes(new StoredRendition.Intact(new dev.tomthumb.cache.CacheKey("k"), rendition, 6));

        assertThat(ByteBuffer.wrap(bytes).getInt(bytes.length - 4)).isEqualTo(crc(bytes));
        assertThat(java.util.HexFormat.of().formatHex(bytes, 0, bytes.length - 4))
                .isEqualTo("54545244" + "02" + "00000091" + FIELDS
                        + "0000000000000003" + "00000004" + "0f" + "0000000164" // confirmed at, flags, "d"
                        + "0000000000000007" + "00000000" + "0000000000000008" // Date, Age
                        + "0000000a" + "6d61782d6167653d310a" // "max-age=1\n"
                        + "0000000109"); // body
        assertThat(RenditionRecord.read(ByteBuffer.wrap(bytes)))
                .usingRecursiveComparison()
                .isEqualTo(new StoredRendition.Intact(new dev.tomthumb.cache.CacheKey("k"), rendition, 6));
    }

    @Property(tries = 300)
    void whatIsWrittenIsRead(
            @ForAll ImageFormat format,
            @ForAll @net.jqwik.api.constraints.Size(min = 1, max = 2000) byte[] body,
            @ForAll @IntRange(min = 1) int width,
            @ForAll boolean sized,
            @ForAll("texts") String tag,
            @ForAll("texts") String key,
            @ForAll boolean validated,
            @ForAll @LongRange(min = -31_557_014_167_219_200L, max = 31_556_889_864_403_199L) long seconds,
            @ForAll long storedAt) {
        Instant time = Instant.ofEpochSecond(seconds, Math.floorMod(storedAt, 1_000_000_000));
        Rendition rendition = new Rendition(
                format,
                sized ? Optional.of(new Size(width, 1)) : Optional.empty(),
                body,
                tag,
                time,
                validated ? new Validators(Optional.of(tag), Optional.of(time)) : Validators.NONE,
                sized ? Visibility.PRIVATE : Visibility.PUBLIC,
                storedAt);
        StoredRendition.Intact stored =
                new StoredRendition.Intact(new dev.tomthumb.cache.CacheKey("k" + key), rendition, storedAt);

        assertThat(RenditionRecord.read(RenditionRecord.write(stored)))
                .usingRecursiveComparison()
                .isEqualTo(stored);
    }

    @Test
    void whatIsKnownOfTheOriginalAndTheTagsAreKept() {
        StoredRendition.Intact stored = new StoredRendition.Intact(
                key(7), Renditions.tagged(7, java.util.List.of("\uACE0\uC591\uC774", "a b", "")), 9);

        assertThat(RenditionRecord.read(RenditionRecord.write(stored)))
                .usingRecursiveComparison()
                .isEqualTo(stored);
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> texts() {
        // Lone surrogates have no UTF-8; such a key never equals what is read back, which is a miss.
        return net.jqwik.api.Arbitraries.strings()
                .all()
                .ofMaxLength(40)
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }

    @Test
    void everyFlippedBitIsNoticed() {
        for (int bit = 0; bit < BYTES.length * 8; bit++) {
            byte[] flipped = BYTES.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));

            assertThat(RenditionRecord.read(ByteBuffer.wrap(flipped)))
                    .as("bit %d", bit)
                    .isEqualTo(StoredRendition.Damaged.DAMAGED);
        }
    }

    @Test
    void everyCutIsNoticed() {
        for (int length = 0; length < BYTES.length; length++) {
            assertThat(RenditionRecord.read(ByteBuffer.wrap(BYTES, 0, length)))
                    .as("cut to %d", length)
                    .isEqualTo(StoredRendition.Damaged.DAMAGED);
        }
    }

    @Property(tries = 2000)
    void anyBytesAreReadWithoutAFuss(@ForAll byte[] bytes) {
        assertThat(RenditionRecord.read(ByteBuffer.wrap(bytes))).isEqualTo(StoredRendition.Damaged.DAMAGED);
    }

    /** With the frame and the checksum right, every field is still free to lie. */
    @Property(tries = 5000)
    void fieldsThatLieUnderARightChecksumAreReadWithoutAFuss(
            @ForAll @IntRange(min = 9, max = 120) int at, @ForAll byte value, @ForAll int number) {
        byte[] lying = BYTES.clone();
        lying[at] = value;
        ByteBuffer.wrap(lying).putInt(Math.min(at + 1, 120), number);
        reseal(lying);

        RenditionRecord.read(ByteBuffer.wrap(lying)); // must not throw, nor allocate 2 GB because a length says so
    }

    @Test
    void aLengthBeyondTheRecordIsNotAllocated() {
        byte[] lying = BYTES.clone();
        ByteBuffer.wrap(lying).putInt(38, Integer.MAX_VALUE);
        reseal(lying);

        assertThat(RenditionRecord.read(ByteBuffer.wrap(lying))).isEqualTo(StoredRendition.Damaged.DAMAGED);
    }

    @Test
    void whatOthersHaveCheckedIsReadTheSame() {
        assertThat(RenditionRecord.readIntact(ByteBuffer.wrap(BYTES)))
                .usingRecursiveComparison()
                .isEqualTo(RenditionRecord.read(ByteBuffer.wrap(BYTES)));
    }

    @Test
    void whatOthersHaveCheckedIsNotCheckedOnceMore() {
        byte[] unsealed = BYTES.clone();
        unsealed[unsealed.length - 1] ^= 1;

        assertThat(RenditionRecord.readIntact(ByteBuffer.wrap(unsealed))).isInstanceOf(StoredRendition.Intact.class);
        assertThat(RenditionRecord.read(ByteBuffer.wrap(unsealed))).isEqualTo(StoredRendition.Damaged.DAMAGED);
    }

    /** Whoever vouches for bytes may be wrong about them. */
    @Property(tries = 5000)
    void whatOthersHaveCheckedIsReadWithoutAFuss(
            @ForAll @IntRange(max = 120) int at, @ForAll byte value, @ForAll @IntRange(max = 200) int cut) {
        byte[] lying = BYTES.clone();
        lying[at] = value;

        RenditionRecord.readIntact(ByteBuffer.wrap(lying));
        RenditionRecord.readIntact(ByteBuffer.wrap(lying, 0, Math.max(0, lying.length - cut)));
    }

    @Test
    void anotherVersionCountsAsDamaged() {
        byte[] next = BYTES.clone();
        next[4] = 3;
        reseal(next);

        assertThat(RenditionRecord.read(ByteBuffer.wrap(next))).isEqualTo(StoredRendition.Damaged.DAMAGED);
    }

    @Test
    void readingLeavesTheBufferAloneAndStartsAtItsPosition() {
        ByteBuffer shifted = ByteBuffer.allocate(BYTES.length + 5).position(5).put(BYTES);
        shifted.position(5);

        assertThat(RenditionRecord.read(shifted)).isInstanceOf(StoredRendition.Intact.class);
        assertThat(shifted.position()).isEqualTo(5);
        assertThat(new RenditionSerializer().equals(STORED, shifted)).isTrue();
    }

    @Test
    void keysAreTheirTextAndDamagedKeysAreNobodys() {
        CacheKeySerializer keys = new CacheKeySerializer();
        ByteBuffer bytes = keys.serialize(key(7));

        assertThat(keys.equals(key(7), bytes)).isTrue();
        assertThat(keys.equals(key(8), bytes)).isFalse();
        assertThat(keys.read(bytes)).isEqualTo(key(7));
        assertThat(bytes.hasRemaining()).isTrue();
        assertThat(keys.read(ByteBuffer.wrap(new byte[] {(byte) 0xff, 'a'}))).isNotEqualTo(key(7));
        assertThat(keys.read(ByteBuffer.allocate(0))).isNotEqualTo(key(7));
    }

    private static byte[] bytes(StoredRendition.Intact stored) {
        ByteBuffer written = RenditionRecord.write(stored);
        byte[] bytes = new byte[written.remaining()];
        written.get(bytes);
        return bytes;
    }

    private static void reseal(byte[] bytes) {
        ByteBuffer.wrap(bytes).putInt(bytes.length - 4, crc(bytes));
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        return (int) crc.getValue();
    }
}
