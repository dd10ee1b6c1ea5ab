package dev.tomthumb.codec.jpeg.decode;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tomthumb.codec.Fuzzed;
import dev.tomthumb.codec.FuzzedDemand;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.jpeg.decode.JpegSpec.ScanSpec;
import dev.tomthumb.codec.jpeg.decode.JpegSpec.Variant;
import dev.tomthumb.samples.TestPictures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class JpegDecoderFuzzTest {
    private static final int LENIENT = 1;
    private static final int WHOLE = 2;

    static List<byte[]> inputs() {
        List<byte[]> inputs = new ArrayList<>();
        for (byte[] file : files().toList()) {
            int number = inputs.size();
            inputs.add(FuzzedDemand.middle(number % 2 * LENIENT, number % 7, file));
            inputs.add(FuzzedDemand.everything(number % 2 * LENIENT | WHOLE, file));
        }
        return inputs;
    }

    private static Stream<byte[]> files() {
        JpegSpec color = JpegSpec.of(19, 17, 0x22, 0x11, 0x11).quality(80);
        JpegSpec grey = JpegSpec.of(17, 9, 0x11).quality(90);
        return Stream.concat(
                Stream.of(
                                grey,
                                grey.progressive(),
                                color,
                                color.restart(1),
                                color.progressive(),
                                color.progressive().restart(2),
                                color.scans(ScanSpec.sequential(0), ScanSpec.sequential(2, 1)),
                                color.with(Variant.LATE_HEIGHT, Variant.FILL_BYTES),
                                color.with(Variant.WIDE_QUANTIZATION, Variant.NO_END),
                                JpegSpec.of(33, 9, 0x41, 0x11, 0x21).quality(90).with(Variant.RGB))
                        .map(TestJpeg::file),
                Stream.of(
                        TestPictures.jpeg(TestPictures.gradient(19, 17), 40),
                        TestPictures.progressiveJpeg(TestPictures.gradient(19, 17), 40)));
    }

    @MethodSource("inputs")
    @FuzzTest
    void isDecodedOrRefused(byte[] input) {
        FuzzedDemand asked = FuzzedDemand.of(input);
        JpegDecoder decoder = DecodedPlanes.decoder(asked.has(LENIENT));
        Fuzzed.header(asked.file()).filter(decoder::hasBands).ifPresent(header -> decode(decoder, asked, header));
    }

    private static void decode(JpegDecoder decoder, FuzzedDemand asked, ImageHeader header) {
        if (asked.has(WHOLE)) {
            Fuzzed.decode(decoder, asked.file(), header);
        } else {
            Fuzzed.decode(decoder, asked.file(), header, asked.scaled(header));
        }
    }
}
