package dev.tomthumb.codec.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.iptc.IPTCReader;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import com.twelvemonkeys.imageio.metadata.xmp.XMPReader;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.FileParts;
import dev.tomthumb.codec.ImageFormats;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Metadata;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataReaderTest {
    private static final Metadata ALL = new Metadata(
            Optional.of(MetadataParts.camera(ByteOrder.LITTLE_ENDIAN)),
            Optional.of(MetadataParts.iptc()),
            Optional.of(MetadataParts.xmp()));
    private static final KeptMetadata COPYRIGHT = new KeptMetadata(true, true, true, false);
    private static final KeptMetadata EVERYTHING = new KeptMetadata(false, true, true, false);

    private static byte[] written(ImageFormat format, Metadata metadata) throws ImageException {
        return ImageFormats.encoder(format)
                .encode(Pictures.waves(Layout.RGB, 20, 20), Encoding.of(80).withMetadata(metadata));
    }

    private static Directory tiff(byte[] exif) throws IOException {
        return ((CompoundDirectory) new TIFFReader().read(new ByteArrayImageInputStream(exif))).getDirectory(0);
    }

    private static boolean tells(byte[] block, String text) {
        return new String(block, StandardCharsets.UTF_8).contains(text);
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"JPEG", "PNG", "WEBP"})
    void whatWasWrittenIsReadBack(ImageFormat format) throws Exception {
        byte[] file = written(format, ALL);
        Metadata back = MetadataReader.read(file, format);

        assertThat(back.exif())
                .hasValueSatisfying(
                        exif -> assertThat(exif).isEqualTo(ALL.exif().orElseThrow()));
        assertThat(back.xmp())
                .hasValueSatisfying(xmp -> assertThat(xmp).isEqualTo(ALL.xmp().orElseThrow()));
        assertThat(back.iptc().isPresent()).isEqualTo(format == ImageFormat.JPEG);
        assertThat(ImageFormats.decoded(file).width()).isEqualTo(20);
        assertThat(Bareness.of(file, format)).isFalse();
        assertThat(Bareness.of(written(format, Metadata.NONE), format)).isTrue();
    }

    @Test
    void iptcIsFoundBehindOtherResourcesOfPhotoshop() throws Exception {
        byte[] plain = written(ImageFormat.JPEG, Metadata.NONE);
        byte[] file = FileParts.withSegment(plain, 0xed, MetadataParts.photoshop(MetadataParts.iptc()));

        assertThat(MetadataReader.read(file, ImageFormat.JPEG).iptc())
                .hasValueSatisfying(iptc -> assertThat(iptc).isEqualTo(MetadataParts.iptc()));
    }

    @Test
    void aCompressedPacketOfAPngIsUnfolded() throws Exception {
        byte[] content =
                FileParts.join(FileParts.ascii("XML:com.adobe.xmp\0\1\0\0\0"), FileParts.deflated(MetadataParts.xmp()));
        byte[] file = FileParts.withChunk(written(ImageFormat.PNG, Metadata.NONE), "iTXt", content);

        assertThat(MetadataReader.read(file, ImageFormat.PNG).xmp())
                .hasValueSatisfying(xmp -> assertThat(xmp).isEqualTo(MetadataParts.xmp()));
    }

    @Test
    void aPacketThatUnfoldsToMoreThanAllowedIsLeftOut() throws Exception {
        byte[] bomb = FileParts.deflated(new byte[64 << 20]);
        byte[] content = FileParts.join(FileParts.ascii("XML:com.adobe.xmp\0\1\0\0\0"), bomb);
        byte[] file = FileParts.withChunk(written(ImageFormat.PNG, Metadata.NONE), "iTXt", content);

        assertThat(MetadataReader.read(file, ImageFormat.PNG).xmp()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofStrippedExifOnlyAuthorAndCopyrightStay(boolean bigEndian) throws Exception {
        byte[] camera = MetadataParts.camera(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        byte[] kept = COPYRIGHT.of(Metadata.ofExif(Optional.of(camera))).exif().orElseThrow();
        Directory read = tiff(kept);

        assertThat(read.size()).isEqualTo(2);
        assertThat(read.getEntryById(0x013b).getValueAsString()).isEqualTo("Ada Example");
        assertThat(read.getEntryById(0x8298).getValueAsString()).isEqualTo("(c) 2026 A");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofExifThatIsHandedOnOnlyWhatIsNotTrueAnyMoreIsMissing(boolean bigEndian) throws Exception {
        byte[] camera = MetadataParts.camera(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        byte[] kept = EVERYTHING.of(Metadata.ofExif(Optional.of(camera))).exif().orElseThrow();
        Directory read = tiff(kept);

        assertThat(read.getEntryById(0x0110).getValueAsString()).isEqualTo("Camera 12");
        assertThat(read.getEntryById(0x0112)).isNull();
        assertThat(read.getEntryById(0x011a).getValue()).hasToString("300");
        Directory exposure = (Directory) read.getEntryById(0x8769).getValue();
        assertThat(exposure.getEntryById(0x829a).getValue()).hasToString("1/125");
        assertThat(exposure.getEntryById(0xa002)).isNull();
        Directory place = (Directory) read.getEntryById(0x8825).getValue();
        assertThat(place.getEntryById(1).getValueAsString()).isEqualTo("N");
        assertThat(tells(kept, "THUMBNAIL")).isFalse();
    }

    @Test
    void anOrientationStaysWhereNothingIsTurnedAndAResolutionGoesWhereAnotherIsWritten() throws Exception {
        Metadata camera = Metadata.ofExif(Optional.of(MetadataParts.camera(ByteOrder.BIG_ENDIAN)));
        Directory read = tiff(
                new KeptMetadata(false, true, false, true).of(camera).exif().orElseThrow());

        assertThat(read.getEntryById(0x0112).getValue()).hasToString("6");
        assertThat(read.getEntryById(0x011a)).isNull();
    }

    @Test
    void ofStrippedIptcOnlyWhatNamesAuthorsAndTheirRightsStays() throws Exception {
        byte[] kept = COPYRIGHT.of(ALL).iptc().orElseThrow();
        Directory read = new IPTCReader().read(new ByteArrayImageInputStream(kept));

        assertThat(read).extracting(Entry::getIdentifier).containsOnly(2 << 8 | 80, 2 << 8 | 116);
        assertThat(tells(kept, "\u001b%G")).isTrue();
        assertThat(tells(kept, "(c) Zoë")).isTrue();
    }

    @Test
    void ofStrippedXmpOnlyWhatNamesAuthorsAndTheirRightsStays() throws Exception {
        byte[] kept = COPYRIGHT.of(ALL).xmp().orElseThrow();

        assertThat(tells(kept, "Rating")).isFalse();
        assertThat(tells(kept, "lake")).isFalse();
        Directory read = new XMPReader().read(new ByteArrayImageInputStream(kept));
        assertThat(read.getEntryById("http://purl.org/dc/elements/1.1/creator").getValueAsString())
                .contains("Ada & Zoë");
        assertThat(read.getEntryById("http://purl.org/dc/elements/1.1/rights").getValueAsString())
                .contains("All <rights>");
        assertThat(read.getEntryById("http://ns.adobe.com/xap/1.0/rights/Marked")
                        .getValueAsString())
                .isEqualTo("True");
        assertThat(KeptMetadataAgain.of(kept)).isEqualTo(kept);
    }

    /** What is cut down once stays as it is when it is cut down again. */
    private static final class KeptMetadataAgain {
        static byte[] of(byte[] packet) {
            return XmpPacket.copyright(packet).orElseThrow();
        }
    }

    @Test
    void withoutCopyrightNothingStays() {
        assertThat(new KeptMetadata(true, false, true, false).of(ALL).isEmpty()).isTrue();
    }

    @Test
    void blankCopyrightIsNone() {
        byte[] exif = MetadataParts.camera(ByteOrder.BIG_ENDIAN);
        java.util.Arrays.fill(exif, 140, 163, (byte) ' ');
        assertThat(COPYRIGHT.of(Metadata.ofExif(Optional.of(exif))).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><x>&b;</x>",
                "<!DOCTYPE x SYSTEM \"file:///etc/hostname\"><x/>",
                "<x>&undefined;</x>",
                "<x",
                ""
            })
    void aPacketWithATypeDeclarationOrAnEntityIsNotRead(String packet) {
        assertThat(XmpTree.read(packet.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void aPacketNestedWithoutEndIsNotRead() {
        byte[] deep = "<a>".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        assertThat(XmpTree.read(deep)).isEmpty();
    }

    @Test
    void valuesLyingOverEachOtherDoNotMakeABlockGrowWithoutEnd() {
        byte[] exif = new byte[200_000];
        java.nio.ByteBuffer block = java.nio.ByteBuffer.wrap(exif);
        block.put(FileParts.ascii("MM")).putShort((short) 42).putInt(8);
        block.putShort((short) 1)
                .putShort((short) 0x8769)
                .putShort((short) 4)
                .putInt(1)
                .putInt(26);
        block.position(26);
        block.putShort((short) 2000);
        for (int i = 0; i < 2000; i++) {
            block.putShort((short) (0x9000 + i))
                    .putShort((short) 1)
                    .putInt(190_000)
                    .putInt(0);
        }
        assertThat(EVERYTHING.of(Metadata.ofExif(Optional.of(exif))).exif()).isEmpty();
    }

    @Property(tries = 2000)
    void anyBytesAreReadOrLeftOut(@ForAll @Size(max = 300) byte[] bytes) {
        for (ImageFormat format : ImageFormat.values()) {
            everythingIsDoneWith(MetadataReader.read(bytes, format));
            assertThat(Bareness.of(bytes, ImageFormat.GIF)).isFalse();
            Bareness.of(bytes, format);
        }
        Optional<byte[]> block = Optional.of(bytes);
        everythingIsDoneWith(new Metadata(block, block, block));
    }

    @Property(tries = 2000)
    void aDamagedFileIsReadOrLeftOut(
            @ForAll @IntRange(max = 2) int which, @ForAll @IntRange(max = 1100) int at, @ForAll byte value)
            throws ImageException {
        ImageFormat format = new ImageFormat[] {ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP}[which];
        byte[] file = Files.OF.get(format).clone();
        file[at % file.length] = value;
        everythingIsDoneWith(MetadataReader.read(file, format));
        everythingIsDoneWith(MetadataReader.read(java.util.Arrays.copyOf(file, at % file.length), format));
    }

    @Property(tries = 3000)
    void aDamagedBlockIsReadOrLeftOut(@ForAll @IntRange(max = 1500) int at, @ForAll byte value, @ForAll boolean big) {
        everythingIsDoneWith(new Metadata(
                damaged(MetadataParts.camera(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN), at, value),
                damaged(MetadataParts.iptc(), at, value),
                damaged(MetadataParts.xmp(), at, value)));
    }

    private static Optional<byte[]> damaged(byte[] block, int at, byte value) {
        block[at % block.length] = value;
        return Optional.of(block);
    }

    private static void everythingIsDoneWith(Metadata metadata) {
        COPYRIGHT.of(metadata);
        EVERYTHING.of(metadata);
        MetadataValues.exif(metadata);
        MetadataValues.iptc(metadata);
        MetadataValues.xmp(metadata);
    }

    /** Written once. */
    private static final class Files {
        static final java.util.Map<ImageFormat, byte[]> OF = new java.util.EnumMap<>(ImageFormat.class);

        static {
            try {
                for (ImageFormat format : new ImageFormat[] {ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP}) {
                    OF.put(format, written(format, ALL));
                }
            } catch (ImageException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }
}
