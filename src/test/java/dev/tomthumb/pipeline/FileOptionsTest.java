package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.FileParts;
import dev.tomthumb.codec.Hashsums;
import dev.tomthumb.codec.ImageFormats;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.JpegHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Metadata;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Profiles;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.codec.metadata.MetadataParts;
import dev.tomthumb.codec.metadata.MetadataReader;
import dev.tomthumb.codec.metadata.MetadataValues;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputOptions;
import dev.tomthumb.model.OutputOptions.Autoquality;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Reading;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.testkit.Deadlines;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What requests and rules say about files, seen in the files that come out. */
class FileOptionsTest {
    private static final Deadline FAR = Deadlines.NEVER;
    private static final Metadata ALL = new Metadata(
            Optional.of(MetadataParts.camera(ByteOrder.LITTLE_ENDIAN)),
            Optional.of(MetadataParts.iptc()),
            Optional.of(MetadataParts.xmp()));
    private static final OutputOptions PLAIN = OutputOptions.BY_SETTING;

    private static byte[] original(ImageFormat format, Layout layout, Encoding encoding) throws ImageException {
        return ImageFormats.encoder(format).encode(Pictures.waves(layout, 60, 40), encoding);
    }

    private static byte[] jpeg(Metadata metadata) throws ImageException {
        return original(ImageFormat.JPEG, Layout.RGB, Encoding.of(90).withMetadata(metadata));
    }

    private static Rendered render(byte[] original, ImageRequest request, FileRules rules) throws ImageException {
        return render(original, request, new RenderRules(false, false, true, Set.of(), rules));
    }

    private static Rendered render(byte[] original, ImageRequest request, RenderRules rules) throws ImageException {
        Renderer renderer = new Renderer(
                ImageFormats.codecs(),
                Limits.DEFAULT,
                OutputFormats.DEFAULT,
                Qualities.DEFAULT,
                rules,
                new ScratchPool(1 << 20));
        return renderer.run(renderer.prepare(original, request), FAR);
    }

    private static ImageRequest request(ImageFormat format, OutputOptions options) {
        return request(Optional.of(format), options, Reading.PLAIN, Transform.NONE);
    }

    private static ImageRequest request(
            Optional<ImageFormat> format, OutputOptions options, Reading reading, Transform transform) {
        return new ImageRequest(
                new SourceRef("test", "/picture"),
                reading,
                transform,
                List.of(),
                new OutputSpec(false, format, OptionalInt.empty(), options),
                Optional.empty());
    }

    private static Metadata read(Rendered rendered) {
        return MetadataReader.read(rendered.bytes(), (ImageFormat) rendered.format());
    }

    /** The options with some of them set. */
    private static final class With {
        static OutputOptions metadata(Boolean strip, Boolean copyright, Boolean stripProfile) {
            return options(
                    new OutputOptions.Metadata(
                            Optional.ofNullable(strip),
                            Optional.ofNullable(copyright),
                            Optional.ofNullable(stripProfile)),
                    Optional.empty(),
                    OptionalDouble.empty());
        }

        static OutputOptions profile(String name) {
            return options(OutputOptions.Metadata.BY_SETTING, Optional.of(name), OptionalDouble.empty());
        }

        static OutputOptions dpi(double dpi) {
            return options(OutputOptions.Metadata.BY_SETTING, Optional.empty(), OptionalDouble.of(dpi));
        }

        private static OutputOptions options(
                OutputOptions.Metadata metadata, Optional<String> profile, OptionalDouble dpi) {
            return new OutputOptions(
                    false,
                    Map.of(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    metadata,
                    Optional.empty(),
                    profile,
                    dpi,
                    OutputOptions.Jpeg.BY_SETTING,
                    OutputOptions.Png.BY_SETTING,
                    OutputOptions.Webp.BY_SETTING,
                    Optional.empty());
        }

        static OutputOptions formats(OutputOptions.Jpeg jpeg, OutputOptions.Png png, OutputOptions.Webp webp) {
            return new OutputOptions(
                    false,
                    Map.of(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    OutputOptions.Metadata.BY_SETTING,
                    Optional.empty(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    jpeg,
                    png,
                    webp,
                    Optional.empty());
        }

        static OutputOptions search(
                boolean best, Map<ImageFormat, Integer> quality, OptionalInt maxBytes, Optional<Autoquality> search) {
            return new OutputOptions(
                    best,
                    quality,
                    maxBytes,
                    search,
                    OutputOptions.Metadata.BY_SETTING,
                    Optional.empty(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    OutputOptions.Jpeg.BY_SETTING,
                    OutputOptions.Png.BY_SETTING,
                    OutputOptions.Webp.BY_SETTING,
                    Optional.empty());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"JPEG", "PNG", "WEBP"})
    void byDefaultOnlyAuthorAndCopyrightStay(ImageFormat format) throws ImageException {
        Rendered rendered = render(jpeg(ALL), request(format, PLAIN), FileRules.DEFAULT);

        assertThat(MetadataValues.exif(read(rendered))).containsOnlyKeys("Artist", "Copyright");
        assertThat(MetadataValues.xmp(read(rendered))).containsOnlyKeys("dc", "xmpRights");
        if (format == ImageFormat.JPEG) {
            assertThat(MetadataValues.iptc(read(rendered))).containsOnlyKeys("Byline", "Copyright Notice");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"JPEG", "PNG", "WEBP"})
    void aRequestMayKeepThemOrHaveNone(ImageFormat format) throws ImageException {
        Rendered all = render(jpeg(ALL), request(format, With.metadata(false, null, null)), FileRules.DEFAULT);
        Rendered none = render(jpeg(ALL), request(format, With.metadata(true, false, null)), FileRules.DEFAULT);

        assertThat(MetadataValues.exif(read(all)))
                .containsEntry("Model", "Camera 12")
                .doesNotContainKeys("Orientation", "Pixel X Dimension");
        assertThat(MetadataValues.xmp(read(all))).containsKey("xmp");
        assertThat(read(none).isEmpty()).isTrue();
        assertThat(all.size()).contains(new Size(40, 60));
    }

    @Test
    void aTiffSaysInItsOwnDirectoryWhatExifSays() throws ImageException {
        Rendered usual = render(jpeg(ALL), request(ImageFormat.TIFF, PLAIN), FileRules.DEFAULT);
        Rendered all =
                render(jpeg(ALL), request(ImageFormat.TIFF, With.metadata(false, null, null)), FileRules.DEFAULT);
        Rendered none =
                render(jpeg(ALL), request(ImageFormat.TIFF, With.metadata(true, false, null)), FileRules.DEFAULT);

        assertThat(MetadataValues.exif(read(usual)))
                .containsKeys("Artist", "Copyright")
                .doesNotContainKey("Model");
        assertThat(MetadataValues.xmp(read(usual))).containsOnlyKeys("dc", "xmpRights");
        assertThat(MetadataValues.iptc(read(usual))).containsOnlyKeys("Byline", "Copyright Notice");
        assertThat(MetadataValues.exif(read(all)))
                .containsEntry("Model", "Camera 12")
                .containsEntry("Artist", MetadataValues.exif(read(usual)).get("Artist"))
                .doesNotContainKey("Orientation");
        assertThat(MetadataValues.xmp(read(all))).containsKey("xmp");
        assertThat(MetadataValues.exif(read(none))).doesNotContainKeys("Artist", "Copyright", "Model");
        assertThat(read(none).xmp()).isEmpty();
        assertThat(read(none).iptc()).isEmpty();
    }

    @Test
    void aTiffsOwnDirectoryIsItsMetadata() throws Exception {
        byte[] tiff = tiff(new BufferedImage(30, 20, BufferedImage.TYPE_3BYTE_BGR));
        assertThat(MetadataValues.exif(MetadataReader.read(tiff, ImageFormat.TIFF)))
                .doesNotContainKey("Model")
                .allSatisfy((name, value) -> assertThat(name).contains("Resolution"));
    }

    @ParameterizedTest
    @CsvSource({"JPEG, 72", "PNG, 72"})
    void theResolutionIsTheRulesOrTheRequests(ImageFormat format, int standard) throws ImageException {
        byte[] original = jpeg(Metadata.NONE);
        assertThat(dpi(render(original, request(format, PLAIN), FileRules.DEFAULT)))
                .isEqualTo(standard);
        assertThat(dpi(render(original, request(format, With.dpi(300)), FileRules.DEFAULT)))
                .isEqualTo(300);
    }

    private static long dpi(Rendered rendered) {
        byte[] file = rendered.bytes();
        if (rendered.format() == ImageFormat.JPEG) {
            assertThat(file[13]).isEqualTo((byte) 1);
            return (file[14] & 255) << 8 | file[15] & 255;
        }
        int at = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("pHYs") + 4;
        return Math.round(java.nio.ByteBuffer.wrap(file).getInt(at) * 0.0254);
    }

    @Test
    void jpegOptionsAreFollowed() throws ImageException {
        OutputOptions asked = With.formats(
                new OutputOptions.Jpeg(
                        Optional.of(true),
                        Optional.of(true),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty()),
                OutputOptions.Png.BY_SETTING,
                OutputOptions.Webp.BY_SETTING);
        JpegHeader header =
                JpegHeader.read(render(jpeg(Metadata.NONE), request(ImageFormat.JPEG, asked), FileRules.DEFAULT)
                        .bytes());

        assertThat(header.progressive()).isTrue();
        assertThat(header.planes().orElseThrow().sampling()).containsOnly(Sampling.FULL);
        JpegHeader plain =
                JpegHeader.read(render(jpeg(Metadata.NONE), request(ImageFormat.JPEG, PLAIN), FileRules.DEFAULT)
                        .bytes());
        assertThat(plain.planes().orElseThrow().sampling()).contains(Sampling.HALF);
    }

    @Test
    void pngOptionsAreFollowed() throws ImageException {
        OutputOptions asked = With.formats(
                OutputOptions.Jpeg.BY_SETTING,
                new OutputOptions.Png(Optional.of(true), Optional.of(true), OptionalInt.of(5)),
                OutputOptions.Webp.BY_SETTING);
        Rendered rendered = render(jpeg(Metadata.NONE), request(ImageFormat.PNG, asked), FileRules.DEFAULT);
        ImageHeader header = ImageFormats.codecs().header(rendered.bytes());

        assertThat(header.palette()).isTrue();
        assertThat(header.progressive()).isTrue();
        Pixels pixels = ImageFormats.decoded(rendered.bytes());
        long colors = java.util.stream.IntStream.range(0, 60 * 40)
                .mapToObj(i -> Pictures.at(pixels, i % 60, i / 60))
                .distinct()
                .count();
        assertThat(colors).isEqualTo(5);
    }

    @Test
    void webpOptionsAreFollowedAndAnUnknownPresetIsRefusedByName() throws ImageException {
        byte[] original = original(ImageFormat.PNG, Layout.RGB, Encoding.of(80));
        OutputOptions lossless = With.formats(
                OutputOptions.Jpeg.BY_SETTING,
                OutputOptions.Png.BY_SETTING,
                new OutputOptions.Webp(
                        Optional.of(OutputOptions.Webp.Compression.LOSSLESS), Optional.empty(), Optional.of("photo")));
        Rendered rendered = render(original, request(ImageFormat.WEBP, lossless), FileRules.DEFAULT);
        assertThat(Pictures.psnr(Pictures.waves(Layout.RGB, 60, 40), ImageFormats.decoded(rendered.bytes())))
                .isEqualTo(99);

        OutputOptions cat = With.formats(
                OutputOptions.Jpeg.BY_SETTING,
                OutputOptions.Png.BY_SETTING,
                new OutputOptions.Webp(Optional.empty(), Optional.empty(), Optional.of("cat")));
        assertThat(refusal(original, request(ImageFormat.WEBP, cat)))
                .hasMessage(
                        "WebP has no preset \"cat\". Accepted are default, picture, photo, drawing, icon and text.");
    }

    private static ImageException refusal(byte[] original, ImageRequest request) {
        return catchThrowableOfType(ImageException.class, () -> render(original, request, FileRules.DEFAULT));
    }

    @Test
    void coloursAreBroughtToTheProfileThatIsNamed() throws ImageException {
        FileRules rules = Rules.of(Map.of("p3", Profiles.displayP3()));
        byte[] original = original(ImageFormat.PNG, Layout.RGB, Encoding.of(80));
        for (ImageFormat format : new ImageFormat[] {ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP}) {
            Rendered rendered = render(original, request(format, With.profile("p3")), rules);
            assertThat(ImageFormats.codecs().header(rendered.bytes()).profile()).contains(Profiles.displayP3());
        }
        Pixels expected = ImageFormats.decoded(original);
        Pixels stored = ImageFormats.decoded(render(original, request(ImageFormat.PNG, With.profile("p3")), rules)
                .bytes());
        assertThat(Pictures.psnr(expected, stored)).isLessThan(35);
        assertThat(Pictures.psnr(expected, ImageFormats.codecs().color().toSrgb(stored, Profiles.displayP3())))
                .isGreaterThan(40);
        Rendered srgb = render(original, request(ImageFormat.PNG, With.profile("srgb")), rules);
        assertThat(ImageFormats.codecs().header(srgb.bytes()).profile()).isEmpty();
        assertThat(catchThrowableOfType(
                        ImageException.class,
                        () -> render(original, request(ImageFormat.PNG, With.profile("cmyk")), rules)))
                .hasMessage("This server has no colour profile \"cmyk\". Accepted are p3, srgb.");
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"JPEG", "PNG", "WEBP"})
    void aRequestMayKeepTheOriginalsProfile(ImageFormat format) throws ImageException {
        byte[] original = original(ImageFormat.JPEG, Layout.RGB, Encoding.of(90).withProfile(Profiles.displayP3()));
        Rendered kept = render(original, request(format, With.metadata(null, null, false)), FileRules.DEFAULT);
        Rendered stripped = render(original, request(format, PLAIN), FileRules.DEFAULT);

        assertThat(ImageFormats.codecs().header(kept.bytes()).profile()).contains(Profiles.displayP3());
        assertThat(ImageFormats.codecs().header(stripped.bytes()).profile()).isEmpty();
    }

    @Test
    void theQualityOfAFormatAndTheSizeOfAFileAreTheRequests() throws ImageException {
        byte[] original = original(ImageFormat.PNG, Layout.RGB, Encoding.of(80));
        int small = render(
                        original,
                        request(
                                ImageFormat.JPEG,
                                With.search(
                                        false, Map.of(ImageFormat.JPEG, 30), OptionalInt.empty(), Optional.empty())),
                        FileRules.DEFAULT)
                .bytes()
                .length;
        Rendered fitted = render(
                original,
                request(ImageFormat.JPEG, With.search(false, Map.of(), OptionalInt.of(small), Optional.empty())),
                FileRules.DEFAULT);
        int plain = render(original, request(ImageFormat.JPEG, PLAIN), FileRules.DEFAULT)
                .bytes()
                .length;

        assertThat(small).isLessThan(plain);
        assertThat(fitted.bytes().length).isLessThanOrEqualTo(small);
    }

    @Test
    void theBestFormatIsOneOfThePreferredOrTheOneThatWasNegotiated() throws ImageException {
        byte[] original = original(ImageFormat.PNG, Layout.RGB, Encoding.of(80));
        OutputOptions best = With.search(true, Map.of(), OptionalInt.empty(), Optional.empty());
        Rendered plain =
                render(original, request(Optional.empty(), best, Reading.PLAIN, Transform.NONE), FileRules.DEFAULT);
        Rendered webp = render(original, request(ImageFormat.WEBP, best), FileRules.DEFAULT);
        Rendered clear = render(
                original(ImageFormat.PNG, Layout.RGB_ALPHA, Encoding.of(80)),
                request(Optional.empty(), best, Reading.PLAIN, Transform.NONE),
                FileRules.DEFAULT);

        assertThat(plain.format()).isEqualTo(ImageFormat.JPEG);
        assertThat(webp.format()).isIn(ImageFormat.WEBP, ImageFormat.JPEG);
        assertThat(webp.bytes().length).isLessThanOrEqualTo(plain.bytes().length);
        assertThat(clear.format()).isEqualTo(ImageFormat.PNG);
    }

    @Test
    void anOriginalThatFitsAndIsSmallerIsSentAsItIs() throws ImageException {
        byte[] original = original(ImageFormat.JPEG, Layout.RGB, Encoding.of(20));
        ImageRequest plain = request(ImageFormat.JPEG, PLAIN);

        assertThat(render(original, plain, Rules.preferringOriginals()).bytes()).isSameAs(original);
        assertThat(render(original, plain, FileRules.DEFAULT).bytes()).isNotEqualTo(original);
        assertThat(render(jpeg(ALL), plain, Rules.preferringOriginals()).bytes())
                .isNotEqualTo(jpeg(ALL));
        byte[] comment = FileParts.withSegment(original, 0xfe, FileParts.ascii("made at home"));
        assertThat(render(comment, plain, Rules.preferringOriginals()).bytes()).isNotEqualTo(comment);
        assertThat(render(original, request(ImageFormat.JPEG, With.dpi(90)), Rules.preferringOriginals())
                        .bytes())
                .isNotEqualTo(original);
        assertThat(render(original, request(ImageFormat.WEBP, PLAIN), Rules.preferringOriginals())
                        .format())
                .isEqualTo(ImageFormat.WEBP);
    }

    @Test
    void anOriginalThatIsLargerIsNot() throws ImageException {
        byte[] original = original(ImageFormat.JPEG, Layout.RGB, Encoding.of(100));
        Rendered rendered = render(original, request(ImageFormat.JPEG, PLAIN), Rules.preferringOriginals());
        assertThat(rendered.bytes().length).isLessThan(original.length);
    }

    @Test
    void anOriginalOfAnotherSizeIsNot() throws ImageException {
        byte[] original = original(ImageFormat.JPEG, Layout.RGB, Encoding.of(1));
        Transform smaller = Plans.only(Plans.resize("fit", 30, 20, false, 1));
        Rendered rendered = render(
                original,
                request(Optional.of(ImageFormat.JPEG), PLAIN, Reading.PLAIN, smaller),
                Rules.preferringOriginals());
        assertThat(rendered.size()).contains(new Size(30, 20));
    }

    private static Reading reading(Optional<Reading.Hashsum> hashsum, Reading.Limits limits) {
        return new Reading(
                OptionalInt.empty(),
                OptionalInt.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                hashsum,
                limits);
    }

    @Test
    void theSumIsCheckedBeforeAnythingElse() throws ImageException {
        byte[] original = jpeg(Metadata.NONE);
        String sum = Hashsums.of("sha256", original);
        ImageRequest right = request(
                Optional.of(ImageFormat.PNG),
                PLAIN,
                reading(Optional.of(new Reading.Hashsum("sha256", sum)), Reading.Limits.SERVER),
                Transform.NONE);

        assertThat(render(original, right, FileRules.DEFAULT).format()).isEqualTo(ImageFormat.PNG);
        assertThat(refusal(FileParts.ascii("no image"), right).problem()).isEqualTo(Problem.NOT_EXPECTED);
    }

    @Test
    void aRequestsLimitsTakeThePlaceOfTheServers() throws ImageException {
        byte[] original = jpeg(Metadata.NONE);
        ImageRequest few = request(
                Optional.of(ImageFormat.PNG), PLAIN, reading(Optional.empty(), limits(0.001, 0)), Transform.NONE);
        ImageRequest small =
                request(Optional.of(ImageFormat.PNG), PLAIN, reading(Optional.empty(), limits(0, 30)), Transform.NONE);

        assertThat(refusal(original, few)).hasMessageContaining("at most 0.001 megapixels");
        assertThat(render(original, small, FileRules.DEFAULT).size()).contains(new Size(30, 20));
    }

    private static Reading.Limits limits(double megapixels, int dimension) {
        return new Reading.Limits(
                megapixels > 0 ? OptionalDouble.of(megapixels) : OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                dimension > 0 ? OptionalInt.of(dimension) : OptionalInt.empty());
    }

    private static Reading pages(int page, int pages) {
        return new Reading(
                OptionalInt.of(page),
                OptionalInt.of(pages),
                true,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Reading.Limits.SERVER);
    }

    private static BufferedImage page(int width, int height, int color) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, color);
            }
        }
        return image;
    }

    /** The JDK's, whichever others other tests have registered: they write fields of their own. */
    private static ImageWriter jdkWriter() {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("tiff");
        ImageWriter writer = writers.next();
        while (writer.getClass().getModule() != ImageIO.class.getModule()) {
            writer = writers.next();
        }
        return writer;
    }

    private static byte[] tiff(BufferedImage... pages) throws IOException {
        ImageWriter writer = jdkWriter();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (BufferedImage page : pages) {
                writer.writeToSequence(new IIOImage(page, null, null), null);
            }
            writer.endWriteSequence();
        }
        writer.dispose();
        return file.toByteArray();
    }

    @Test
    void thePageAskedForIsRead() throws Exception {
        byte[] original = tiff(page(30, 20, 0xff0000), page(20, 10, 0x00ff00), page(10, 10, 0x0000ff));
        ImageRequest second = request(Optional.of(ImageFormat.PNG), PLAIN, pages(1, 1), Transform.NONE);
        Rendered rendered = render(original, second, FileRules.DEFAULT);

        assertThat(rendered.size()).contains(new Size(20, 10));
        assertThat(Pictures.at(ImageFormats.decoded(rendered.bytes()), 5, 5)).containsExactly(0, 255, 0);
        assertThat(refusal(original, request(Optional.of(ImageFormat.PNG), PLAIN, pages(3, 1), Transform.NONE)))
                .hasMessage("The original has no page 3; it has 3, counted from 0.");
    }

    @Test
    void severalPagesStandUnderEachOther() throws Exception {
        byte[] original = tiff(page(30, 20, 0xff0000), page(20, 10, 0x00ff00), page(10, 10, 0x0000ff));
        ImageRequest lastTwo = request(Optional.of(ImageFormat.PNG), PLAIN, pages(1, 9), Transform.NONE);
        Rendered rendered = render(original, lastTwo, FileRules.DEFAULT);
        Pixels pixels = ImageFormats.decoded(rendered.bytes());

        assertThat(rendered.size()).contains(new Size(20, 20));
        assertThat(Pictures.at(pixels, 15, 5)).containsExactly(0, 255, 0, 255);
        assertThat(Pictures.at(pixels, 5, 15)).containsExactly(0, 0, 255, 255);
        assertThat(pixels.alpha().get(15, 15)).isZero();
    }
}
