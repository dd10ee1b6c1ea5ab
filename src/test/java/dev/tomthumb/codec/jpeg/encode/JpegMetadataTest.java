package dev.tomthumb.codec.jpeg.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.FileParts;
import dev.tomthumb.codec.JpegHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Profiles;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegMetadataTest {
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;

    private final JpegEncoder encoder = new JpegEncoder(new ScratchPool(1 << 24));

    private byte[] written(Optional<byte[]> profile, Optional<byte[]> exif) throws ImageException {
        Encoding encoding = new Encoding(80, false, profile, exif, OptionalInt.empty());
        return encoder.encode(Pictures.waves(Layout.RGB, 20, 20), encoding);
    }

    @Test
    void aFileHasNothingThatWasNotAskedFor() throws ImageException {
        byte[] file = written(Optional.empty(), Optional.empty());
        assertThat(markers(file)).containsExactly(0xe0, 0xdb, 0xc0, 0xc4, 0xda);
        assertThat(Arrays.copyOf(file, 11))
                .isEqualTo(FileParts.bytes(0xff, 0xd8, 0xff, 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "65519, 1", "65520, 2", "200000, 4"})
    void aProfileComesInPieces(int length, int pieces) throws ImageException {
        byte[] profile = Arrays.copyOf(Profiles.displayP3(), length);
        List<byte[]> found = segments(written(Optional.of(profile), Optional.empty()), APP2);
        assertThat(found).hasSize(pieces);
        byte[] joined = new byte[0];
        for (int i = 0; i < pieces; i++) {
            byte[] head = FileParts.join(FileParts.ascii("ICC_PROFILE\0"), FileParts.bytes(i + 1, pieces));
            assertThat(found.get(i)).startsWith(head);
            joined = FileParts.join(joined, Arrays.copyOfRange(found.get(i), head.length, found.get(i).length));
        }
        assertThat(joined).isEqualTo(profile);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 65519, 200000})
    void aProfileIsReadBack(int length) throws ImageException {
        byte[] profile = Arrays.copyOf(Profiles.displayP3(), length);
        byte[] file = written(Optional.of(profile), Optional.empty());
        assertThat(JpegHeader.read(file).profile())
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(profile));
    }

    @Test
    void libjpegReadsAPictureWithAProfile() throws ImageException {
        byte[] file = written(Optional.of(Profiles.srgb()), Optional.of(FileParts.exif(1, ByteOrder.BIG_ENDIAN)));
        assertThat(Pictures.psnr(Pictures.waves(Layout.RGB, 20, 20), LibjpegDecoder.decode(file)))
                .isGreaterThan(30);
    }

    @Test
    void aProfileOfMoreThanAllPiecesIsRefused() {
        byte[] profile = new byte[255 * 65519 + 1];
        ImageException refusal =
                catchThrowableOfType(ImageException.class, () -> written(Optional.of(profile), Optional.empty()));
        assertThat(refusal.problem()).isEqualTo(Problem.UNSUPPORTED_OUTPUT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 8})
    void exifIsReadBack(int orientation) throws ImageException {
        byte[] exif = FileParts.exif(orientation, ByteOrder.LITTLE_ENDIAN);
        byte[] file = written(Optional.of(Profiles.displayP3()), Optional.of(exif));
        assertThat(JpegHeader.read(file).orientation()).isEqualTo(orientation);
        assertThat(segments(file, APP1)).containsExactly(FileParts.join(FileParts.ascii("Exif\0\0"), exif));
    }

    @ParameterizedTest
    @CsvSource({"65527, 1", "65528, 0"})
    void exifThatDoesNotFitItsSegmentIsLeftOut(int length, int segments) throws ImageException {
        byte[] file = written(Optional.empty(), Optional.of(new byte[length]));
        assertThat(segments(file, APP1)).hasSize(segments);
        assertThat(LibjpegDecoder.decode(file).width()).isEqualTo(20);
    }

    private static List<Integer> markers(byte[] file) {
        List<Integer> markers = new ArrayList<>();
        int at = 2;
        for (; at(file, at + 1) != 0xda; at += 2 + length(file, at)) {
            markers.add(at(file, at + 1));
        }
        markers.add(at(file, at + 1));
        return markers;
    }

    private static List<byte[]> segments(byte[] file, int marker) {
        List<byte[]> found = new ArrayList<>();
        for (int at = 2; at(file, at + 1) != 0xda; at += 2 + length(file, at)) {
            if (at(file, at + 1) == marker) {
                found.add(Arrays.copyOfRange(file, at + 4, at + 2 + length(file, at)));
            }
        }
        return found;
    }

    private static int length(byte[] file, int at) {
        return at(file, at + 2) << 8 | at(file, at + 3);
    }

    private static int at(byte[] file, int at) {
        return file[at] & 0xff;
    }
}
