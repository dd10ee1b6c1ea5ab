package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.FileParts;
import dev.tomthumb.codec.Profiles;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Reading;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.Deadlines;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole renders whose plan depends on the picture, or that take more than one pass. */
class ChainTest {
    private static final ProductCodecs CODECS = new ProductCodecs(false, 1, new ScratchPool(1 << 20));
    private static final Deadline FAR = Deadlines.NEVER;
    private static final RenderRules AS_STORED = new RenderRules(false, false, false, Set.of());

    @AfterAll
    static void close() {
        CODECS.close();
    }

    private static Renderer renderer(RenderRules rules) {
        return new Renderer(
                CODECS.codecs(),
                Limits.DEFAULT,
                OutputFormats.DEFAULT,
                Qualities.DEFAULT,
                rules,
                new ScratchPool(1 << 20));
    }

    private static ImageRequest request(Optional<ImageFormat> format, Asked... passes) {
        List<Transform> transforms = Stream.of(passes).map(Asked::transform).toList();
        return new ImageRequest(
                new SourceRef("test", "/chain"),
                Reading.PLAIN,
                transforms.get(0),
                transforms.subList(1, transforms.size()),
                new OutputSpec(format, OptionalInt.empty()),
                Optional.empty());
    }

    private static Rendered render(byte[] original, ImageFormat format, Asked... passes) throws ImageException {
        Renderer renderer = renderer(RenderRules.DEFAULT);
        return renderer.run(renderer.prepare(original, request(Optional.of(format), passes)), FAR);
    }

    private static BufferedImage read(Rendered rendered) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(rendered.bytes()));
    }

    /** Content of a size in a grey frame, 40 columns to the left, 10 rows above. */
    private static BufferedImage framed(int width, int height) {
        BufferedImage image = new BufferedImage(width + 61, height + 33, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(0x909090));
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.drawImage(TestPictures.geometry(width, height), 40, 10, null);
        g.dispose();
        return image;
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "jpeg"})
    void bordersAreTakenOffWhateverTheFormat(String format) throws Exception {
        BufferedImage picture = framed(64, 48);
        byte[] original = switch (format) {
            case "png" -> TestPictures.png(picture);
            case "gif" -> TestPictures.gif(picture);
            default -> TestPictures.jpeg(picture, 95);
        };

        Rendered rendered = render(original, ImageFormat.PNG, Asked.nothing().trim(40));

        // Around an edge a JPEG rings.
        assertThat(rendered.size().orElseThrow().width()).isBetween(63, 66);
        assertThat(rendered.size().orElseThrow().height()).isBetween(47, 50);
    }

    @ParameterizedTest
    @CsvSource({"1, 64x48", "6, 48x64", "8, 48x64"})
    void bordersAreTakenOffBeforeThePictureIsTurned(int orientation, String size) throws Exception {
        byte[] original = TestPictures.jpegWithOrientation(framed(64, 48), orientation, 100);
        Asked asked = Asked.nothing().trim(60).auto(false);

        Rendered stored = render(original, ImageFormat.PNG, asked);
        Rendered upright = render(original, ImageFormat.PNG, asked.auto(true));

        assertThat(stored.size().orElseThrow()).hasToString(size);
        assertThat(upright.size().orElseThrow()).hasToString("64x48");
    }

    @Test
    void sizesReferToWhatIsLeftAfterTrimming() throws Exception {
        byte[] original = TestPictures.png(framed(64, 48));

        assertThat(render(original, ImageFormat.PNG, Asked.nothing().trim(10).crop(0.5, 0.5))
                        .size())
                .contains(Plans.size("32x24"));
        assertThat(render(original, ImageFormat.PNG, Asked.nothing().trim(10).resize("fit", 32, 32))
                        .size())
                .contains(Plans.size("32x24"));
        assertThat(render(original, ImageFormat.JPEG, Asked.nothing().trim(10).enlarge("fit", 640, null))
                        .size())
                .contains(Plans.size("640x480"));
    }

    @Test
    void aPictureThatIsAllBorderIsLeftAlone() throws Exception {
        BufferedImage plain = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);

        assertThat(render(
                                TestPictures.png(plain),
                                ImageFormat.PNG,
                                Asked.nothing().trim(10))
                        .size())
                .contains(Plans.size("30x20"));
    }

    /** A hair that is left of a picture would become a sheet: no room was made for that. */
    @Test
    void aTrimmedPictureThatGrowsBeyondWhatWasForeseenIsRefused() throws Exception {
        BufferedImage hair = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
        for (int y = 2; y < 398; y++) {
            hair.setRGB(200, y, 0xffffff);
            hair.setRGB(201, y, 0xffffff);
        }
        byte[] original = TestPictures.png(hair);

        assertThatThrownBy(() -> render(
                        original, ImageFormat.PNG, Asked.nothing().trim(10).enlarge("fit", 400, null)))
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.RESULT_TOO_LARGE))
                .hasMessageStartingWith("What is left of the picture after trimming would be enlarged to 400x78800");
        assertThat(render(original, ImageFormat.PNG, Asked.nothing().trim(10).resize("fit", 400, null))
                        .size())
                .contains(Plans.size("2x394"));
    }

    @Test
    void everyPassTakesTheResultOfTheOneBefore() throws Exception {
        byte[] original = TestPictures.jpegWithOrientation(TestPictures.geometry(400, 300), 6, 95);

        Rendered rendered = render(
                original,
                ImageFormat.JPEG,
                Asked.nothing().resize("fit", 200, 200),
                Asked.nothing().turn(90, false, false).crop(100, 0.5),
                Asked.nothing().padding(10, 10, 10, 10).background(0xff0000));

        assertThat(rendered.format()).isEqualTo(ImageFormat.JPEG);
        assertThat(rendered.size()).contains(Plans.size("120x120"));
        assertThat(read(rendered).getRGB(3, 3) >> 16 & 255).isGreaterThan(245);
    }

    @Test
    void betweenTwoPassesTransparencyStaysAndOnlyTheLastFormatEndsIt() throws Exception {
        byte[] original = TestPictures.png(TestPictures.geometry(40, 30));
        Asked padded = Asked.nothing().padding(5, 5, 5, 5);
        Asked onBlue = Asked.nothing().background(0x0000ff);

        assertThat(read(render(original, ImageFormat.PNG, padded, Asked.nothing()))
                        .getRGB(1, 1))
                .isZero();
        assertThat(read(render(original, ImageFormat.PNG, padded, onBlue)).getRGB(1, 1))
                .isEqualTo(0xff0000ff);
        assertThat(read(render(original, ImageFormat.JPEG, padded, Asked.nothing()))
                                        .getRGB(1, 1)
                                >> 8
                        & 255)
                .as("white, but for what a JPEG does to it")
                .isGreaterThan(235);
    }

    @Test
    void onePassMoreThatAsksForNothingChangesNoPixel() throws Exception {
        byte[] original = TestPictures.png(TestPictures.alphaRamp(60, 40, 0x3366cc));
        Asked asked = Asked.nothing().resize("fill", 30, 30).turn(90, true, false);

        BufferedImage once = read(render(original, ImageFormat.PNG, asked));
        BufferedImage twice = read(render(original, ImageFormat.PNG, asked, Asked.nothing()));

        for (int y = 0; y < 30; y++) {
            for (int x = 0; x < 30; x++) {
                assertThat(twice.getRGB(x, y)).isEqualTo(once.getRGB(x, y));
            }
        }
    }

    @Test
    void aLaterPassMayTrimAndLook() throws Exception {
        byte[] original = TestPictures.png(framed(64, 48));

        Rendered rendered = render(
                original,
                ImageFormat.PNG,
                Asked.nothing().turn(90, false, false),
                Asked.nothing().trim(10),
                Asked.nothing().resize("fill", 20, 20).gravity("sm", 0, 0));

        assertThat(rendered.size()).contains(Plans.size("20x20"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif"})
    void smartGravityKeepsWhatIsLookedAt(String format) throws Exception {
        BufferedImage disc = new BufferedImage(300, 150, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 150; y++) {
            for (int x = 0; x < 300; x++) {
                disc.setRGB(x, y, Math.hypot(x - 255, y - 75) < 20 ? 0xE0A882 : 0x507090);
            }
        }
        byte[] original = switch (format) {
            case "png" -> TestPictures.png(disc);
            case "gif" -> TestPictures.gif(disc);
            default -> TestPictures.jpeg(disc, 95);
        };

        BufferedImage filled = read(render(
                original,
                ImageFormat.PNG,
                Asked.nothing().resize("fill", 75, 75).gravity("sm", 0, 0)));
        BufferedImage cropped =
                read(render(original, ImageFormat.PNG, Asked.nothing().crop(60, 60, "sm", 0, 0)));
        BufferedImage centred =
                read(render(original, ImageFormat.PNG, Asked.nothing().resize("fill", 75, 75)));

        assertThat(skin(filled)).isGreaterThan(250);
        assertThat(skin(cropped)).isGreaterThan(1000);
        assertThat(skin(centred)).isZero();
    }

    private static int skin(BufferedImage image) {
        int skin = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                skin += (image.getRGB(x, y) >> 16 & 255) > 0xC0 ? 1 : 0;
            }
        }
        return skin;
    }

    @Test
    void theSettingSaysWhetherOrientationsCountAndTheRequestHasTheLastWord() throws Exception {
        byte[] original = TestPictures.jpegWithOrientation(TestPictures.geometry(40, 30), 6, 90);
        Renderer asStored = renderer(AS_STORED);

        Rendered plain =
                asStored.run(asStored.prepare(original, request(Optional.of(ImageFormat.PNG), Asked.nothing())), FAR);
        Rendered asked = asStored.run(
                asStored.prepare(
                        original,
                        request(Optional.of(ImageFormat.PNG), Asked.nothing().auto(true))),
                FAR);

        assertThat(plain.size()).contains(Plans.size("30x40"));
        assertThat(asked.size()).contains(Plans.size("40x30"));
    }

    @ParameterizedTest
    @CsvSource({"false, false, JPEG", "true, false, PNG", "false, true, PNG"})
    void paddingAndExtendingExpectTransparency(boolean padded, boolean extended, ImageFormat output) throws Exception {
        byte[] bmp = SampleOriginals.bytes("sample.bmp");
        Asked asked = Asked.nothing().resize("fit", 20, 20);
        if (padded) {
            asked.padding(1, 1, 1, 1);
        }
        if (extended) {
            asked.extend("ce", 0, 0);
        }
        Renderer renderer = renderer(RenderRules.DEFAULT);

        assertThat(renderer.prepare(bmp, request(Optional.empty(), asked)).output())
                .isEqualTo(output);
        assertThat(renderer.prepare(bmp, request(Optional.empty(), asked.background(0xffffff)))
                        .output())
                .isEqualTo(ImageFormat.JPEG);
    }

    /** Of what is foreseen, nothing may be refused for its memory when it is known. */
    @ParameterizedTest
    @CsvSource({"30, 20", "1, 400", "400, 1", "399, 300"})
    void whatIsTrimmedFitsIntoWhatWasForeseen(int width, int height) throws Exception {
        byte[] original = TestPictures.png(framed(width, height));
        for (String mode : List.of("fit", "fill", "fill-down", "force", "auto")) {
            for (Asked asked : List.of(
                    Asked.nothing().resize(mode, 100, 100),
                    Asked.nothing().resize(mode, 100, null),
                    Asked.nothing().enlarge(mode, 900, 900).blur(2, 0),
                    Asked.nothing().resize(mode, null, 1),
                    Asked.nothing().resize(mode, 300, 300).dpr(2).extend("ce", 0, 0),
                    Asked.nothing().resize(mode, 300, 30).extendAspectRatio("ce", 0, 0),
                    Asked.nothing().enlarge(mode, 800, 600).padding(10, 400, 10, 10))) {
                Asked turned = asked.trim(10).turn(90, false, true);

                assertThat(render(original, ImageFormat.JPEG, turned, turned).size())
                        .isPresent();
            }
        }
    }

    /** Once colour comes to a picture, a profile of grey would be wrong in its file. */
    @Test
    void aProfileOfGreyIsKeptOnlyWhereItIsKnownThatNoColourComes() throws Exception {
        BufferedImage grey = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
        byte[] profile = FileParts.join(FileParts.ascii("ICC_PROFILE\0"), FileParts.bytes(1, 1), Profiles.grey());
        byte[] original = FileParts.withSegment(TestPictures.jpeg(grey, 95), 0xe2, profile);
        Renderer keeping = renderer(new RenderRules(true, false, Set.of()));
        Asked padded = Asked.nothing().padding(5, 5, 5, 5);
        Asked onRed = Asked.nothing().background(0xff0000);

        assertThat(profile(keeping.prepare(original, request(Optional.of(ImageFormat.PNG), padded))))
                .isPresent();
        assertThat(profile(keeping.prepare(original, request(Optional.of(ImageFormat.PNG), padded, onRed))))
                .isEmpty();
        assertThat(profile(keeping.prepare(
                        original,
                        request(Optional.of(ImageFormat.PNG), Asked.nothing().trim(10)))))
                .isEmpty();
    }

    private static Optional<byte[]> profile(RenderJob job) {
        return ((RenderJob.Making) job).encoding().profile();
    }

    /** How often the time is asked for while a picture is made. */
    private static int asked(Asked asked) throws Exception {
        AtomicInteger count = new AtomicInteger();
        Deadline counting = Deadline.in(Duration.ofMinutes(5), () -> {
            count.incrementAndGet();
            return Instant.EPOCH;
        });
        Renderer renderer = renderer(RenderRules.DEFAULT);
        byte[] original = TestPictures.png(TestPictures.geometry(400, 300));
        renderer.run(renderer.prepare(original, request(Optional.of(ImageFormat.PNG), asked)), counting);
        return count.get();
    }

    @Test
    void longFiltersAskWhetherThereIsTimeLeft() throws Exception {
        Asked blurred = Asked.nothing().resize("fit", 300, 300).blur(3, 4);

        assertThat(asked(blurred) - asked(Asked.nothing().resize("fit", 300, 300)))
                .isGreaterThan(50);
    }
}
