package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.Deadlines;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RendererTest {
    private static final ProductCodecs CODECS = new ProductCodecs(false, 6, new ScratchPool(1 << 20));
    private static final Deadline FAR = Deadlines.NEVER;
    private static final OutputSpec AS_PNG = new OutputSpec(Optional.of(ImageFormat.PNG), OptionalInt.empty());

    private final Renderer renderer = new Renderer(
            CODECS.codecs(),
            Limits.DEFAULT,
            OutputFormats.DEFAULT,
            Qualities.DEFAULT,
            RenderRules.DEFAULT,
            new ScratchPool(1 << 20));

    @AfterAll
    static void close() {
        CODECS.close();
    }

    private static ImageRequest request(Transform transform, OutputSpec output) {
        return new ImageRequest(new SourceRef("test", "/picture"), transform, output, Optional.empty());
    }

    private static Transform fill(int width, int height) {
        return Plans.only(Plans.resize("fill", width, height, false, 1));
    }

    private Rendered render(byte[] original, Transform transform, OutputSpec output) throws ImageException {
        return renderer.run(renderer.prepare(original, request(transform, output)), FAR);
    }

    private static BufferedImage read(Rendered rendered) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(rendered.bytes()));
    }

    private static ImageRequest unprocessed(OutputSpec output, ImageFormat... formats) {
        ImageRequest request = request(fill(100, 100), output);
        return request.withReading(request.reading().withUnprocessed(Set.of(formats)));
    }

    @Test
    void originalsOfListedFormatsArePassedOnAsTheyAre() throws Exception {
        byte[] original = TestPictures.png(TestPictures.geometry(400, 300));

        RenderJob passed = renderer.prepare(original, unprocessed(OutputSpec.LIKE_ORIGINAL, ImageFormat.PNG));
        RenderJob made = renderer.prepare(original, unprocessed(OutputSpec.LIKE_ORIGINAL, ImageFormat.GIF));

        assertThat(renderer.run(passed, FAR).bytes()).isEqualTo(original);
        assertThat(passed.sourceSize()).contains(new Size(400, 300));
        assertThat(renderer.run(made, FAR).size()).contains(new Size(100, 100));
    }

    @Test
    void whatIsPassedOnHasTheLimitsOfWhatIsMade() {
        byte[] original = TestPictures.png(TestPictures.geometry(40, 30));
        Renderer strict = new Renderer(
                CODECS.codecs(),
                new Limits(1000, OptionalInt.empty(), 1000),
                OutputFormats.DEFAULT,
                Qualities.DEFAULT,
                RenderRules.DEFAULT,
                new ScratchPool(1 << 20));

        assertThatThrownBy(() -> strict.prepare(original, unprocessed(OutputSpec.LIKE_ORIGINAL, ImageFormat.PNG)))
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.ORIGINAL_TOO_LARGE));
    }

    @Test
    void aPictureIsScaledCutAndWrittenInItsOwnFormat() throws Exception {
        byte[] original = TestPictures.jpeg(TestPictures.geometry(400, 300), 90);

        Rendered rendered = render(original, fill(100, 100), OutputSpec.LIKE_ORIGINAL);

        assertThat(rendered.format()).isEqualTo(ImageFormat.JPEG);
        assertThat(rendered.size()).contains(new Size(100, 100));
        assertThat(read(rendered).getWidth()).isEqualTo(100);
        assertThat(read(rendered).getHeight()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyOrientationShowsTheSamePicture(int orientation) throws Exception {
        byte[] original = TestPictures.jpegWithOrientation(TestPictures.geometry(240, 160), orientation, 95);

        BufferedImage shown = read(render(original, fill(120, 80), AS_PNG));

        assertNear(shown.getRGB(3, 3), TestPictures.TOP_LEFT);
        assertNear(shown.getRGB(116, 3), TestPictures.TOP_RIGHT);
        assertNear(shown.getRGB(3, 76), TestPictures.BOTTOM_LEFT);
        assertNear(shown.getRGB(116, 76), TestPictures.BOTTOM_RIGHT);
    }

    private static void assertNear(int actual, int expected) {
        for (int shift : new int[] {0, 8, 16}) {
            assertThat(actual >> shift & 255)
                    .as("%06x should be nearly %06x", actual & 0xffffff, expected)
                    .isCloseTo(expected >> shift & 255, org.assertj.core.api.Assertions.within(12));
        }
    }

    @Test
    void transparencyStaysInPngAndBecomesWhiteInJpegAndTheColourThatIsAskedFor() throws Exception {
        byte[] original = TestPictures.png(TestPictures.alphaRamp(64, 16, 0x0000ff));
        OutputSpec jpeg = new OutputSpec(Optional.of(ImageFormat.JPEG), OptionalInt.of(95));
        Transform onRed = new Transform(Resize.NONE, Gravity.CENTER, Optional.of(new Color(255, 0, 0)));

        assertThat(read(render(original, fill(32, 8), OutputSpec.LIKE_ORIGINAL)).getRGB(0, 4) >>> 24)
                .isLessThan(8);
        assertNear(read(render(original, fill(32, 8), jpeg)).getRGB(0, 4), 0xffffff);
        assertNear(read(render(original, onRed, OutputSpec.LIKE_ORIGINAL)).getRGB(0, 4), 0xff0000);
    }

    @ParameterizedTest
    @CsvSource({
        "64, 16, false, , AVIF",
        "64, 15, false, , JPEG",
        "15, 64, true, , PNG",
        "15, 64, true, ff0000, JPEG",
        "16, 16, true, , AVIF"
    })
    void anAvifTooSmallForItsContainerBecomesAnotherFile(
            int width, int height, boolean alpha, String background, ImageFormat format) throws Exception {
        BufferedImage picture = alpha ? TestPictures.alphaRamp(80, 80, 0x0000ff) : TestPictures.geometry(80, 80);
        Transform sized = fill(width, height);
        Transform transform = background == null
                ? sized
                : new Transform(sized.resize(), Gravity.CENTER, Optional.of(new Color(255, 0, 0)));
        OutputSpec avif = new OutputSpec(Optional.of(ImageFormat.AVIF), OptionalInt.empty());

        Rendered rendered =
                avifRenderer().run(avifRenderer().prepare(TestPictures.png(picture), request(transform, avif)), FAR);

        assertThat(rendered.format()).isEqualTo(format);
        assertThat(rendered.size()).contains(new Size(width, height));
    }

    /** With an encoder that only says AVIF. */
    private static Renderer avifRenderer() throws ImageException {
        Encoder avif = new Encoder() {
            @Override
            public ImageFormat format() {
                return ImageFormat.AVIF;
            }

            @Override
            public long memory(Size size) {
                return 0;
            }

            @Override
            public byte[] encode(Pixels pixels, Encoding encoding) {
                return new byte[1];
            }
        };
        Codecs codecs = new Codecs(
                List.of(CODECS.codecs().decoder(ImageFormat.PNG)),
                List.of(
                        CODECS.codecs().encoder(ImageFormat.PNG),
                        CODECS.codecs().encoder(ImageFormat.JPEG),
                        avif),
                CODECS.codecs().color());
        return new Renderer(
                codecs,
                Limits.DEFAULT,
                OutputFormats.DEFAULT,
                Qualities.DEFAULT,
                RenderRules.DEFAULT,
                new ScratchPool(1 << 20));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "5, 8", "8, 8"})
    void aPaletteOfAnyDepthBecomesOneThatCanBeWritten(int bits, int written) throws Exception {
        int[][] tags = {{256, 4}, {257, 4}, {258, bits}, {262, 3}};
        ByteBuffer tiff = ByteBuffer.allocate(14 + 12 * tags.length).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II*\0".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) tags.length);
        for (int[] tag : tags) {
            tiff.putShort((short) tag[0]).putShort((short) 3).putInt(1).putInt(tag[1]);
        }

        RenderJob job = renderer.prepare(tiff.array(), request(fill(2, 2), AS_PNG));

        assertThat(((RenderJob.Making) job).encoding().paletteBits()).hasValue(written);
    }

    @Test
    void qualityReachesTheFile() throws Exception {
        byte[] original = TestPictures.jpeg(TestPictures.geometry(400, 300), 95);

        int coarse = render(original, Transform.NONE, new OutputSpec(Optional.empty(), OptionalInt.of(20)))
                .bytes()
                .length;
        int usual = render(original, Transform.NONE, OutputSpec.LIKE_ORIGINAL).bytes().length;
        int fine = render(original, Transform.NONE, new OutputSpec(Optional.empty(), OptionalInt.of(95)))
                .bytes()
                .length;

        assertThat(coarse).isLessThan(usual);
        assertThat(usual).isLessThan(fine);
    }

    @Test
    void aJobSaysItsFormatsAndMoreMemoryThanTheDecodedPicture() throws Exception {
        RenderJob job = renderer.prepare(
                TestPictures.jpeg(TestPictures.geometry(400, 300), 90), request(fill(100, 100), AS_PNG));

        assertThat(job.source()).isEqualTo(ImageFormat.JPEG);
        assertThat(job.output()).isEqualTo(ImageFormat.PNG);
        assertThat(job.memory()).isBetween(400L * 300 * 3, 400L * 300 * 80);
    }

    @Test
    void anOriginalPassedOnKeepsItsBytesAndNeedsNoMemory() throws Exception {
        byte[] original = TestPictures.jpegWithOrientation(TestPictures.geometry(24, 16), 6, 90);

        RenderJob job = renderer.prepare(original, request(Transform.NONE, OutputSpec.VERBATIM));
        Rendered rendered = renderer.run(job, FAR);

        assertThat(job.memory()).isZero();
        assertThat(rendered.bytes()).isSameAs(original);
        assertThat(rendered.format()).isEqualTo(ImageFormat.JPEG);
        assertThat(rendered.size()).contains(new Size(24, 16));
    }

    @ParameterizedTest
    @CsvSource({"avif, AVIF", "heic, HEIC", "heix, HEIC", "mif1, HEIC"})
    void aFormatThatOnlyBrowsersReadIsPassedOnWithoutASize(String brand, ImageFormat format) throws Exception {
        byte[] original = ("\0\0\0\30ftyp" + brand + "\0\0\0\0mif1" + (brand.equals("mif1") ? "heic" : brand))
                .getBytes(StandardCharsets.ISO_8859_1);

        Rendered rendered = render(original, Transform.NONE, OutputSpec.VERBATIM);

        assertThat(rendered.format()).isEqualTo(format);
        assertThat(rendered.size()).isEmpty();
    }

    @Test
    void anImageThatOnlyBeginsWellIsPassedOnWithoutASize() throws Exception {
        byte[] original = Arrays.copyOf(TestPictures.png(TestPictures.geometry(24, 16)), 14);

        assertThat(render(original, Transform.NONE, OutputSpec.VERBATIM).size()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!doctype html><html><body>404</body></html>", "", "just text"})
    void whatIsNoImageIsNotPassedOn(String text) {
        byte[] original = text.getBytes(StandardCharsets.UTF_8);

        assertRefused(Problem.NOT_AN_IMAGE, () -> render(original, Transform.NONE, OutputSpec.VERBATIM));
        assertRefused(Problem.NOT_AN_IMAGE, () -> render(original, fill(10, 10), OutputSpec.LIKE_ORIGINAL));
    }

    @Test
    void anSvgIsPassedOnWithoutWhatCouldRun() throws Exception {
        byte[] original = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(render(original, Transform.NONE, OutputSpec.VERBATIM).bytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    }

    @Test
    void aFormatThatNobodyWritesIsRefusedBeforeDecoding() {
        byte[] original = TestPictures.png(TestPictures.geometry(24, 16));
        OutputSpec heic = new OutputSpec(Optional.of(ImageFormat.HEIC), OptionalInt.empty());

        assertRefused(Problem.UNSUPPORTED_OUTPUT, () -> renderer.prepare(original, request(Transform.NONE, heic)));
    }

    @Test
    void aPictureThatEndsInItsMiddleIsRefusedWhenItIsMade() throws Exception {
        byte[] whole = TestPictures.png(TestPictures.geometry(240, 160));
        byte[] original = Arrays.copyOf(whole, whole.length / 2);
        RenderJob job = renderer.prepare(original, request(fill(10, 10), AS_PNG));

        assertRefused(Problem.BROKEN_IMAGE, () -> renderer.run(job, FAR));
    }

    @Test
    void workEndsBetweenTwoStepsOnceTheTimeIsOver() throws Exception {
        byte[] original = TestPictures.png(TestPictures.geometry(24, 16));
        RenderJob job = renderer.prepare(original, request(fill(10, 10), AS_PNG));
        AtomicInteger asked = new AtomicInteger();
        Deadline inThreeQuestions =
                new Deadline(() -> Instant.EPOCH.plusSeconds(asked.getAndIncrement()), Instant.EPOCH.plusSeconds(3));

        assertRefused(Problem.TIMEOUT, () -> renderer.run(job, inThreeQuestions));
        assertThat(asked).hasValue(4);
    }

    private static void assertRefused(Problem problem, org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(problem));
    }
}
