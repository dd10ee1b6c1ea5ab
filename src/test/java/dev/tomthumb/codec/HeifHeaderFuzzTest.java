package dev.tomthumb.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tomthumb.model.ImageFormat;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

class HeifHeaderFuzzTest {
    static List<byte[]> files() {
        return List.of(
                HeifParts.probe("avif"),
                HeifParts.probe("heic"),
                HeifParts.file(
                        "avif",
                        List.of(
                                new HeifParts.Item(
                                        1,
                                        "av01",
                                        HeifParts.av1Sequence(40, 30),
                                        HeifParts.ispe(40, 30),
                                        HeifParts.irot(1),
                                        HeifParts.clap(30, 20)),
                                new HeifParts.Item(
                                        2,
                                        "hvc1",
                                        new byte[9],
                                        HeifParts.ispe(40, 30),
                                        HeifParts.hvcC(40, 30),
                                        HeifParts.auxC("urn:mpeg:hevc:2015:auxid:1"))),
                        HeifParts.reference("auxl", 2, 1)));
    }

    @MethodSource("files")
    @FuzzTest
    void isReadOrRefused(byte[] file) {
        Fuzzed.parse(file, IccProfiles.MAX_BYTES, () -> HeifHeader.read(file, ImageFormat.AVIF));
    }
}
