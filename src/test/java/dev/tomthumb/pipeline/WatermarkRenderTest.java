package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.Effects;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Watermark;
import dev.tomthumb.pixel.text.Fonts;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.Deadlines;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Watermarks through the whole renderer; what they do to samples stands in the tests of {@code pixel}. */
class WatermarkRenderTest {
    private static final ProductCodecs CODECS = new ProductCodecs(false, 6, new ScratchPool(1 << 20));
    private static final Deadline FAR = Deadlines.NEVER;
    private static final Watermark.Content OWN = new Watermark.Content.Configured();
    private static final byte[] RED_8X4 = TestPictures.png(plain(8, 4, 0xff0000));

    private final Renderer renderer = renderer(Optional.of(RED_8X4), 1, Limits.DEFAULT);

    @AfterAll
    static void close() {
        CODECS.close();
    }

    private static BufferedImage plain(int width, int height, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    private static Renderer renderer(Optional<byte[]> own, double opacity, Limits limits) {
        return new Renderer(
                CODECS.codecs(),
                limits,
                OutputFormats.DEFAULT,
                Qualities.DEFAULT,
                RenderRules.DEFAULT,
                new ScratchPool(1 << 20),
                new Watermarks(new Watermarks.Own(own, Optional.empty()), opacity, Fonts.LOGICAL_ONLY));
    }

    private static Watermark own(double opacity, String position, double x, double y, double scale) {
        return mark(OWN, opacity, position, x, y, scale);
    }

    private static Watermark mark(
            Watermark.Content content, double opacity, String position, double x, double y, double scale) {
        return new Watermark(
                opacity,
                Arrays.stream(Watermark.Position.values())
                        .filter(each -> each.token().equals(position))
                        .findFirst()
                        .orElseThrow(),
                x,
                y,
                scale,
                content,
                OptionalInt.empty(),
                OptionalInt.empty(),
                0,
                0);
    }

    private static Transform transform(Resize resize, Watermark watermark, Effects effects) {
        Transform none = Transform.NONE;
        return new Transform(
                none.trim(),
                none.crop(),
                resize,
                none.turn(),
                none.gravity(),
                effects,
                none.extend(),
                none.extendAspectRatio(),
                none.padding(),
                none.background(),
                none.backgroundOpacity(),
                Optional.of(watermark));
    }

    private static ImageRequest request(Resize resize, Watermark watermark, ImageFormat format) {
        return new ImageRequest(
                new SourceRef("test", "/picture"),
                transform(resize, watermark, Effects.NONE),
                new OutputSpec(Optional.of(format), OptionalInt.of(95)),
                Optional.empty());
    }

    private static BufferedImage render(Renderer renderer, byte[] original, ImageRequest request, byte... mark)
            throws ImageException, IOException {
        RenderJob job = renderer.prepare(
                original, request, mark.length == 0 ? Optional.empty() : Optional.of(mark), Checkpoint.NONE);
        return ImageIO.read(new ByteArrayInputStream(renderer.run(job, FAR).bytes()));
    }

    private BufferedImage onWhite(int width, int height, Resize resize, Watermark mark)
            throws ImageException, IOException {
        return render(
                renderer, TestPictures.png(plain(width, height, 0xffffff)), request(resize, mark, ImageFormat.PNG));
    }

    /** The box around everything that is not white, as {@code 8x4+0+0}. */
    private static String box(BufferedImage image) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = -1;
        int bottom = -1;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xffffff) != 0xffffff) {
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x);
                    bottom = Math.max(bottom, y);
                }
            }
        }
        return right < 0 ? "nothing" : (right - left + 1) + "x" + (bottom - top + 1) + "+" + left + "+" + top;
    }

    @ParameterizedTest
    @CsvSource({
        // imgproxy pipeline, section 4: the picture is 40x21, the mark 8x4
        "ce,   0,    0,    8x4+16+9", // (40 - 8 + 1) / 2 = 16.5 -> 16; (21 - 4 + 1) / 2 = 9
        "ce,   3,    -2,   8x4+19+7",
        "no,   0,    1,    8x4+16+1",
        "so,   0,    1,    8x4+16+16",
        "ea,   2,    0,    8x4+30+9",
        "we,   2,    0,    8x4+2+9",
        "nowe, 0,    0,    8x4+0+0",
        "noea, 0.1,  0.1,  8x4+28+2", // 10 % of 40 and of 21
        "sowe, 5,    5,    8x4+5+12",
        "soea, 0,    0,    8x4+32+17",
        "we,   -5,   0,    3x4+0+9", // reaches out
        "we,   -100, 0,    1x4+0+9", // moved back until one column is left
        "noea, -100, -100, 1x1+39+0",
        "so,   0,    1000, 8x1+16+0", // one row is left at the top
    })
    void itLiesWhereImgproxyPutsIt(String position, double x, double y, String expected) throws Exception {
        assertThat(box(onWhite(40, 21, Resize.NONE, own(1, position, x, y, 0)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5,  8x4,   20x10", // the box is 20x10: wide enough for 20
        "0.1,  8x4,   4x2",
        "2,    8x4,   40x20", // 80x42, of which the picture shows its middle
        "0.01, 8x4,   1x1",
    })
    void itsScaleIsAShareOfTheResult(double scale, String own, String expected) throws Exception {
        assertThat(box(onWhite(40, 20, Resize.NONE, own(1, "nowe", 0, 0, scale))))
                .startsWith(expected + "+0+0");
    }

    @Test
    void offsetsGrowWithDprAndItsOwnSizeDoesNot() throws Exception {
        Resize twice = new Resize(Resize.Mode.FIT, OptionalInt.of(20), OptionalInt.empty(), false, 2);

        assertThat(box(onWhite(80, 40, twice, own(1, "nowe", 3, 2, 0)))).isEqualTo("8x4+6+4");
    }

    @Test
    void aSizeInPixelsGrowsWithDpr() throws Exception {
        Resize twice = new Resize(Resize.Mode.FIT, OptionalInt.of(20), OptionalInt.empty(), false, 2);
        Watermark sized = new Watermark(
                1, Watermark.Position.NORTH_WEST, 0, 0, 0, OWN, OptionalInt.of(6), OptionalInt.empty(), 0, 0);

        assertThat(box(onWhite(80, 40, twice, sized))).isEqualTo("12x6+0+0");
    }

    @Test
    void turnedItIsPlacedByTheBoxItNeedsThen() throws Exception {
        Watermark turned = new Watermark(
                1, Watermark.Position.SOUTH_EAST, 1, 1, 0, OWN, OptionalInt.empty(), OptionalInt.empty(), 90, 0);

        assertThat(box(onWhite(40, 20, Resize.NONE, turned))).isEqualTo("4x8+35+11");
    }

    @Test
    void aShadowReachesOutAndMovesNothing() throws Exception {
        Watermark shadowed = new Watermark(
                1, Watermark.Position.NORTH_WEST, 10, 8, 0, OWN, OptionalInt.empty(), OptionalInt.empty(), 0, 1);

        BufferedImage image = onWhite(40, 20, Resize.NONE, shadowed);

        assertThat(box(image)).isEqualTo("10x6+9+7");
        assertThat(image.getRGB(10, 8) & 0xffffff).isEqualTo(0xff0000);
        assertThat(image.getRGB(9, 9) & 0xff).isBetween(1, 250);
    }

    @Test
    void itIsRepeatedWithSpaceBetween() throws Exception {
        BufferedImage image = onWhite(40, 20, Resize.NONE, own(1, "re", 2, 6, 0));

        // Tiles of 10x10, 5x3 of them, 5 pixels cut off on the left and on top; a mark begins 1 and 3 into its tile.
        for (int left : new int[] {6, 16, 26}) {
            assertThat(image.getRGB(left, 8) & 0xffffff).isEqualTo(0xff0000);
            assertThat(image.getRGB(left - 1, 8) & 0xffffff).isEqualTo(0xffffff);
            assertThat(image.getRGB(left, 7) & 0xffffff).isEqualTo(0xffffff);
        }
        assertThat(image.getRGB(0, 1) & 0xffffff).isEqualTo(0xff0000);
        assertThat(image.getRGB(0, 2) & 0xffffff).isEqualTo(0xffffff);
    }

    @Test
    void theServersOpacityCountsToo() throws Exception {
        Renderer half = renderer(Optional.of(RED_8X4), 0.5, Limits.DEFAULT);
        ImageRequest request = request(Resize.NONE, own(0.5, "nowe", 0, 0, 0), ImageFormat.PNG);

        BufferedImage image = render(half, TestPictures.png(plain(20, 20, 0x000000)), request);

        assertThat(image.getRGB(1, 1) & 0xffffff).isEqualTo(0x3f0000);
    }

    @Test
    void withoutAWatermarkOfItsOwnTheServerRefusesToLeaveItOut() {
        Renderer bare = renderer(Optional.empty(), 1, Limits.DEFAULT);
        byte[] white = TestPictures.png(plain(20, 20, 0xffffff));

        assertThatThrownBy(() -> bare.prepare(white, request(Resize.NONE, own(1, "ce", 0, 0, 0), ImageFormat.PNG)))
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.BAD_OPTION))
                .hasMessageContaining("tomthumb.watermark.path");
    }

    @Test
    void anInvisibleOneNeedsNothing() throws Exception {
        Renderer bare = renderer(Optional.empty(), 1, Limits.DEFAULT);
        ImageRequest request = request(Resize.NONE, own(0, "ce", 0, 0, 0), ImageFormat.PNG);

        assertThat(box(render(bare, TestPictures.png(plain(20, 20, 0xffffff)), request)))
                .isEqualTo("nothing");
        assertThat(bare.watermarkToFetch(request)).isEmpty();
    }

    @Test
    void aPictureOfTheRequestIsFetchedAndTurnedUpright() throws Exception {
        SourceRef ref = new SourceRef("s3", "//marks/a.jpg");
        ImageRequest request =
                request(Resize.NONE, mark(new Watermark.Content.Picture(ref), 1, "nowe", 0, 0, 0), ImageFormat.PNG);
        byte[] mark = TestPictures.jpegWithOrientation(plain(6, 10, 0x0000ff), 6, 95);

        assertThat(renderer.watermarkToFetch(request)).contains(ref);
        assertThat(box(render(renderer, TestPictures.png(plain(40, 20, 0xffffff)), request, mark)))
                .isEqualTo("6x10+0+0");
    }

    private static Renderer fetching() {
        return new Renderer(
                CODECS.codecs(),
                Limits.DEFAULT,
                OutputFormats.DEFAULT,
                Qualities.DEFAULT,
                RenderRules.DEFAULT,
                new ScratchPool(1 << 20),
                new Watermarks(
                        new Watermarks.Own(Optional.empty(), Optional.of(new SourceRef("s3", "//own/mark"))),
                        1,
                        Fonts.LOGICAL_ONLY));
    }

    @Test
    void theServersOwnIsFetchedOnceAndNoPictureOfARequestTakesItsPlace() throws Exception {
        Renderer fetching = fetching();
        ImageRequest ofServer = request(Resize.NONE, own(1, "nowe", 0, 0, 0), ImageFormat.PNG);
        ImageRequest ofRequest = request(
                Resize.NONE,
                mark(new Watermark.Content.Picture(new SourceRef("s3", "//a/b")), 1, "nowe", 0, 0, 0),
                ImageFormat.PNG);
        byte[] white = TestPictures.png(plain(40, 20, 0xffffff));
        byte[] square = TestPictures.png(plain(5, 5, 0xff));

        assertThat(box(render(fetching, white, ofRequest, square))).isEqualTo("5x5+0+0");
        assertThat(fetching.watermarkToFetch(ofServer)).contains(new SourceRef("s3", "//own/mark"));
        assertThat(box(render(fetching, white, ofServer, RED_8X4))).isEqualTo("8x4+0+0");
        assertThat(box(render(fetching, white, ofRequest, square))).isEqualTo("5x5+0+0");
        assertThat(fetching.watermarkToFetch(ofServer)).isEmpty();
        assertThat(box(render(fetching, white, ofServer))).isEqualTo("8x4+0+0");
    }

    @Test
    void severalPicturesInOneRequestAreRefused() {
        ImageRequest one = request(
                Resize.NONE,
                mark(new Watermark.Content.Picture(new SourceRef("s3", "//a/b")), 1, "ce", 0, 0, 0),
                ImageFormat.PNG);
        Transform other = transform(
                Resize.NONE,
                mark(new Watermark.Content.Picture(new SourceRef("s3", "//a/c")), 1, "ce", 0, 0, 0),
                Effects.NONE);
        ImageRequest two = new ImageRequest(
                one.source(), one.reading(), one.transform(), List.of(other), one.output(), one.version());

        assertThatThrownBy(() -> renderer.watermarkToFetch(two))
                .hasMessage("The URL asks for 2 pictures as watermarks; one is accepted.");
    }

    @Test
    void aBrokenPictureIsBlamedOnTheWatermark() {
        ImageRequest request = request(
                Resize.NONE,
                mark(new Watermark.Content.Picture(new SourceRef("s3", "//a/b")), 1, "ce", 0, 0, 0),
                ImageFormat.PNG);
        byte[] white = TestPictures.png(plain(40, 20, 0xffffff));
        byte[] half = Arrays.copyOf(RED_8X4, RED_8X4.length - 30);

        assertThatThrownBy(() -> renderer.prepare(
                        white, request, Optional.of("hello".getBytes(StandardCharsets.UTF_8)), Checkpoint.NONE))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("The watermark cannot be used. The original is not an image");
        assertThatThrownBy(() -> render(renderer, white, request, half))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("The watermark cannot be used. ");
    }

    @Test
    void theLimitsOfOriginalsAreThoseOfWatermarks() {
        Limits small = new Limits(1000, OptionalInt.empty(), 100_000);
        Renderer limited = renderer(Optional.of(TestPictures.png(plain(40, 40, 0))), 1, small);
        byte[] white = TestPictures.png(plain(20, 20, 0xffffff));

        assertThatThrownBy(() -> limited.prepare(white, request(Resize.NONE, own(1, "ce", 0, 0, 0), ImageFormat.PNG)))
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.ORIGINAL_TOO_LARGE));
        assertThatThrownBy(
                        () -> renderer.prepare(white, request(Resize.NONE, own(1, "ce", 0, 0, 1e300), ImageFormat.PNG)))
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.RESULT_TOO_LARGE));
    }

    @Test
    void aTextIsDrawnAsLargeAsItsScaleSays() throws Exception {
        Watermark.Content words = new Watermark.Content.Text(
                "Tomthumb", Optional.empty(), OptionalInt.empty(), Optional.of(new Color(0, 0, 0)));
        BufferedImage image = onWhite(200, 200, Resize.NONE, mark(words, 1, "ce", 0, 0, 0.9));

        assertThat(Integer.parseInt(box(image).replaceAll("x.*", ""))).isBetween(165, 182);

        Watermark.Content many =
                new Watermark.Content.Text("W".repeat(400), Optional.empty(), OptionalInt.empty(), Optional.empty());
        assertThatThrownBy(() -> onWhite(200, 200, Resize.NONE, mark(many, 1, "ce", 0, 0, 1e9)))
                .hasMessageStartingWith("The watermark's text would be ");
    }

    @Test
    void aJpegStaysInLumaAndDifferences() throws Exception {
        byte[] original = TestPictures.jpeg(TestPictures.geometry(240, 180), 95);
        Resize smaller = new Resize(Resize.Mode.FIT, OptionalInt.of(120), OptionalInt.empty(), false, 1);
        Watermark corner = own(0.8, "soea", 5, 7, 0.3);

        RenderJob job = renderer.prepare(original, request(smaller, corner, ImageFormat.JPEG));
        BufferedImage jpeg =
                ImageIO.read(new ByteArrayInputStream(renderer.run(job, FAR).bytes()));
        BufferedImage png = render(renderer, original, request(smaller, corner, ImageFormat.PNG));

        assertThat(((RenderJob.Making) job).plan().chroma()).isPresent();
        // In the middle of the mark, 36x18 at 79,65.
        for (int shift : new int[] {0, 8, 16}) {
            assertThat(jpeg.getRGB(95, 75) >> shift & 255)
                    .isCloseTo(png.getRGB(95, 75) >> shift & 255, org.assertj.core.api.Assertions.within(8));
        }
    }

    @Test
    void theSameWatermarkTwiceIsTheSamePicture() throws Exception {
        byte[] white = TestPictures.png(plain(40, 20, 0xffffff));
        ImageRequest request = request(Resize.NONE, own(0.7, "ch", 1, 1, 0.2), ImageFormat.PNG);

        byte[] first = renderer.run(renderer.prepare(white, request), FAR).bytes();

        assertThat(renderer.run(renderer.prepare(white, request), FAR).bytes()).isEqualTo(first);
    }

    @Test
    void itsMemoryIsCounted() throws Exception {
        byte[] white = TestPictures.png(plain(40, 20, 0xffffff));
        byte[] large = TestPictures.png(plain(1000, 1000, 0xff));
        Watermark.Content picture = new Watermark.Content.Picture(new SourceRef("s3", "//a/b"));
        ImageRequest bare = request(Resize.NONE, own(0, "ce", 0, 0, 0), ImageFormat.PNG);
        ImageRequest marked = request(Resize.NONE, mark(picture, 1, "ce", 0, 0, 0), ImageFormat.PNG);

        long more = renderer.prepare(white, marked, Optional.of(large), Checkpoint.NONE)
                        .memory()
                - renderer.prepare(white, bare).memory();

        assertThat(more).isGreaterThan(4_000_000);
    }

    @Test
    void itsMemoryIsCountedWhereALaterPassMakesThePictureLarge() throws Exception {
        byte[] white = TestPictures.png(plain(40, 20, 0xffffff));
        Resize large = new Resize(Resize.Mode.FIT, OptionalInt.of(2000), OptionalInt.of(1000), true, 1);
        Watermark all = own(1, "ce", 0, 0, 1);
        Watermark unseen = own(0, "ce", 0, 0, 1);

        long more = renderer.prepare(white, chained(large, all)).memory()
                - renderer.prepare(white, chained(large, unseen)).memory();

        // The mark and what it becomes, and a copy of the picture.
        assertThat(more).isGreaterThan((8 + 4) * 2_000_000L);
    }

    private static ImageRequest chained(Resize second, Watermark mark) {
        ImageRequest first = request(Resize.NONE, mark, ImageFormat.PNG);
        return new ImageRequest(
                first.source(),
                first.reading(),
                new Transform(
                        new Resize(Resize.Mode.FIT, OptionalInt.of(10), OptionalInt.of(10), false, 1),
                        Transform.NONE.gravity(),
                        Optional.empty()),
                List.of(transform(second, mark, Effects.NONE)),
                first.output(),
                first.version());
    }
}
