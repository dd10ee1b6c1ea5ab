package dev.tomthumb.codec;

import static dev.tomthumb.codec.FileParts.ascii;
import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.exif;
import static dev.tomthumb.codec.FileParts.join;
import static dev.tomthumb.codec.FileParts.withSegment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import dev.tomthumb.samples.TestPictures;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegHeaderTest {
    private static final byte[] PICTURE = TestPictures.jpeg(TestPictures.gradient(40, 30), 80);
    private static final byte[] SOI = bytes(0xff, 0xd8);
    private static final byte[] SOS = bytes(0xff, 0xda, 0, 2);

    @Test
    void aPlainFileTellsSizeAndComponents() throws ImageException {
        ImageHeader header = Headers.of(PICTURE);
        assertThat(header.format()).isEqualTo(ImageFormat.JPEG);
        assertThat(header.size()).isEqualTo(new Size(40, 30));
        assertThat(header.orientation()).isEqualTo(1);
        assertThat(header.frames()).isEqualTo(1);
        assertThat(header.alpha()).isFalse();
        assertThat(header.bitsPerSample()).isEqualTo(8);
        assertThat(header.channels()).isEqualTo(3);
        assertThat(header.progressive()).isFalse();
        assertThat(header.profile()).isEmpty();
    }

    @Test
    void aProgressiveFileIsKnownAsSuch() throws ImageException {
        assertThat(Headers.of(TestPictures.progressiveJpeg(TestPictures.gradient(40, 30), 80))
                        .progressive())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyOrientationIsReadInBothByteOrders(int orientation) throws ImageException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            byte[] file = withSegment(PICTURE, 0xe1, join(ascii("Exif\0\0"), exif(orientation, order)));
            ImageHeader header = Headers.of(file);
            assertThat(header.orientation()).isEqualTo(orientation);
            assertThat(header.uprightSize()).isEqualTo(orientation < 5 ? new Size(40, 30) : new Size(30, 40));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 255, 65535})
    void anOrientationThatDoesNotExistIsUpright(int orientation) throws ImageException {
        byte[] file = withSegment(PICTURE, 0xe1, join(ascii("Exif\0\0"), exif(orientation, ByteOrder.BIG_ENDIAN)));
        assertThat(Headers.of(file).orientation()).isEqualTo(1);
    }

    @Test
    void damagedMetadataDoesNotBreakAPicture() throws ImageException {
        byte[] exif = exif(6, ByteOrder.BIG_ENDIAN);
        for (int length = 0; length < 18; length++) {
            byte[] file = withSegment(PICTURE, 0xe1, join(ascii("Exif\0\0"), Arrays.copyOf(exif, length)));
            assertThat(Headers.of(file).orientation()).isEqualTo(1);
        }
    }

    @Test
    void theFirstExifSegmentCounts() throws ImageException {
        byte[] second = withSegment(PICTURE, 0xe1, join(ascii("Exif\0\0"), exif(6, ByteOrder.BIG_ENDIAN)));
        byte[] both = withSegment(second, 0xe1, join(ascii("Exif\0\0"), exif(3, ByteOrder.BIG_ENDIAN)));
        assertThat(Headers.of(both).orientation()).isEqualTo(3);
    }

    @Test
    void aProfileInSeveralSegmentsIsJoinedInTheirOrder() throws ImageException {
        byte[] profile = Profiles.displayP3();
        byte[] head = Arrays.copyOf(profile, 200);
        byte[] tail = Arrays.copyOfRange(profile, 200, profile.length);
        byte[] file = withSegment(PICTURE, 0xe2, join(ascii("ICC_PROFILE\0"), bytes(1, 2), head));
        file = withSegment(file, 0xe2, join(ascii("ICC_PROFILE\0"), bytes(2, 2), tail));
        assertThat(Headers.of(file).profile().orElseThrow()).isEqualTo(profile);
    }

    @Test
    void aProfileWithAMissingPieceIsNone() throws ImageException {
        byte[] file = withSegment(PICTURE, 0xe2, join(ascii("ICC_PROFILE\0"), bytes(1, 2), Profiles.displayP3()));
        assertThat(Headers.of(file).profile()).isEmpty();
    }

    @Test
    void aProfileForOtherPixelsIsNone() throws ImageException {
        byte[] file = withSegment(PICTURE, 0xe2, join(ascii("ICC_PROFILE\0"), bytes(1, 1), Profiles.grey()));
        assertThat(Headers.of(file).profile()).isEmpty();
    }

    @Test
    void fillBytesAndStrayBytesBetweenSegmentsAreSkipped() throws ImageException {
        byte[] odd = join(SOI, bytes(0xff, 0xff, 0xff, 0xff), Arrays.copyOfRange(PICTURE, 3, PICTURE.length));
        assertThat(Headers.of(odd).size()).isEqualTo(new Size(40, 30));
        byte[] comment = bytes(0xff, 0xfe, 0, 3, 'x');
        byte[] stray = join(SOI, comment, bytes(7, 7, 0xff, 0, 7), Arrays.copyOfRange(PICTURE, 2, PICTURE.length));
        assertThat(Headers.of(stray).size()).isEqualTo(new Size(40, 30));
    }

    @Test
    void aHeightToldBehindTheFirstScanIsFound() throws ImageException {
        byte[] scan = join(SOS, bytes(1, 2, 0xff, 0, 0xff, 0xd0, 3, 0xff, 0xff));
        byte[] file = join(SOI, frame(0xc0, 0, 16, 3), scan, bytes(0xff, 0xdc, 0, 4, 1, 2));
        assertThat(Headers.of(file).size()).isEqualTo(new Size(16, 0x102));
    }

    @Test
    void aHeightToldNowhereIsDamage() {
        byte[] head = join(SOI, frame(0xc0, 0, 16, 3), SOS, bytes(1, 2));
        refused(head, "The JPEG is damaged: it ends inside its header.");
        refused(join(head, bytes(0xff, 0xd9)), "The JPEG is damaged: it does not tell its height.");
        refused(join(head, bytes(0xff, 0xc4, 0, 4, 1, 2)), "The JPEG is damaged: it does not tell its height.");
        refused(join(head, bytes(0xff, 0xdc, 0, 4, 0, 0)), "The JPEG is damaged: it does not tell its height.");
    }

    @Test
    void brokenHeadersAreRefused() {
        refused(join(SOI, frame(0xc0, 16, 0, 3), SOS), "The JPEG is damaged: its width is 0.");
        refused(join(SOI, frame(0xc0, 16, 16, 0), SOS), "The JPEG is damaged: it has 0 components.");
        refused(join(SOI, frame(0xc0, 16, 16, 9), SOS), "The JPEG is damaged: it has 9 components.");
        refused(join(SOI, SOS), "The JPEG is damaged: it has no frame header.");
        refused(join(SOI, bytes(0xff, 0xd9)), "The JPEG is damaged: it has no frame header.");
        refused(
                join(SOI, frame(0xc0, 16, 16, 3), frame(0xc0, 16, 16, 3), SOS),
                "The JPEG is damaged: it has two frame headers.");
        refused(join(SOI, bytes(0xff, 0xe0, 0, 1)), "The JPEG is damaged: a segment of its header has no length.");
        refused(join(SOI, bytes(0xff, 0xe0, 0xff, 0xff)), "The JPEG is damaged: it ends inside its header.");
        refused(join(SOI, bytes(0xff)), "The JPEG is damaged: it ends inside its header.");
    }

    private static byte[] frame(int marker, int height, int width, int components) {
        byte[] head = bytes(0xff, marker, 0, 8 + 3 * components, 8, height >> 8, height, width >> 8, width, components);
        byte[] specifications = new byte[3 * components];
        for (int i = 0; i < components; i++) {
            specifications[3 * i] = (byte) (i + 1);
            specifications[3 * i + 1] = 0x11;
        }
        return join(head, specifications);
    }

    private static void refused(byte[] file, String message) {
        assertThatThrownBy(() -> Headers.of(file))
                .isInstanceOf(ImageException.class)
                .hasMessage(message);
    }
}
