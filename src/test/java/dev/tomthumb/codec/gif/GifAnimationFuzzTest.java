package dev.tomthumb.codec.gif;

import static dev.tomthumb.codec.FileParts.ascii;
import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.join;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tomthumb.codec.Fuzzed;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.samples.TestPictures;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class GifAnimationFuzzTest {
    private static final byte[] COLORS = bytes(0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255);

    static List<byte[]> files() {
        byte[] screen = join(ascii("GIF89a"), bytes(5, 0, 3, 0, 0x81, 0, 0), COLORS);
        byte[] loop = join(bytes(0x21, 0xff, 11), ascii("NETSCAPE2.0"), bytes(3, 1, 2, 0, 0));
        byte[] end = bytes(0x3b);
        return List.of(
                TestPictures.gif(TestPictures.geometry(40, 30)),
                join(screen, loop, frame(1, 0, 0, 4, 2), frame(2, 1, 1, 2, 2), frame(3, 0, 0, 4, 2), end),
                join(screen, frame(0, 0, 0, 1, 1), frame(3, 4, 2, 1, 1), bytes(0x21, 0xfe, 2, 65, 66, 0), end),
                join(screen, interlaced(), interlaced(), end));
    }

    /** Eight indices, each as a code of three bits behind a clear code. */
    private static byte[] frame(int disposal, int left, int top, int width, int height) {
        return join(
                bytes(0x21, 0xf9, 4, disposal << 2 | 1, 5, 0, 2, 0),
                bytes(0x2c, left, 0, top, 0, width, 0, height, 0, 0),
                bytes(2, 4, 0x44, 0x34, 0x61, 0xa0, 0));
    }

    private static byte[] interlaced() {
        return join(bytes(0x2c, 0, 0, 0, 0, 4, 0, 2, 0, 0xc1), COLORS, bytes(2, 4, 0x44, 0x34, 0x61, 0xa0, 0));
    }

    @MethodSource("files")
    @FuzzTest
    void isDecodedOrRefused(byte[] file) {
        Fuzzed.header(file)
                .filter(header -> header.format() == ImageFormat.GIF)
                .ifPresent(header -> Fuzzed.decode(new GifAnimationDecoder(), file, header));
    }
}
