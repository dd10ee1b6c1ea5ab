package dev.tomthumb.codec.ico;

import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.join;
import static dev.tomthumb.codec.FileParts.little;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tomthumb.codec.Fuzzed;
import dev.tomthumb.codec.png.PngDecoder;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.samples.TestPictures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class IcoDecoderFuzzTest {
    private static final int SIDE = 8;

    static List<byte[]> files() {
        List<byte[]> files = new ArrayList<>();
        for (int bits : new int[] {1, 4, 8, 16, 24, 32}) {
            int colors = bits <= 8 ? 1 << bits : 0;
            byte[] head = join(little(40), little(SIDE), little(2 * SIDE), bytes(1, 0, bits, 0), new byte[24]);
            byte[] rows = new byte[(SIDE * bits + 31) / 32 * 4 * SIDE];
            files.add(icon(join(head, new byte[4 * colors], rows, new byte[4 * SIDE])));
        }
        files.add(icon(TestPictures.png(TestPictures.geometry(SIDE, SIDE))));
        return files;
    }

    private static byte[] icon(byte[] picture) {
        return join(
                bytes(0, 0, 1, 0, 1, 0),
                bytes(SIDE, SIDE, 0, 0, 1, 0, 32, 0),
                little(picture.length),
                little(22),
                picture);
    }

    @MethodSource("files")
    @FuzzTest
    void isDecodedOrRefused(byte[] file) {
        Fuzzed.header(file)
                .filter(header -> header.format() == ImageFormat.ICO)
                .ifPresent(header -> Fuzzed.decode(new IcoDecoder(new PngDecoder()), file, header));
    }
}
