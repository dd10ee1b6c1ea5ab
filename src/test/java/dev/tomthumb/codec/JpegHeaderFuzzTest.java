package dev.tomthumb.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tomthumb.samples.TestPictures;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class JpegHeaderFuzzTest {
    static List<byte[]> files() {
        byte[] jpeg = TestPictures.jpeg(TestPictures.gradient(9, 5), 40);
        byte[] exif = FileParts.join(FileParts.ascii("Exif\0\0"), FileParts.exif(6, ByteOrder.BIG_ENDIAN));
        byte[] half = FileParts.join(FileParts.ascii("ICC_PROFILE\0"), FileParts.bytes(1, 2), Profiles.srgb());
        byte[] adobe = FileParts.join(FileParts.ascii("Adobe"), new byte[7]);
        byte[] late = FileParts.bytes(
                0xff, 0xd8, 0xff, 0xff, 0xc0, 0, 11, 8, 0, 0, 0, 9, 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0,
                1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xdc, 0, 4, 0, 5, 0xff, 0xd9);
        return List.of(
                jpeg,
                TestPictures.progressiveJpeg(TestPictures.gradient(9, 5), 40),
                FileParts.withSegment(jpeg, 0xe1, exif),
                FileParts.withSegment(jpeg, 0xe2, half),
                FileParts.withSegment(jpeg, 0xee, adobe),
                late);
    }

    @MethodSource("files")
    @FuzzTest
    void isReadOrRefused(byte[] file) {
        Fuzzed.parse(file, 0, () -> JpegHeader.read(file).header());
    }
}
