package dev.tomthumb.codec.imageio;

import static dev.tomthumb.codec.FileParts.ascii;
import static dev.tomthumb.codec.FileParts.bytes;
import static dev.tomthumb.codec.FileParts.join;
import static dev.tomthumb.codec.FileParts.patched;
import static dev.tomthumb.codec.FileParts.withSegment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.DecoderContract;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.samples.TestPictures;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CmykJpegDecoderTest extends DecoderContract {
    private static final byte[] COLOR = TestPictures.jpeg(TestPictures.geometry(96, 64), 85);
    private static final byte[] CMYK = cmyk();

    @Override
    protected Decoder decoder() {
        try {
            return TestCodecs.ALONE.decoder(ImageFormat.JPEG);
        } catch (ImageException missing) {
            throw new AssertionError(missing);
        }
    }

    private Pixels decode(byte[] file) throws ImageException {
        return decoder().decode(file, Headers.of(file));
    }

    @Override
    protected List<byte[]> files() {
        return List.of(CMYK);
    }

    private static byte[] cmyk() {
        String name = SampleOriginals.all().stream()
                .map(sample -> sample.name())
                .filter(file -> file.contains("cmyk"))
                .findFirst()
                .orElseThrow();
        return SampleOriginals.bytes(name);
    }

    @Test
    void cmykArrivesAsRgbInItsColors() throws ImageException {
        ImageHeader header = Headers.of(CMYK);
        assertThat(header.channels()).isEqualTo(4);
        assertThat(header.profile()).isEmpty();
        Pixels pixels = decode(CMYK);
        assertThat(pixels.layout()).isEqualTo(Layout.RGB);
        assertThat(distinctColors(pixels)).isGreaterThan(20);
    }

    private static long distinctColors(Pixels pixels) {
        return java.util.stream.IntStream.range(0, pixels.height())
                .boxed()
                .flatMap(y ->
                        java.util.stream.IntStream.range(0, pixels.width()).mapToObj(x -> Pictures.at(pixels, x, y)))
                .distinct()
                .count();
    }

    @Test
    void metadataThatTheLibraryStumblesOverIsNotShownToIt() throws ImageException {
        byte[] odd = withSegment(CMYK, 0xe0, ascii("JFXX\0\u0099"));
        odd = withSegment(odd, 0xe1, ascii("Exif"));
        odd = withSegment(odd, 0xed, new byte[60_000]);
        odd = withSegment(odd, 0xfe, new byte[10]);
        assertThat(decode(odd).width()).isEqualTo(decode(CMYK).width());
    }

    @ParameterizedTest
    @CsvSource({
        "c3, uses lossless coding",
        "c5, uses hierarchical coding",
        "c9, uses arithmetic coding",
        "ca, uses arithmetic coding"
    })
    void otherProcessesAreRefusedByName(String marker, String what) {
        refusedAsUnsupported(patched(COLOR, frameAt(COLOR) + 1, Integer.parseInt(marker, 16)), what);
    }

    @Test
    void otherDepthsAndComponentsAreRefusedByNumber() {
        refusedAsUnsupported(patched(COLOR, frameAt(COLOR) + 4, 12), "uses 12 bits per sample and 3 components");
        refusedAsUnsupported(patched(COLOR, frameAt(COLOR) + 9, 2), "uses 8 bits per sample and 2 components");
    }

    @Test
    void aFileOfEndlessScansIsRefusedBeforeDecoding() {
        byte[] scan = bytes(0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 0);
        byte[] many = Arrays.copyOf(CMYK, CMYK.length - 2);
        for (int i = 0; i < 200; i++) {
            many = join(many, scan);
        }
        refusedAsUnsupported(many, "scans; accepted are");
    }

    private static int frameAt(byte[] jpeg) {
        for (int i = 0; i < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xff && (jpeg[i + 1] == (byte) 0xc0 || jpeg[i + 1] == (byte) 0xc2)) {
                return i;
            }
        }
        throw new AssertionError("no frame");
    }

    private void refusedAsUnsupported(byte[] file, String what) {
        ImageException refusal = catchThrowableOfType(ImageException.class, () -> decode(file));
        assertThat(refusal.problem()).isEqualTo(Problem.UNSUPPORTED_INPUT);
        assertThat(refusal).hasMessageContaining(what);
    }

    @Test
    void aTruncatedFileIsRefusedInAClearSentence() {
        byte[] half = Arrays.copyOf(CMYK, CMYK.length / 2);
        ImageException refusal = catchThrowableOfType(ImageException.class, () -> decode(half));
        assertThat(refusal).hasMessage("The original is a damaged JPEG: it ends before its last pixel.");
    }
}
