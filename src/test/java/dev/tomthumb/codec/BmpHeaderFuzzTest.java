package dev.tomthumb.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class BmpHeaderFuzzTest {
    static List<byte[]> files() {
        byte[] file = FileParts.join(FileParts.ascii("BM"), new byte[12]);
        byte[] core = FileParts.bytes(12, 0, 0, 0, 9, 0, 5, 0, 1, 0, 24, 0);
        return List.of(FileParts.join(file, core), FileParts.join(file, info(40)), FileParts.join(file, info(124)));
    }

    /** An information header of this length, of 32 bits; its rows run downwards. */
    private static byte[] info(int length) {
        byte[] header = new byte[length];
        ByteBuffer.wrap(header)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .putInt(9)
                .putInt(-5)
                .put(FileParts.bytes(1, 0, 32, 0));
        header[length - 1] = 1;
        return header;
    }

    @MethodSource("files")
    @FuzzTest
    void isReadOrRefused(byte[] file) {
        Fuzzed.parse(file, 0, () -> BmpHeader.read(file));
    }
}
