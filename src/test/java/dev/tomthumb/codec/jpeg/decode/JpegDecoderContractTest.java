package dev.tomthumb.codec.jpeg.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.codec.BandDecoder;
import dev.tomthumb.codec.DecoderContract;
import dev.tomthumb.codec.FileParts;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.jpeg.decode.JpegSpec.ScanSpec;
import dev.tomthumb.codec.jpeg.decode.JpegSpec.Variant;
import dev.tomthumb.model.ImageException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The decoder as any other one, asked for whole pictures. */
class JpegDecoderContractTest extends DecoderContract {
    private static final JpegSpec COLOR = JpegSpec.of(41, 27, 0x22, 0x11, 0x11);

    @Override
    protected BandDecoder decoder() {
        return DecodedPlanes.decoder(false);
    }

    @Override
    protected List<byte[]> files() {
        return List.of(
                TestJpeg.file(COLOR),
                TestJpeg.file(COLOR.restart(2)),
                TestJpeg.file(COLOR.progressive()),
                TestJpeg.file(JpegSpec.of(30, 30, 0x11)),
                TestJpeg.file(COLOR.scans(ScanSpec.sequential(0), ScanSpec.sequential(1, 2))));
    }

    @Test
    void chromaStaysAsItIsStored() throws ImageException {
        Pixels pixels = decoded(COLOR);
        assertThat(pixels.layout()).isEqualTo(Layout.YCBCR);
        assertThat(pixels.planes()).extracting(plane -> plane.width()).containsExactly(41, 21, 21);
        assertThat(pixels.planes()).extracting(plane -> plane.height()).containsExactly(27, 14, 14);
    }

    @Test
    void greyIsOnePlaneAndRgbIsNotYcbcr() throws ImageException {
        assertThat(decoded(JpegSpec.of(9, 9, 0x22)).layout()).isEqualTo(Layout.GREY);
        assertThat(decoded(JpegSpec.of(9, 9, 0x11, 0x11, 0x11).with(Variant.RGB))
                        .layout())
                .isEqualTo(Layout.RGB);
    }

    @Test
    void planesThatMustBeFullAreStretched() throws ImageException {
        Pixels rgb = decoded(JpegSpec.of(33, 17, 0x22, 0x11, 0x12).with(Variant.RGB));
        assertThat(rgb.planes()).allSatisfy(plane -> assertThat(plane.width()).isEqualTo(33));
        assertThat(rgb.planes()).allSatisfy(plane -> assertThat(plane.height()).isEqualTo(17));
        Pixels oddLuma = decoded(JpegSpec.of(33, 17, 0x11, 0x22, 0x22));
        assertThat(oddLuma.width()).isEqualTo(33);
        assertThat(oddLuma.height()).isEqualTo(17);
    }

    private Pixels decoded(JpegSpec spec) throws ImageException {
        byte[] file = TestJpeg.file(spec);
        return decoder().decode(file, Headers.of(file));
    }

    @Test
    void whatIsNotReadHereIsLeftToTheOtherDecoder() throws ImageException {
        byte[] file = TestJpeg.file(COLOR);
        byte[] arithmetic = FileParts.patched(file, frameAt(file) + 1, 0xc9);
        ImageHeader header = Headers.of(arithmetic);
        assertThat(decoder().hasBands(header)).isFalse();
        assertThat(decoder().memory(header)).isEqualTo(4711);
        assertThat(catchThrowableOfType(ImageException.class, () -> decoder().decode(arithmetic, header)))
                .hasMessage("The fallback was asked.");
    }

    private static int frameAt(byte[] file) {
        int at = 2;
        while ((file[at + 1] & 0xff) != 0xc0) {
            at += 2 + ((file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff);
        }
        return at;
    }
}
