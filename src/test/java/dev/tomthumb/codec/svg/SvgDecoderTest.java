package dev.tomthumb.codec.svg;

import static dev.tomthumb.codec.Pictures.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Mutations;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import dev.tomthumb.samples.TestPictures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SvgDecoderTest {
    private static final Codecs CODECS = new ProductCodecs(false, 6, new ScratchPool(1 << 20)).codecs();
    private static final Duration SOON = Duration.ofSeconds(30);

    private static byte[] svg(String attributes, String content) {
        return ("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" " + attributes
                        + ">" + content + "</svg>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Pixels drawn(byte[] file) throws ImageException {
        return CODECS.decoder(ImageFormat.SVG).decode(file, CODECS.header(file));
    }

    private static Pixels drawn(byte[] file, int width, int height) throws ImageException {
        ImageHeader header =
                new ImageHeader(ImageFormat.SVG, new Size(width, height), 1, 1, true, 8, java.util.Optional.empty());
        return CODECS.decoder(ImageFormat.SVG).decode(file, header);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "width='40' height='30'                      | 40x30",
                "width='40px' height='30.4'                  | 40x30",
                "width='1in' height='72pt'                   | 72x72",
                "viewBox='0 0 80 60'                         | 80x60",
                "viewBox='0,0,80,60' width='40'              | 40x30",
                "viewBox='0 0 80 60' height='30'             | 40x30",
                "viewBox='0 0 80 60' width='100%' height='100%' | 80x60",
                "viewBox='0 0 0 60'                          | 300x150",
                "a='b'                                       | 300x150",
                "width='-5' height='1e99'                    | 300x2147483647",
                "width='0.001' height='2'                    | 1x2"
            })
    void theSizeIsThatOfTheRootElement(String attributes, String size) throws ImageException {
        assertThat(CODECS.header(svg(attributes, "")).size()).hasToString(size);
    }

    @Test
    void itIsDrawnAtTheSizeThatIsAskedFor() throws ImageException {
        byte[] file = svg(
                "viewBox='0 0 4 2'",
                "<rect width='2' height='2' fill='#ff0000'/><rect x='3' width='1' height='1' fill='#00ff00'/>");
        Pixels pixels = drawn(file, 400, 200);
        assertThat(at(pixels, 199, 100)).containsExactly(255, 0, 0, 255);
        assertThat(at(pixels, 201, 100)).containsExactly(0, 0, 0, 0);
        assertThat(at(pixels, 301, 99)).containsExactly(0, 255, 0, 255);
        assertThat(at(pixels, 301, 101).get(3)).isZero();
    }

    @Test
    void widthAndHeightWithoutAViewBoxAreScaledToo() throws ImageException {
        byte[] file = svg("width='4' height='2'", "<rect width='2' height='2' fill='#ff0000'/>");
        Pixels pixels = drawn(file, 400, 200);
        assertThat(at(pixels, 199, 199)).containsExactly(255, 0, 0, 255);
        assertThat(at(pixels, 201, 100).get(3)).isZero();
    }

    @Test
    void picturesInsideAreDrawnAndThoseElsewhereAreNot() throws ImageException {
        String png = Base64.getEncoder().encodeToString(TestPictures.png(TestPictures.checkerboard(20, 20, 20)));
        byte[] file = svg(
                "width='20' height='20'",
                "<image width='20' height='20' xlink:href='data:image/png;base64," + png + "'/>");
        assertThat(drawn(file).alpha().get(10, 10)).isEqualTo(255);
        String jpeg = Base64.getEncoder().encodeToString(TestPictures.jpeg(TestPictures.geometry(40, 40), 95));
        Pixels photograph = drawn(svg(
                "width='40' height='40'",
                "<image width='40' height='40' href='data:image/jpeg;base64," + jpeg + "'/>"));
        assertThat(photograph.planes().get(0).get(3, 3)).isGreaterThan(190);
        assertThat(photograph.planes().get(2).get(3, 3)).isLessThan(90);
        byte[] outside =
                svg("width='20' height='20'", "<image width='20' height='20' href='file:///usr/share/pixmaps/x.png'/>");
        assertThat(drawn(outside).alpha().get(10, 10)).isZero();
    }

    @Test
    void picturesInsideNeedWhatTheirHeadersSayAndNeverMoreThanTheyAreGiven() throws Exception {
        byte[] small = TestPictures.png(TestPictures.checkerboard(20, 20, 20));
        Decoder decoder = CODECS.decoder(ImageFormat.SVG);
        ImageHeader header = CODECS.header(small);
        long one = CODECS.decoder(header.format()).memory(header) + 8 * 20 * 20;
        String image = "<image width='20' height='20' href='data:image/png;base64,"
                + Base64.getEncoder().encodeToString(small) + "'/>";

        assertThat(decoder.memoryOfEmbedded(svg("width='9'", "<text>caf&#233; data:</text>")))
                .isZero();
        assertThat(decoder.memoryOfEmbedded(svg("width='9'", "<image href='data:image/png;base64,AAAA'/>")))
                .isZero();
        assertThat(decoder.memoryOfEmbedded(svg("width='9'", image))).isEqualTo(one);
        assertThat(decoder.memoryOfEmbedded(svg("width='9'", image.repeat(3)))).isEqualTo(3 * one);
        assertThat(decoder.memoryOfEmbedded(svg("width='9'", image.repeat(100_000))))
                .isEqualTo(EmbeddedPictures.MOST_BYTES);
    }

    @Test
    void usesThatMultiplyAreRefusedBeforeTheyAreDrawn() {
        StringBuilder uses = new StringBuilder("<defs><g id='u0'><rect width='9' height='9'/></g>");
        for (int i = 1; i < 20; i++) {
            uses.append("<g id='u").append(i).append("'>");
            uses.append(("<use xlink:href='#u" + (i - 1) + "'/>").repeat(10)).append("</g>");
        }
        uses.append("</defs><use xlink:href='#u19'/>");
        assertRefusedSoon(svg("width='9' height='9'", uses.toString()), Problem.UNSUPPORTED_INPUT);
    }

    @Test
    void patternsThatMultiplyAreRefused() {
        StringBuilder patterns = new StringBuilder("<defs>");
        for (int i = 1; i < 12; i++) {
            patterns.append("<pattern id='p").append(i).append("' width='1' height='1'>");
            patterns.append(("<rect width='9' height='9' fill='url(#p" + (i - 1) + ")'/>").repeat(10));
            patterns.append("</pattern>");
        }
        patterns.append("</defs><rect width='9' height='9' fill='url(#p11)'/>");
        assertRefusedSoon(svg("width='9' height='9'", patterns.toString()), Problem.UNSUPPORTED_INPUT);
    }

    @Test
    void aDrawingThatContainsItselfIsRefused() {
        assertRefusedSoon(
                svg("width='9' height='9'", "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>"),
                Problem.BROKEN_IMAGE);
    }

    @Test
    void endlessDashesAreRefused() {
        String line = "<path d='M0 0L100000 100000' stroke='red' stroke-dasharray='0.00001'/>";
        assertRefusedSoon(svg("width='9' height='9'", line), Problem.UNSUPPORTED_INPUT);
        String styled = "<style>path{stroke-dasharray:1e-7 1e-7}</style><path d='M0 0h9000' stroke='red'/>";
        assertRefusedSoon(svg("width='9' height='9'", styled), Problem.UNSUPPORTED_INPUT);
    }

    @Test
    void manyFiltersOverALargePictureAreRefused() {
        String filters = "<filter id='f'><feGaussianBlur stdDeviation='9'/></filter>"
                + "<rect width='9' height='9' filter='url(#f)'/>".repeat(500);
        ImageException refusal = org.assertj.core.api.Assertions.catchThrowableOfType(
                ImageException.class, () -> drawn(svg("width='9' height='9'", filters), 3000, 3000));
        assertThat(refusal.problem()).isEqualTo(Problem.UNSUPPORTED_INPUT);
    }

    /** Here after no time at all. */
    @Test
    void aDrawingIsGivenUpWhenItsTimeIsOver() throws ImageException {
        byte[] file = svg("width='9' height='9'", "<rect width='9' height='9'/>");
        SvgDecoder impatient = new SvgDecoder(CODECS, Duration.ZERO);
        ImageHeader header = CODECS.header(file);

        assertThatThrownBy(() -> impatient.decode(file, header))
                .isInstanceOf(ImageException.class)
                .hasMessage("The original is an SVG that takes too long to be drawn.")
                .extracting(refusal -> ((ImageException) refusal).problem())
                .isEqualTo(Problem.UNSUPPORTED_INPUT);
    }

    @Test
    void filtersWithAbsurdNumbersEndSoon() {
        drawnOrRefusedSoon(
                svg(
                        "width='99' height='99'",
                        "<filter id='f'><feTurbulence numOctaves='2000000000' baseFrequency='.1'/>"
                                + "<feGaussianBlur stdDeviation='1e9'/></filter><rect width='99' height='99' filter='url(#f)'/>"));
        drawnOrRefusedSoon(svg(
                "width='99' height='99'",
                "<filter id='f' x='-1e6' y='-1e6' width='1e9' height='1e9'><feGaussianBlur stdDeviation='5'/></filter>"
                        + "<rect width='99' height='99' filter='url(#f)'/>"));
        drawnOrRefusedSoon(svg(
                "width='99' height='99'",
                "<pattern id='p' width='1e-7' height='1e-7' patternUnits='userSpaceOnUse'><rect width='9' height='9'/>"
                        + "</pattern><rect width='99' height='99' fill='url(#p)'/>"));
        drawnOrRefusedSoon(svg(
                "width='99' height='99'",
                "<pattern id='p' width='1e7' height='1e7' patternUnits='userSpaceOnUse'><rect width='9' height='9'/>"
                        + "</pattern><rect width='99' height='99' fill='url(#p)'/>"));
        drawnOrRefusedSoon(svg(
                "width='99' height='99'",
                "<mask id='m' x='-1e6' y='-1e6' width='1e9' height='1e9'><rect width='9' height='9' fill='#fff'/></mask>"
                        + "<rect width='99' height='99' mask='url(#m)' transform='scale(1e6)'/>"));
        drawnOrRefusedSoon(svg("width='99' height='99'", "<text font-size='1e9' textLength='1e30'>aaaaaaaa</text>"));
    }

    private static void drawnOrRefusedSoon(byte[] file) {
        long start = System.nanoTime();
        try {
            drawn(file);
        } catch (ImageException refusal) {
            assertThat(refusal.problem()).isIn(Problem.UNSUPPORTED_INPUT, Problem.BROKEN_IMAGE);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    private static void assertRefusedSoon(byte[] file, Problem problem) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> drawn(file))
                .isInstanceOf(ImageException.class)
                .extracting(refusal -> ((ImageException) refusal).problem())
                .isEqualTo(problem);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    @Property(tries = 200)
    void mutatedFilesAreDrawnOrRefused(@ForAll Random random) {
        byte[] file = svg(
                "viewBox='0 0 40 30' width='40' height='30'",
                "<defs><linearGradient id='a'><stop offset='0' stop-color='#f00'/><stop offset='1'/></linearGradient>"
                        + "<clipPath id='c'><circle r='9'/></clipPath><mask id='m'><rect width='20' height='9'/></mask>"
                        + "</defs><g transform='rotate(9)' opacity='.5'><path d='M1 1C5 5 9 1 20 20z' fill='url(#a)'/>"
                        + "<text x='5' y='9' font-size='8'>abc</text><use href='#a'/></g>"
                        + "<rect width='20' height='20' clip-path='url(#c)' mask='url(#m)' stroke-dasharray='1 2'/>");
        byte[] mutated = Mutations.of(file, random);
        long start = System.nanoTime();
        try {
            if (CODECS.sniff(mutated).filter(ImageFormat.SVG::equals).isPresent()
                    && CODECS.header(mutated).size().pixels() < 100_000) {
                drawn(mutated);
            }
        } catch (ImageException refusal) {
            assertThat(Set.of(Problem.BROKEN_IMAGE, Problem.UNSUPPORTED_INPUT)).contains(refusal.problem());
            assertThat(refusal.getMessage()).endsWith(".");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }
}
