package dev.tomthumb.codec.webp;

import static dev.tomthumb.codec.FileParts.anmf;
import static dev.tomthumb.codec.FileParts.riffChunk;
import static dev.tomthumb.codec.FileParts.vp8x;
import static dev.tomthumb.codec.FileParts.webp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tomthumb.codec.Fuzzed;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.samples.TestPictures;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Stills, and animations frame by frame. */
class WebpDecoderFuzzTest {
    static List<byte[]> files() {
        byte[] lossy = Webps.lossy(Pictures.waves(Layout.RGB, 35, 19), 75);
        byte[] lossless = Webps.lossless(Webps.pixels(TestPictures.geometry(35, 19)));
        return List.of(
                lossy,
                Webps.lossy(Webps.pixels(TestPictures.geometry(40, 40)), 5),
                Webps.lossy(Pictures.waves(Layout.RGB_ALPHA, 33, 17), 85),
                lossless,
                Webps.lossless(Webps.flat(0x336699, 20, 9)),
                Webps.lossless(Webps.pixels(TestPictures.alphaRamp(24, 18, 0x336699))),
                Webps.lossless(Pictures.waves(Layout.RGB, 50, 40)),
                webp(
                        vp8x(0x12, 60, 40),
                        riffChunk("ANIM", new byte[6]),
                        anmf(10, 20, 35, 19, image(lossy)),
                        anmf(0, 0, 35, 19, image(lossless))));
    }

    private static byte[] image(byte[] file) {
        return Arrays.copyOfRange(file, 12, file.length);
    }

    @MethodSource("files")
    @FuzzTest
    void isDecodedOrRefused(byte[] file) {
        WebpDecoder decoder = new WebpDecoder();
        Fuzzed.header(file)
                .filter(header -> header.format() == ImageFormat.WEBP)
                .ifPresent(header -> {
                    Fuzzed.decode(decoder, file, header);
                    if (header.frames() > 1) {
                        Fuzzed.decode(new WebpAnimationDecoder(decoder), file, header);
                    }
                });
    }
}
