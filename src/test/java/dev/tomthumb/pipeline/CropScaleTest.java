package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.Deadlines;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts that are scaled: as if they had been cut out before, whatever was decoded, and by the kernel asked for. */
class CropScaleTest {
    /** The bar for what is resampled, in steps of a byte. */
    private static final double BAR = 1.5;

    private static final ProductCodecs CODECS = new ProductCodecs(false, 1, new ScratchPool(0));
    private static final Deadline FAR = Deadlines.NEVER;

    @AfterAll
    static void close() {
        CODECS.close();
    }

    private static Pixels made(Pixels picture, Asked asked) throws ImageException {
        ImageHeader header = Plans.header(
                ImageFormat.PNG,
                new Size(picture.width(), picture.height()),
                picture.layout().hasAlpha());
        RenderPlan plan = Planner.plan(header, asked.transform(), Target.of(ImageFormat.PNG), Limits.DEFAULT);
        try (ScratchPool pool = new ScratchPool(0);
                Scratch scratch = pool.lease()) {
            return new Pass(plan, Renderer.steps(CODECS.codecs()), FAR, scratch).finished(picture);
        }
    }

    private static double off(Plane actual, double[][] expected) {
        double sum = 0;
        for (int y = 0; y < actual.height(); y++) {
            for (int x = 0; x < actual.width(); x++) {
                sum += Math.abs(actual.get(x, y) - Math.max(0, Math.min(255, expected[y][x])));
            }
        }
        return sum / actual.width() / actual.height();
    }

    @ParameterizedTest
    @CsvSource({
        "200x150, 100, 75,  nowe, 0,  0,  50",
        "200x150, 101, 75,  nowe, 33, 17, 50",
        "301x203, 37,  120, soea, 5,  9,  12",
        "400x300, 350, 31,  ce,   0,  0,  20",
        "400x300, 399, 299, sowe, 0,  0,  133",
    })
    void aPartIsScaledAsIfThereWereNothingAroundIt(
            String source, int width, int height, String gravity, double x, double y, int to) throws ImageException {
        Size size = Plans.size(source);
        Pixels picture = Drawn.grey(size.width(), size.height(), Drawn.landscape(size.width(), size.height()));
        Asked asked = Asked.nothing().crop(width, height, gravity, x, y);
        Box part = Planner.plan(Plans.header(source), asked.transform(), Target.of(ImageFormat.PNG), Limits.DEFAULT)
                .part();

        Plane actual = made(picture, asked.resize("fit", to, null)).planes().get(0);

        Plane cut = CutOut.part(picture, part).planes().get(0);
        assertThat(off(actual, ReferenceScaler.scaled(cut, actual.width(), actual.height())))
                .isLessThan(BAR / 2);
    }

    /** With the stripe beside it in reach, the part's edge would be grey. */
    @Test
    void whatLiesBesideThePartDoesNotShineIn() throws ImageException {
        Pixels stripe = Drawn.grey(120, 60, (x, y) -> x < 60 ? 0 : 255);

        Plane left = made(stripe, Asked.nothing().crop(60, 60, "we", 0, 0).resize("fit", 20, null))
                .planes()
                .get(0);

        for (int x = 0; x < left.width(); x++) {
            assertThat(left.get(x, 10)).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0, false", "6, 0, false", "3, 90, true", "8, 180, false"})
    void aPartOfAJpegThatIsDecodedAtLessThanFullSizeLooksTheSame(int orientation, int angle, boolean flipped)
            throws ImageException, IOException {
        byte[] file = TestPictures.jpegWithOrientation(smooth(801, 603), orientation, 97);
        Asked asked = Asked.nothing().crop(0.6, 0.7, "soea", 31, 13).turn(angle, flipped, false);
        BufferedImage whole = read(render(file, asked.transform()));

        BufferedImage small = read(render(file, asked.resize("fit", 100, 100).transform()));

        for (int shift : new int[] {0, 8, 16}) {
            Plane expected = channel(whole, shift);
            Plane actual = channel(small, shift);
            assertThat(off(actual, ReferenceScaler.scaled(expected, actual.width(), actual.height())))
                    .isLessThan(BAR);
        }
    }

    private static BufferedImage smooth(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = (int) (128 + 100 * Math.sin(x / 23.0) * Math.cos(y / 31.0));
                int green = x * 255 / width;
                int blue = Math.hypot(x - width / 2, y - height / 2) < 200 ? 220 : 40;
                image.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return image;
    }

    private static Plane channel(BufferedImage image, int shift) {
        return Drawn.plane(image.getWidth(), image.getHeight(), (x, y) -> image.getRGB(x, y) >> shift & 255);
    }

    private static byte[] render(byte[] file, Transform transform) throws ImageException {
        Codecs codecs = CODECS.codecs();
        Renderer renderer = new Renderer(
                codecs,
                Limits.DEFAULT,
                OutputFormats.DEFAULT,
                Qualities.DEFAULT,
                RenderRules.DEFAULT,
                new ScratchPool(1 << 20));
        ImageRequest request = new ImageRequest(
                new SourceRef("test", "/crop"),
                transform,
                new OutputSpec(Optional.of(ImageFormat.PNG), OptionalInt.empty()),
                Optional.empty());
        return renderer.run(renderer.prepare(file, request), FAR).bytes();
    }

    private static BufferedImage read(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    private static String row(Pixels pixels) {
        StringBuilder text = new StringBuilder();
        Plane plane = pixels.planes().get(0);
        for (int x = 0; x < plane.width(); x++) {
            text.append(x == 0 ? "" : " ").append(plane.get(x, 0));
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        // a peak of 160 in the middle of sixteen, halved: the kernel's own weights at a quarter, three quarters...
        "NEAREST, 0 0 0 0 160 0 0 0",
        "LINEAR,  0 0 0 0 60 20 0 0",
        "CUBIC,   0 0 0 0 69 18 0 0",
    })
    void everyKernelShrinksByItsOwnWeights(Resize.Kernel kernel, String expected) throws ImageException {
        Pixels peak = Drawn.grey(16, 1, (x, y) -> x == 9 ? 160 : 0);

        Pixels half = made(peak, Asked.nothing().resize("force", 8, 1).kernel(kernel));

        assertThat(row(half)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "NEAREST,  10 10 90 90",
        "LINEAR,   10 30 70 90",
        "CUBIC,    4 26 74 96",
        "LANCZOS2, 4 26 74 96",
        "LANCZOS3, 4 26 74 96",
    })
    void whatGrowsIsNeverWeighedByASinc(Resize.Kernel kernel, String expected) throws ImageException {
        Pixels two = Drawn.grey(2, 1, (x, y) -> x == 0 ? 10 : 90);

        Pixels four = made(two, Asked.nothing().enlarge("force", 4, 1).kernel(kernel));

        assertThat(row(four)).isEqualTo(expected);
    }

    @Test
    void theNearestSampleIsTakenWhateverTheRatio() throws ImageException {
        Pixels numbered = Drawn.numbered(101, 67);

        Pixels small = made(numbered, Asked.nothing().resize("force", 23, 14).kernel(Resize.Kernel.NEAREST));

        for (int y = 0; y < 14; y++) {
            for (int x = 0; x < 23; x++) {
                assertThat(small.planes().get(0).get(x, y)).isEqualTo((int) ((x + 0.5) * 101 / 23));
                assertThat(small.planes().get(1).get(x, y)).isEqualTo((int) ((y + 0.5) * 67 / 14));
            }
        }
    }

    /** Twice as wide a lobe rings twice: the narrower kernel is the softer one at an edge. */
    @Test
    void theTwoSincsDiffer() throws ImageException {
        Pixels edge = Drawn.grey(64, 1, (x, y) -> x < 31 ? 60 : 200);

        String narrow = row(made(edge, Asked.nothing().resize("force", 16, 1).kernel(Resize.Kernel.LANCZOS2)));
        String wide = row(made(edge, Asked.nothing().resize("force", 16, 1).kernel(Resize.Kernel.LANCZOS3)));

        assertThat(narrow).isNotEqualTo(wide);
        assertThat(row(made(edge, Asked.nothing().resize("force", 16, 1)))).isEqualTo(wide);
    }

    @Test
    void whatIsPutOnACanvasIsTransparentAroundAndTheSameInside() throws ImageException {
        Pixels picture = Drawn.grey(3, 2, (x, y) -> 10 * x + y + 1);

        Pixels padded = made(picture, Asked.nothing().padding(1, 2, 0, 1));

        assertThat(padded.layout()).isEqualTo(Layout.GREY_ALPHA);
        assertThat(row(padded)).isEqualTo("0 0 0 0 0 0");
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 6; x++) {
                boolean inside = x >= 1 && x < 4 && y >= 1;
                assertThat(padded.alpha().get(x, y)).isEqualTo(inside ? 255 : 0);
                assertThat(padded.planes().get(0).get(x, y)).isEqualTo(inside ? 10 * (x - 1) + y : 0);
            }
        }
    }
}
