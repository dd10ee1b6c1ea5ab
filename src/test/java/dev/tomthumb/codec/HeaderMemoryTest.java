package dev.tomthumb.codec;

import static dev.tomthumb.codec.FileParts.ascii;
import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.samples.TestPictures;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Headers are read before anybody has counted memory: however long they are, little is taken. */
class HeaderMemoryTest {
    private static final int LARGE = 8 << 20;
    private static final int LITTLE = 256 << 10;
    private static final byte[] PICTURE = TestPictures.jpeg(TestPictures.gradient(9, 5), 40);

    @Test
    void aTiffOfNothingButOffsetsIsNotCopied() throws ImageException {
        int pieces = LARGE / 2;
        byte[] file = tiff(new int[][] {
            {256, 4, 1, 9}, {257, 4, 1, 5}, {273, 3, pieces, 8}, {279, 3, pieces, 8}, {324, 3, pieces, 8}
        });
        assertThat(taken(file)).isLessThan(LITTLE);
    }

    @Test
    void aProfileLargerThanAnyRealOneIsNotCopiedFromAWebp() throws ImageException {
        byte[] lossy = FileParts.riffChunk("VP8 ", bytes(0x10, 0, 0, 0x9d, 1, 0x2a, 40, 0, 30, 0));
        byte[] profile = FileParts.riffChunk("ICCP", largeProfile());
        assertThat(taken(FileParts.webp(FileParts.vp8x(0x20, 40, 30), profile, lossy)))
                .isLessThan(LITTLE);
    }

    @Test
    void aProfileLargerThanAnyRealOneIsNotCopiedFromAPng() throws ImageException {
        byte[] png = TestPictures.png(TestPictures.gradient(9, 5));
        assertThat(taken(FileParts.withChunk(png, "iCCP", join(ascii("name\0\0"), largeProfile()))))
                .isLessThan(LITTLE);
    }

    @Test
    void aProfileLargerThanAnyRealOneIsNotCopiedFromATiff() throws ImageException {
        assertThat(taken(tiff(new int[][] {{256, 4, 1, 9}, {257, 4, 1, 5}, {34675, 7, LARGE, 8}})))
                .isLessThan(LITTLE);
    }

    @Test
    void aProfileLargerThanAnyRealOneIsNotCopiedFromAJpeg() throws ImageException {
        ByteArrayOutputStream segments = new ByteArrayOutputStream();
        IntStream.rangeClosed(1, 255).forEach(number -> {
            segments.writeBytes(bytes(0xff, 0xe2, 0xff, 0xff));
            segments.writeBytes(join(ascii("ICC_PROFILE\0"), bytes(number, 255), new byte[0xffff - 16]));
        });
        assertThat(taken(behindStart(segments.toByteArray()))).isLessThan(LITTLE);
    }

    @Test
    void fillBytesBeforeAMarkerAreSkippedInOnePass() throws ImageException {
        byte[] fill = new byte[LARGE];
        Arrays.fill(fill, (byte) 0xff);
        byte[] file = behindStart(fill);
        assertThat(Headers.of(file).size()).isEqualTo(Headers.of(PICTURE).size());
        assertThat(taken(file)).isLessThan(LITTLE);
    }

    private static byte[] largeProfile() {
        return Arrays.copyOf(Profiles.displayP3(), LARGE);
    }

    /** The picture with more bytes behind its first marker. */
    private static byte[] behindStart(byte[] more) {
        return join(Arrays.copyOf(PICTURE, 2), more, Arrays.copyOfRange(PICTURE, 2, PICTURE.length));
    }

    /** Zeros, and a directory behind them: tag, type, count and value of each entry. */
    private static byte[] tiff(int[][] entries) {
        ByteBuffer file = ByteBuffer.allocate(LARGE + 64 + 12 * entries.length);
        file.put(ascii("MM")).putShort((short) 42).putInt(LARGE + 8);
        file.position(LARGE + 8).putShort((short) entries.length);
        for (int[] entry : entries) {
            file.putShort((short) entry[0])
                    .putShort((short) entry[1])
                    .putInt(entry[2])
                    .putInt(entry[3]);
        }
        return file.array();
    }

    /** Bytes allocated by the second reading: the first loads classes too. */
    private static long taken(byte[] file) throws ImageException {
        Headers.of(file);
        Meter meter = new Meter();
        meter.measure(() -> Headers.of(file));
        return meter.bytes();
    }
}
