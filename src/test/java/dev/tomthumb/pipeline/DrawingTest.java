package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.Crop;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Reading;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.Deadlines;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** SVG through the renderer. */
class DrawingTest {
    private static final ScratchPool POOL = new ScratchPool(1 << 20);
    private static final ProductCodecs PRODUCT = new ProductCodecs(false, 6, POOL);
    private static final Codecs CODECS = PRODUCT.codecs();
    private static final Deadline FAR = Deadlines.NEVER;
    private static final Optional<ImageFormat> PNG = Optional.of(ImageFormat.PNG);
    /** Red at the left, blue at the right of 4x2. */
    private static final byte[] HALVES = svg("width='4' height='2'");

    @AfterAll
    static void close() {
        PRODUCT.close();
        POOL.close();
    }

    private static byte[] svg(String attributes) {
        return ("<svg xmlns=\"http://www.w3.org/2000/svg\" " + attributes + "><script>alert(1)</script>"
                        + "<rect width=\"2\" height=\"2\" fill=\"#f00\"/><rect class=\"b\" x=\"2\" width=\"2\" "
                        + "height=\"2\" fill=\"#00f\"/></svg>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Rendered render(
            byte[] file,
            RenderRules rules,
            Limits limits,
            Reading reading,
            Transform transform,
            Optional<ImageFormat> format)
            throws ImageException {
        Renderer renderer = new Renderer(CODECS, limits, OutputFormats.DEFAULT, Qualities.DEFAULT, rules, POOL);
        ImageRequest request = new ImageRequest(
                new SourceRef("test", "/drawing"),
                reading,
                transform,
                List.of(),
                new OutputSpec(format, OptionalInt.empty()),
                Optional.empty());
        return renderer.run(renderer.prepare(file, request), FAR);
    }

    private static Rendered render(Transform transform, Optional<ImageFormat> format) throws ImageException {
        return render(HALVES, RenderRules.DEFAULT, Limits.DEFAULT, Reading.PLAIN, transform, format);
    }

    private static Transform fit(int width, int height) {
        return Plans.only(Plans.resize("fit", width, height == 0 ? null : height, false, 1));
    }

    private static Pixels pixels(Rendered rendered) throws ImageException {
        return CODECS.decoder((ImageFormat) rendered.format())
                .decode(rendered.bytes(), CODECS.header(rendered.bytes()));
    }

    @Test
    void itStaysAnSvgUnlessPixelsAreAskedFor() throws ImageException {
        Rendered kept = render(fit(400, 200), Optional.empty());
        assertThat(kept.format()).isEqualTo(ImageFormat.SVG);
        assertThat(kept.size()).contains(new Size(4, 2));
        assertThat(kept.bytes()).asString(StandardCharsets.UTF_8).doesNotContain("script");
        assertThat(render(fit(400, 200), Optional.of(ImageFormat.SVG)).format()).isEqualTo(ImageFormat.SVG);
    }

    @Test
    void aSettingMakesPixelsOfItAndAnotherKeepsItsBytes() throws ImageException {
        RenderRules raster = new RenderRules(false, false, true, true, true, false, Set.of(), FileRules.DEFAULT);
        assertThat(render(HALVES, raster, Limits.DEFAULT, Reading.PLAIN, fit(400, 200), Optional.empty())
                        .format())
                .isEqualTo(ImageFormat.PNG);
        RenderRules asItIs = new RenderRules(false, false, true, false, false, false, Set.of(), FileRules.DEFAULT);
        assertThat(render(HALVES, asItIs, Limits.DEFAULT, Reading.PLAIN, Transform.NONE, Optional.empty())
                        .bytes())
                .isEqualTo(HALVES);
    }

    @Test
    void itIsDrawnAtTheSizeThatIsAskedForWithoutScaling() throws ImageException {
        Pixels pixels = pixels(render(fit(400, 0), PNG));
        assertThat(pixels.width()).isEqualTo(400);
        assertThat(pixels.height()).isEqualTo(200);
        assertThat(Pictures.at(pixels, 199, 100).subList(0, 3)).containsExactly(255, 0, 0);
        assertThat(Pictures.at(pixels, 200, 100).subList(0, 3)).containsExactly(0, 0, 255);
    }

    @Test
    void aPartOfItIsDrawnAsSharp() throws ImageException {
        Transform right = fit(100, 0).withCrop(Optional.of(new Crop(1, 0, Optional.empty(), Optional.empty())));
        Pixels pixels = pixels(render(svgOfEight(), RenderRules.DEFAULT, Limits.DEFAULT, Reading.PLAIN, right, PNG));
        assertThat(pixels.width()).isEqualTo(100);
        assertThat(pixels.height()).isEqualTo(200);
    }

    private static byte[] svgOfEight() {
        return svg("viewBox='0 0 4 2' width='8' height='2'");
    }

    @Test
    void whatWouldBeTooLargeIsDrawnSmallerAndScaled() throws ImageException {
        Limits few = new Limits(5_000, OptionalInt.empty(), 1_000_000);
        Pixels pixels = pixels(render(HALVES, RenderRules.DEFAULT, few, Reading.PLAIN, fit(400, 200), PNG));
        assertThat(pixels.width()).isEqualTo(400);
        assertThat(Pictures.at(pixels, 190, 100).subList(0, 3)).containsExactly(255, 0, 0);
        assertThat(Pictures.at(pixels, 210, 100).subList(0, 3)).containsExactly(0, 0, 255);
        byte[] huge = svg("viewBox='0 0 4 2' width='400000' height='200000'");
        Rendered small = render(huge, RenderRules.DEFAULT, few, Reading.PLAIN, fit(40, 20), PNG);
        assertThat(small.size()).contains(new Size(40, 20));
        assertThat(Pictures.at(pixels(small), 5, 5).subList(0, 3)).containsExactly(255, 0, 0);
    }

    @Test
    void aStyleOfTheRequestCounts() throws ImageException {
        Reading green = new Reading(
                OptionalInt.empty(),
                OptionalInt.empty(),
                true,
                Optional.empty(),
                Optional.of(".b{fill:#00ff00}"),
                Set.of(),
                Optional.empty(),
                Reading.Limits.SERVER);
        Pixels pixels = pixels(render(HALVES, RenderRules.DEFAULT, Limits.DEFAULT, green, fit(40, 20), PNG));
        assertThat(Pictures.at(pixels, 30, 10).subList(0, 3)).containsExactly(0, 255, 0);
        assertThat(render(HALVES, RenderRules.DEFAULT, Limits.DEFAULT, green, fit(40, 20), Optional.empty())
                        .bytes())
                .asString(StandardCharsets.UTF_8)
                .contains("<style>.b{fill:#00ff00}</style>");
    }

    @Test
    void nothingElseBecomesAnSvg() throws ImageException {
        byte[] png = render(fit(40, 20), PNG).bytes();
        assertThatThrownBy(() -> render(
                        png,
                        RenderRules.DEFAULT,
                        Limits.DEFAULT,
                        Reading.PLAIN,
                        Transform.NONE,
                        Optional.of(ImageFormat.SVG)))
                .isInstanceOf(ImageException.class)
                .extracting(refusal -> ((ImageException) refusal).problem())
                .isEqualTo(Problem.UNSUPPORTED_OUTPUT);
    }

    private static long memory(byte[] file) throws ImageException {
        Renderer renderer = new Renderer(
                CODECS, Limits.DEFAULT, OutputFormats.DEFAULT, Qualities.DEFAULT, RenderRules.DEFAULT, POOL);
        ImageRequest request = new ImageRequest(
                new SourceRef("test", "/drawing"),
                fit(400, 200),
                new OutputSpec(PNG, OptionalInt.empty()),
                Optional.empty());
        return renderer.prepare(file, request).memory();
    }

    /** A server of a gigabyte has room for some drawings at once, and for none that is full of pictures. */
    @Test
    void aDrawingNeedsRoomForThePicturesInItAndForNoOthers() throws ImageException {
        byte[] photograph = TestPictures.png(TestPictures.geometry(1000, 500));
        String image =
                "<image href=\"data:image/png;base64," + Base64.getEncoder().encodeToString(photograph) + "\"/>";
        long alone = memory(HALVES);

        assertThat(alone).isBetween(400L * 200 * 4 * 6, 32_000_000L);
        assertThat(memory(pictured("<image href=\"data:image/png;base64,AAAA\"/>")))
                .as("no picture at all")
                .isEqualTo(alone);
        assertThat(memory(pictured(image)) - alone).isBetween(1000L * 500 * 8, 1000L * 500 * 32);
        assertThat(memory(pictured(image.repeat(300)))).isBetween(250_000_000L, 300_000_000L);
    }

    private static byte[] pictured(String images) {
        return new String(HALVES, StandardCharsets.UTF_8)
                .replace("</svg>", images + "</svg>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
