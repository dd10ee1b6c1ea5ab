package dev.tomthumb.codec.png;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tomthumb.codec.Fuzzed;
import dev.tomthumb.codec.FuzzedDemand;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.ImageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.provider.MethodSource;

class PngDecoderFuzzTest {
    private static final int WHOLE = 1;
    /** Damage goes past the checksums, else hardly any file would get further than its first chunk. */
    private static final int CHECKSUMS = 2;
    /** The file holds its rows as they are, so that damage reaches them; they are compressed before it is decoded. */
    private static final int UNFOLDED = 4;

    private static final int[][] KINDS = {
        {0, 1}, {0, 4}, {0, 8}, {0, 16}, {2, 8}, {2, 16}, {3, 2}, {3, 8}, {4, 8}, {4, 16}, {6, 8}, {6, 16}
    };

    static List<byte[]> inputs() {
        List<byte[]> inputs = new ArrayList<>();
        Random random = new Random(1);
        for (int[] kind : KINDS) {
            HandmadePng png = HandmadePng.random(11, 7, kind[0], kind[1], random)
                    .interlaced(inputs.size() % 4 == 0)
                    .dataInChunksOf(inputs.size() % 3 == 0 ? 50 : 1000)
                    .with("tRNS", new byte[kind[0] == 2 ? 6 : 2]);
            inputs.add(FuzzedDemand.everything(WHOLE | CHECKSUMS, png.file()));
            inputs.add(FuzzedDemand.middle(CHECKSUMS | UNFOLDED, 0, png.fileOf(png.raw())));
            inputs.add(FuzzedDemand.middle(0, 0, png.file()));
        }
        return inputs;
    }

    @MethodSource("inputs")
    @FuzzTest
    void isDecodedOrRefused(byte[] input) {
        FuzzedDemand asked = FuzzedDemand.of(input);
        byte[] file = asked.has(UNFOLDED) ? UnfoldedPng.folded(asked.file()) : asked.file();
        byte[] repaired = asked.has(CHECKSUMS) ? PngFuzz.withRightChecksums(file) : file;
        Fuzzed.header(repaired)
                .filter(header -> header.format() == ImageFormat.PNG)
                .ifPresent(header -> decode(asked, repaired, header));
    }

    private static void decode(FuzzedDemand asked, byte[] file, ImageHeader header) {
        PngDecoder decoder = new PngDecoder();
        if (asked.has(WHOLE)) {
            Fuzzed.decode(decoder, file, header);
        } else {
            Fuzzed.decode(decoder, file, header, asked.unscaled(header, header.channels()));
        }
    }
}
