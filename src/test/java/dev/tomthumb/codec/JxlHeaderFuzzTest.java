package dev.tomthumb.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class JxlHeaderFuzzTest {
    static List<byte[]> files() {
        byte[] codestream = HeifParts.probe("jxl");
        byte[] signature = FileParts.join(FileParts.bytes(0, 0, 0, 12), FileParts.ascii("JXL \r\n\u0087\n"));
        return List.of(codestream, FileParts.join(signature, HeifParts.box("jxlp", new byte[4], codestream)));
    }

    @MethodSource("files")
    @FuzzTest
    void isReadOrRefused(byte[] file) {
        Fuzzed.parse(file, 0, () -> JxlHeader.read(file));
    }
}
