package dev.tomthumb.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tomthumb.samples.TestPictures;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class GifHeaderFuzzTest {
    static List<byte[]> files() {
        byte[] screen = FileParts.join(FileParts.ascii("GIF89a"), FileParts.bytes(9, 0, 5, 0, 0, 0, 0));
        byte[] control = FileParts.bytes(0x21, 0xf9, 4, 1, 0, 0, 0, 0);
        byte[] frame = FileParts.bytes(0x2c, 1, 0, 1, 0, 3, 0, 3, 0, 0x80, 1, 2, 3, 4, 5, 6, 2, 2, 0x44, 1, 0);
        byte[] end = FileParts.bytes(0x3b);
        return List.of(
                TestPictures.gif(TestPictures.checkerboard(9, 5, 2)),
                FileParts.join(screen, control, frame, end),
                FileParts.join(screen, frame, control, frame, frame, end));
    }

    @MethodSource("files")
    @FuzzTest
    void isReadOrRefused(byte[] file) {
        Fuzzed.parse(file, 0, () -> GifHeader.read(file).header());
    }
}
