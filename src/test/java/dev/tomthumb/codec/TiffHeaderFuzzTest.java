package dev.tomthumb.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class TiffHeaderFuzzTest {
    private static final int LONG = 4;

    static List<byte[]> files() {
        return List.of(
                tiff(ByteOrder.LITTLE_ENDIAN, new int[][] {{256, 9}, {257, 5}, {258, 8}, {277, 3}, {262, 2}}),
                tiff(ByteOrder.BIG_ENDIAN, new int[][] {{256, 9}, {257, 5}, {274, 6}, {273, 8}, {279, 20}, {338, 1}}),
                tiff(ByteOrder.BIG_ENDIAN, new int[][] {{256, 9}, {257, 5}, {322, 16}, {323, 16}, {324, 8}, {325, 9}}),
                FileParts.ascii("II+\0\10\0\0\0"));
    }

    /** A file of nothing but a directory with these tags and their values. */
    private static byte[] tiff(ByteOrder order, int[][] tags) {
        ByteBuffer file = ByteBuffer.allocate(14 + 12 * tags.length).order(order);
        file.put(FileParts.ascii(order == ByteOrder.BIG_ENDIAN ? "MM" : "II")).putShort((short) 42);
        file.putInt(8).putShort((short) tags.length);
        for (int[] tag : tags) {
            file.putShort((short) tag[0]).putShort((short) LONG).putInt(1).putInt(tag[1]);
        }
        return file.array();
    }

    @MethodSource("files")
    @FuzzTest
    void isReadOrRefused(byte[] file) {
        Fuzzed.parse(file, 0, () -> TiffHeader.read(file));
    }
}
