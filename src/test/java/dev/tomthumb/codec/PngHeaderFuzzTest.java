package dev.tomthumb.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tomthumb.samples.TestPictures;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class PngHeaderFuzzTest {
    /** While a profile is unfolded, its array is made twice as long again and again, and at last cut. */
    private static final long PROFILE_BYTES = 4L * IccProfiles.MAX_BYTES;

    static List<byte[]> files() {
        byte[] png = TestPictures.png(TestPictures.gradient(9, 5));
        return List.of(
                png,
                TestPictures.png(TestPictures.alphaRamp(9, 5, 0x123456)),
                FileParts.withChunk(png, "iCCP", FileParts.iccp(Profiles.displayP3())),
                FileParts.withChunk(png, "iCCP", FileParts.iccp(new byte[1 << 20])),
                FileParts.withChunk(png, "eXIf", FileParts.exif(6, ByteOrder.LITTLE_ENDIAN)),
                FileParts.withChunk(png, "acTL", FileParts.bytes(0, 0, 0, 3, 0, 0, 0, 0)),
                FileParts.withChunk(png, "tRNS", new byte[6]));
    }

    @MethodSource("files")
    @FuzzTest
    void isReadOrRefused(byte[] file) {
        Fuzzed.parse(file, PROFILE_BYTES, () -> PngHeader.read(file));
    }
}
