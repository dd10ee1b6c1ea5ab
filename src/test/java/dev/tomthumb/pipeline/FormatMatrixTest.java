package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.FormatSniffer;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.testkit.Deadlines;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format that can be read into every format that can be written, through the renderer. */
class FormatMatrixTest {
    private static final ScratchPool POOL = new ScratchPool(1 << 20);
    private static final ProductCodecs PRODUCT = new ProductCodecs(false, 6, POOL);
    private static final Codecs CODECS = PRODUCT.codecs();
    private static final Deadline FAR = Deadlines.NEVER;

    @AfterAll
    static void close() {
        PRODUCT.close();
        POOL.close();
    }

    static Stream<Arguments> pairs() {
        return CODECS.readable().stream()
                .flatMap(source -> Stream.of(false, true)
                        .filter(animated ->
                                !animated || CODECS.animationEncoder(source).isPresent())
                        .flatMap(animated ->
                                CODECS.writable().stream().map(output -> Arguments.of(source, animated, output))));
    }

    @ParameterizedTest(name = "{0} (animated: {1}) to {2}")
    @MethodSource("pairs")
    void isWrittenAndCanBeReadAgain(ImageFormat source, boolean animated, ImageFormat output) throws ImageException {
        byte[] original = animated ? MovingTest.file(source) : still(source);
        Limits limits = new Limits(1_000_000, OptionalInt.empty(), 1_000_000, 10, OptionalLong.empty());
        Renderer renderer =
                new Renderer(CODECS, limits, OutputFormats.DEFAULT, Qualities.DEFAULT, RenderRules.DEFAULT, POOL);
        ImageRequest request = new ImageRequest(
                new SourceRef("test", "/any"),
                Plans.only(Plans.resize("fit", 40, 30, false, 1)),
                new OutputSpec(Optional.of(output), OptionalInt.empty()),
                Optional.empty());

        RenderJob job = renderer.prepare(original, request);
        Rendered rendered = renderer.run(job, FAR);

        assertThat(job.source()).isEqualTo(source);
        assertThat(rendered.format()).isEqualTo(output);
        assertThat(FormatSniffer.sniff(rendered.bytes())).contains(output);
        ImageHeader header = CODECS.header(rendered.bytes());
        assertThat(rendered.size()).contains(new Size(40, 30));
        assertThat(header.size()).isEqualTo(new Size(40, 30));
        boolean moves = animated && CODECS.animationEncoder(output).isPresent();
        assertThat(header.frames()).isEqualTo(moves ? 6 : 1);
        byte[] png = output == ImageFormat.PNG ? rendered.bytes() : asPng(renderer, rendered.bytes());
        Pixels pixels = CODECS.decoder(ImageFormat.PNG).decode(png, CODECS.header(png));
        int red = pixels.planes().get(0).get(4, 14);
        int blue = pixels.colors().get(pixels.colors().size() - 1).get(35, 25);
        assertThat(red).as("red at the left").isGreaterThan(150);
        assertThat(blue).as("blue at the right").isGreaterThan(120);
    }

    private static byte[] asPng(Renderer renderer, byte[] file) throws ImageException {
        ImageRequest request = new ImageRequest(
                new SourceRef("test", "/again"),
                Transform.NONE,
                new OutputSpec(Optional.of(ImageFormat.PNG), OptionalInt.empty()),
                Optional.empty());
        return renderer.run(renderer.prepare(file, request), FAR).bytes();
    }

    private static byte[] still(ImageFormat format) throws ImageException {
        return format == ImageFormat.SVG
                ? ("<svg xmlns='http://www.w3.org/2000/svg' width='80' height='60'><rect width='40' height='60' "
                                + "fill='#e00000'/><rect x='40' width='40' height='60' fill='#0000e0'/></svg>")
                        .getBytes(StandardCharsets.UTF_8)
                : CODECS.encoder(format).encode(halves(), Encoding.of(90));
    }

    /** Red at the left, blue at the right. */
    private static Pixels halves() {
        return Drawn.of(Layout.RGB, 80, 60, (x, y) -> x < 40 ? 0xe0 : 0, (x, y) -> 0, (x, y) -> x < 40 ? 0 : 0xe0);
    }
}
