package dev.tomthumb.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class WebpHeaderFuzzTest {
    static List<byte[]> files() {
        byte[] lossy = FileParts.riffChunk("VP8 ", FileParts.bytes(0x10, 0, 0, 0x9d, 1, 0x2a, 40, 0, 30, 0));
        byte[] lossless = FileParts.riffChunk("VP8L", FileParts.bytes(0x2f, 39, 0x40, 7, 0x10, 0));
        byte[] exif = FileParts.riffChunk("EXIF", FileParts.exif(6, ByteOrder.LITTLE_ENDIAN));
        byte[] profile = FileParts.riffChunk("ICCP", Profiles.displayP3());
        return List.of(
                FileParts.webp(lossy),
                FileParts.webp(lossless),
                FileParts.webp(FileParts.vp8x(0x28, 40, 30), profile, lossy, exif),
                FileParts.webp(FileParts.vp8x(0x10, 40, 30), lossless),
                FileParts.webp(
                        FileParts.vp8x(0x12, 60, 50),
                        FileParts.riffChunk("ANIM", new byte[6]),
                        FileParts.anmf(2, 4, 40, 30, lossy),
                        FileParts.anmf(0, 0, 40, 30, lossless)));
    }

    @MethodSource("files")
    @FuzzTest
    void isReadOrRefused(byte[] file) {
        Fuzzed.parse(file, 0, () -> WebpHeader.read(file));
    }
}
