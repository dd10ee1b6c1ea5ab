package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.ColorManagement;
import dev.tomthumb.codec.Components;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.FileParts;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Profiles;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.Deadlines;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole renders of files whose planes are scaled while they are decoded. */
class PlanesRenderTest {
    private static final ScratchPool SCRATCH = new ScratchPool(8 << 20);
    private static final ProductCodecs CODECS = new ProductCodecs(false, 3, SCRATCH);
    private static final RenderRules PLAIN = RenderRules.DEFAULT;

    @AfterAll
    static void close() {
        CODECS.close();
        SCRATCH.close();
    }

    private static Renderer renderer(Codecs codecs, RenderRules rules) {
        return new Renderer(codecs, Limits.DEFAULT, OutputFormats.DEFAULT, Qualities.DEFAULT, rules, SCRATCH);
    }

    private static Rendered render(byte[] original, Transform transform, ImageFormat format, RenderRules rules)
            throws ImageException {
        return render(CODECS.codecs(), original, transform, format, rules);
    }

    private static Rendered render(
            Codecs codecs, byte[] original, Transform transform, ImageFormat format, RenderRules rules)
            throws ImageException {
        Renderer renderer = renderer(codecs, rules);
        ImageRequest request = new ImageRequest(
                new SourceRef("test", "/planes"),
                transform,
                new OutputSpec(Optional.of(format), OptionalInt.of(95)),
                Optional.empty());
        return renderer.run(renderer.prepare(original, request), Deadlines.NEVER);
    }

    private static Transform resized(String mode, Integer width, Integer height) {
        return Plans.only(Plans.resize(mode, width, height, false, 1));
    }

    private static BufferedImage read(Rendered rendered) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(rendered.bytes()));
    }

    /** A smooth drawing with an edge; fine patterns would measure the decoder's scale instead of the geometry. */
    private static BufferedImage drawing(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = (int) (128 + 100 * Math.sin(x / 40.0) * Math.cos(y / 30.0));
                int green = x * 255 / width;
                int blue = (x + y) * 255 / (width + height);
                image.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return image;
    }

    private static double psnr(BufferedImage expected, BufferedImage actual, int left, int top) {
        double squares = 0;
        for (int y = 0; y < actual.getHeight(); y++) {
            for (int x = 0; x < actual.getWidth(); x++) {
                for (int shift : new int[] {0, 8, 16}) {
                    int difference =
                            (expected.getRGB(left + x, top + y) >> shift & 255) - (actual.getRGB(x, y) >> shift & 255);
                    squares += difference * difference;
                }
            }
        }
        double count = 3.0 * actual.getWidth() * actual.getHeight();
        return squares == 0 ? 99 : 10 * Math.log10(255 * 255 * count / squares);
    }

    @ParameterizedTest
    @CsvSource({
        // width, height, where the part begins in the scaled 400x300, whether the file is progressive
        "100, 300, 150, 0, false",
        "400, 77,  0, 112, false",
        "100, 300, 150, 0, true",
    })
    void aCutJpegIsThatPartOfTheWhole(int width, int height, int left, int top, boolean progressive) throws Exception {
        BufferedImage drawing = drawing(1200, 900);
        byte[] original = progressive ? TestPictures.progressiveJpeg(drawing, 92) : TestPictures.jpeg(drawing, 92);

        BufferedImage whole = read(render(original, resized("fit", 400, 300), ImageFormat.PNG, PLAIN));
        BufferedImage part = read(render(original, resized("fill", width, height), ImageFormat.PNG, PLAIN));

        assertThat(part.getWidth()).isEqualTo(width);
        assertThat(part.getHeight()).isEqualTo(height);
        assertThat(psnr(whole, part, left, top)).isGreaterThan(60);
        assertThat(psnr(whole, part, Math.max(0, left - 1), Math.max(0, top - 1)))
                .as("one pixel beside")
                .isLessThan(50);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aTurnedJpegBecomesTheJpegOfTheUprightOne(int orientation) throws Exception {
        BufferedImage drawing = drawing(601, 397);
        Transform half = resized("fit", 201, null);

        BufferedImage upright = read(render(TestPictures.jpeg(drawing, 92), half, ImageFormat.JPEG, PLAIN));
        BufferedImage turned =
                read(render(TestPictures.jpegWithOrientation(drawing, orientation, 92), half, ImageFormat.JPEG, PLAIN));

        assertThat(turned.getWidth()).isEqualTo(upright.getWidth());
        assertThat(turned.getHeight()).isEqualTo(upright.getHeight());
        assertThat(psnr(upright, turned, 0, 0)).isGreaterThan(42);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JPEG", "PNG"})
    void aProfileIsHandedOnOnlyWhereTheRuleSaysSo(ImageFormat format) throws Exception {
        byte[] profile = Profiles.displayP3();
        byte[] plain = TestPictures.jpeg(drawing(300, 200), 95);
        byte[] wide = FileParts.withSegment(
                plain, 0xe2, FileParts.join(FileParts.ascii("ICC_PROFILE\0"), FileParts.bytes(1, 1), profile));
        RenderRules keep = new RenderRules(true, false, Set.of());

        Rendered kept = render(wide, resized("fit", 150, null), format, keep);
        Rendered converted = render(wide, resized("fit", 150, null), format, PLAIN);
        Rendered untouched = render(plain, resized("fit", 150, null), format, PLAIN);

        assertThat(profileOf(kept)).contains(profile);
        assertThat(profileOf(converted)).isEmpty();
        BufferedImage asStored = read(untouched);
        assertThat(psnr(asStored, rgbIgnoringProfile(kept), 0, 0))
                .as("colours as stored")
                .isGreaterThan(38);
        assertThat(psnr(asStored, read(converted), 0, 0))
                .as("colours converted")
                .isLessThan(35);
    }

    private static Optional<byte[]> profileOf(Rendered rendered) throws ImageException {
        return CODECS.codecs().header(rendered.bytes()).profile();
    }

    /** ImageIO converts by the profile; another render of ours that knows none does not. */
    private static BufferedImage rgbIgnoringProfile(Rendered rendered) throws Exception {
        Codecs noColor = new Codecs(
                List.of(CODECS.codecs().decoder((ImageFormat) rendered.format())),
                List.of(CODECS.codecs().encoder(ImageFormat.PNG)),
                ColorManagement.NONE);
        return read(render(noColor, rendered.bytes(), Transform.NONE, ImageFormat.PNG, PLAIN));
    }

    @Test
    void aFormatThatHoldsNoProfileGetsSrgbAllTheSame() throws Exception {
        byte[] wide = FileParts.withSegment(
                TestPictures.jpeg(drawing(64, 64), 95),
                0xe2,
                FileParts.join(FileParts.ascii("ICC_PROFILE\0"), FileParts.bytes(1, 1), Profiles.displayP3()));
        RenderRules keep = new RenderRules(true, false, Set.of());

        assertThat(render(wide, resized("fit", 32, null), ImageFormat.GIF, keep).bytes())
                .isEqualTo(render(wide, resized("fit", 32, null), ImageFormat.GIF, PLAIN)
                        .bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB})
    void aPngOfLinearSamplesIsBrightened(int type) throws Exception {
        BufferedImage middle = new BufferedImage(40, 40, type);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 40; x++) {
                middle.getRaster().setPixel(x, y, new int[] {55, 55, 55});
            }
        }
        byte[] linear = FileParts.withChunk(TestPictures.png(middle), "gAMA", FileParts.big(100_000));

        BufferedImage shown = read(render(linear, resized("fit", 20, null), ImageFormat.PNG, PLAIN));

        assertThat(shown.getRaster().getSample(10, 10, 0))
                .as("a fifth of the light")
                .isCloseTo(128, within(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grey", "colour"})
    void brightDotsKeepTheirLightWhereItIsWeighed(String kind) throws Exception {
        int type = kind.equals("grey") ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage stripes = new BufferedImage(400, 400, type);
        for (int y = 0; y < 400; y++) {
            for (int x = 0; x < 400; x++) {
                stripes.getRaster().setPixel(x, y, y / 2 % 2 == 0 ? new int[] {255, 255, 255} : new int[3]);
            }
        }
        byte[] original = TestPictures.jpeg(stripes, 98);
        RenderRules light = new RenderRules(false, true, Set.of());

        int stored = read(render(original, resized("fit", 40, null), ImageFormat.PNG, PLAIN))
                .getRaster()
                .getSample(20, 20, 0);
        int weighed = read(render(original, resized("fit", 40, null), ImageFormat.PNG, light))
                .getRaster()
                .getSample(20, 20, 0);

        assertThat(stored).isCloseTo(128, within(3));
        assertThat(weighed).isCloseTo(188, within(4));
    }

    @Test
    void ofATruncatedJpegTheRestIsShownOnlyIfThatIsAskedFor() throws Exception {
        byte[] whole = TestPictures.jpeg(drawing(400, 400), 90);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        Transform small = resized("fit", 100, null);

        assertThatThrownBy(() -> render(half, small, ImageFormat.PNG, PLAIN))
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.BROKEN_IMAGE))
                .hasMessage("The original is a damaged JPEG: it ends before its last pixel.");
        try (ProductCodecs lenient = new ProductCodecs(true, 3, SCRATCH)) {
            BufferedImage shown = read(render(lenient.codecs(), half, small, ImageFormat.PNG, PLAIN));
            BufferedImage expected = read(render(whole, small, ImageFormat.PNG, PLAIN));
            assertThat(psnr(expected, shown.getSubimage(0, 0, 100, 30), 0, 0)).isGreaterThan(50);
            assertThat(psnr(expected, shown, 0, 0)).isLessThan(30);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lightIsWeighedInRgbJpegsThoughGreenAndBlueBeSampledMoreCoarsely(boolean progressive) throws Exception {
        BufferedImage grey = drawing(161, 97);
        byte[] ycbcr = progressive ? TestPictures.progressiveJpeg(grey, 95) : TestPictures.jpeg(grey, 95);
        byte[] rgb = FileParts.withComponentNames(ycbcr, "RGB");
        RenderRules linear = new RenderRules(false, true, Set.of());

        BufferedImage stored = read(render(rgb, resized("fit", 61, null), ImageFormat.PNG, PLAIN));
        BufferedImage weighed = read(render(rgb, resized("fit", 61, null), ImageFormat.PNG, linear));

        assertThat(CODECS.codecs().header(rgb).components().orElseThrow().layout())
                .isEqualTo(Layout.RGB);
        assertThat(psnr(stored, weighed, 0, 0)).isGreaterThan(30);
    }

    @Test
    void aGreyProfileIsNotKeptBesideTheColourThatIsPutBehindThePixels() throws Exception {
        byte[] original = png(Layout.GREY_ALPHA, Optional.of(Profiles.grey()), OptionalInt.empty());
        RenderRules keep = new RenderRules(true, false, Set.of());
        Transform onRed = new Transform(
                Plans.resize("fit", 20, null, false, 1), Gravity.CENTER, Optional.of(new Color(255, 0, 0)));

        Rendered colored = render(original, onRed, ImageFormat.JPEG, keep);
        Rendered white = render(original, resized("fit", 20, null), ImageFormat.JPEG, keep);

        assertThat(FileParts.contains(colored.bytes(), "ICC_PROFILE")).isFalse();
        assertThat(CODECS.codecs().header(white.bytes()).profile()).contains(Profiles.grey());
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"JPEG", "PNG"})
    void thePaletteOfGreysKeepsItsProfileAsColours(ImageFormat format) throws Exception {
        byte[] original = png(Layout.GREY, Optional.empty(), OptionalInt.of(8));
        byte[] profiled = FileParts.withChunk(original, "iCCP", FileParts.iccp(Profiles.displayP3()));

        Rendered rendered = render(profiled, resized("fit", 20, null), format, new RenderRules(true, false, Set.of()));

        assertThat(CODECS.codecs().header(rendered.bytes()).profile()).contains(Profiles.displayP3());
    }

    private static byte[] png(Layout layout, Optional<byte[]> profile, OptionalInt paletteBits) throws ImageException {
        return CODECS.codecs()
                .encoder(ImageFormat.PNG)
                .encode(
                        Pictures.waves(layout, 40, 30),
                        new Encoding(80, false, profile, Optional.empty(), paletteBits));
    }

    @Test
    void whatIsOnlyCutKeepsEveryBit() throws Exception {
        BufferedImage drawing = drawing(90, 40);
        Transform cut = new Transform(
                Plans.resize("fill", 30, 40, false, 1), new Gravity(Gravity.Type.EAST, 0, 0), Optional.empty());

        BufferedImage part = read(render(TestPictures.png(drawing), cut, ImageFormat.PNG, PLAIN));

        assertThat(psnr(drawing, part, 60, 0)).isEqualTo(99);
    }

    @Test
    void progressiveFilesAreWrittenByRule() throws Exception {
        byte[] original = TestPictures.jpeg(drawing(200, 200), 90);
        RenderRules coarseFirst = new RenderRules(false, false, Set.of(ImageFormat.JPEG));

        Rendered progressive = render(original, resized("fit", 100, null), ImageFormat.JPEG, coarseFirst);
        Rendered baseline = render(original, resized("fit", 100, null), ImageFormat.JPEG, PLAIN);

        assertThat(CODECS.codecs().header(progressive.bytes()).progressive()).isTrue();
        assertThat(CODECS.codecs().header(baseline.bytes()).progressive()).isFalse();
        assertThat(psnr(read(baseline), read(progressive), 0, 0)).isEqualTo(99);
    }

    /** What `-Xmx32m` leaves to renders is 16 MB: see the setting `render-memory`. */
    @Test
    void aThumbnailOfAHugeJpegFitsIntoTheSmallestBudget() throws Exception {
        Components planes = new Components(Layout.YCBCR, List.of(Sampling.FULL, Sampling.HALF, Sampling.HALF));
        ImageHeader header = Plans.jpeg("6000x4000", 1, planes);
        Target target = new Target(ImageFormat.JPEG, Optional.of(Sampling.HALF), false, Transfer.STORED);
        RenderPlan plan = Planner.plan(header, resized("fit", 320, null), target, Limits.DEFAULT);

        long memory = Memory.of(
                plan, CODECS.codecs().decoder(ImageFormat.JPEG), CODECS.codecs().encoder(ImageFormat.JPEG));

        assertThat(memory).isLessThan(16_000_000);
    }

    @Test
    void aRenderTakesNoMoreMemoryThanItSays() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (boolean progressive : new boolean[] {false, true}) {
            BufferedImage drawing = drawing(1600, 1200);
            byte[] original = progressive ? TestPictures.progressiveJpeg(drawing, 90) : TestPictures.jpeg(drawing, 90);
            for (int width : new int[] {100, 700, 1600}) {
                try (ScratchPool fresh = new ScratchPool(0)) {
                    Renderer renderer = new Renderer(
                            CODECS.codecs(), Limits.DEFAULT, OutputFormats.DEFAULT, Qualities.DEFAULT, PLAIN, fresh);
                    ImageRequest request = new ImageRequest(
                            new SourceRef("test", "/planes"),
                            resized("fit", width, null),
                            OutputSpec.LIKE_ORIGINAL,
                            Optional.empty());
                    RenderJob job = renderer.prepare(original, request);
                    renderer.run(job, Deadlines.NEVER);
                    long before = threads.getCurrentThreadAllocatedBytes();
                    renderer.run(job, Deadlines.NEVER);
                    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
                    assertThat(allocated).as("bytes at %d pixels", width).isLessThan(job.memory());
                }
            }
        }
    }
}
