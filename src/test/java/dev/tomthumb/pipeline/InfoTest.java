package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.Animations;
import dev.tomthumb.codec.FileParts;
import dev.tomthumb.codec.HeifParts;
import dev.tomthumb.codec.Mutations;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.codec.metadata.MetadataParts;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.Urls;
import dev.tomthumb.dialect.imgproxy.ImgproxyConfig;
import dev.tomthumb.dialect.imgproxy.ImgproxyDialect;
import dev.tomthumb.model.DocumentType;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.Deadlines;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told about drawn pictures, asked as a URL asks. */
class InfoTest {
    private static final ScratchPool POOL = new ScratchPool(1 << 20);
    private static final ProductCodecs PRODUCT = new ProductCodecs(false, 6, POOL);
    private static final Deadline FAR = Deadlines.NEVER;
    private static final ImgproxyDialect DIALECT =
            new ImgproxyDialect(ImgproxyConfig.unsigned("/img/", Set.of("s3")), InstantSource.system());
    private static final Renderer RENDERER = new Renderer(
            PRODUCT.codecs(), Limits.DEFAULT, OutputFormats.DEFAULT, Qualities.DEFAULT, RenderRules.DEFAULT, POOL);

    private static final byte[] SVG = ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\">"
                    + "<rect width=\"40\" height=\"20\" fill=\"#204060\"/></svg>")
            .getBytes(StandardCharsets.UTF_8);

    private static final String EVERYTHING =
            "exif:1:1/cs:1/b:1/sf:1/pn:1/a:1:1/c:3:3:sm/p:4/avg:1/dc:1:1/bh:2:2/th:1/ph:1/chs:md5/";

    /** Nothing of what is told when nothing is said. */
    private static final String ONLY = "s:0/f:0/d:0/exif:0/iptc:0/xmp:0/";

    @AfterAll
    static void close() {
        PRODUCT.close();
        POOL.close();
    }

    private static String told(byte[] file, String options) throws ImageException {
        ParsedUrl url = Urls.parsed(DIALECT, "/img/info/_/" + options + "plain/s3://bucket/cat");
        Rendered rendered = RENDERER.run(RENDERER.prepare(file, url.image()), FAR);
        assertThat(rendered.format()).isEqualTo(DocumentType.JSON);
        return new String(rendered.bytes(), StandardCharsets.UTF_8);
    }

    private static String only(byte[] file, String options) throws ImageException {
        return told(file, ONLY + options + "/");
    }

    /** Halves of two colours, left and right. */
    private static byte[] halves(int width, int height, int left, int right, boolean alpha) {
        BufferedImage picture =
                new BufferedImage(width, height, alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, x < width / 2 ? left : right);
            }
        }
        return TestPictures.png(picture);
    }

    private static byte[] flat(int width, int height, int argb) {
        return halves(width, height, argb, argb, (argb >>> 24) != 255);
    }

    @Test
    void fileFormatAndSizeAreToldWhenNothingIsSaid() throws ImageException {
        byte[] png = TestPictures.png(TestPictures.geometry(60, 40));
        assertThat(told(png, ""))
                .isEqualTo("{\"size\":" + png.length + ",\"format\":\"png\",\"mime_type\":\"image/png\","
                        + "\"width\":60,\"height\":40,\"orientation\":1}");
    }

    @ParameterizedTest
    @CsvSource({"1, 60, 40", "3, 60, 40", "6, 60, 40", "8, 60, 40"})
    void theSizeIsThatOfTheUprightPicture(int orientation, int width, int height) throws ImageException {
        byte[] jpeg = TestPictures.jpegWithOrientation(TestPictures.geometry(60, 40), orientation, 90);
        assertThat(only(jpeg, "d:1"))
                .isEqualTo("{\"width\":" + width + ",\"height\":" + height + ",\"orientation\":" + orientation + "}");
    }

    @Test
    void metadataAreToldInWordsOrByTheStandardsNames() throws ImageException {
        byte[] plain = TestPictures.jpeg(TestPictures.geometry(60, 40), 90);
        byte[] jpeg = withMetadata(plain);
        assertThat(told(jpeg, "s:0/f:0/d:0/"))
                .contains(
                        "\"Model\":\"Camera 12\"", "\"Exposure Time\":\"1/125 sec.\"", "\"Pixel X Dimension\":\"4000\"")
                .contains("\"iptc\":{", "\"Keywords\":[\"lake\",\"lighthouse\"]", "\"Zoë Example\"")
                .contains("\"xmp\":{", "\"creator\":[\"Ada \\u0026 Zoë\"]");
        assertThat(only(jpeg, "exif:1:1"))
                .contains("\"Model\":\"Camera 12\"", "\"ExposureTime\":\"1/125 sec.\"", "\"PixelXDimension\":\"4000\"")
                .contains("\"GPSLatitudeRef\":\"N\"")
                .doesNotContain("iptc", "xmp", "Pixel X");
        assertThat(only(plain, "exif:1")).isEqualTo("{}");
    }

    private static byte[] withMetadata(byte[] jpeg) {
        byte[] exif = FileParts.join(FileParts.ascii("Exif\0\0"), MetadataParts.camera(ByteOrder.BIG_ENDIAN));
        byte[] xmp = FileParts.join(FileParts.ascii("http://ns.adobe.com/xap/1.0/\0"), MetadataParts.xmp());
        byte[] photoshop = MetadataParts.photoshop(MetadataParts.iptc());
        return FileParts.withSegment(
                FileParts.withSegment(FileParts.withSegment(jpeg, 0xe1, exif), 0xe1, xmp), 0xed, photoshop);
    }

    @Test
    void samplesAreToldInTheWordsOfLibvips() throws ImageException {
        String asked = "cs:1/b:1/sf:1/pn:1/a:1";
        assertThat(only(TestPictures.jpeg(TestPictures.geometry(60, 40), 90), asked))
                .isEqualTo("{\"colorspace\":\"srgb\",\"bands\":3,\"sample_format\":\"uchar\",\"pages_number\":1,"
                        + "\"alpha\":{\"alpha\":false}}");
        assertThat(only(TestPictures.png(TestPictures.alphaRamp(20, 10, 0x305070)), asked))
                .isEqualTo("{\"colorspace\":\"srgb\",\"bands\":4,\"sample_format\":\"uchar\",\"pages_number\":1,"
                        + "\"alpha\":{\"alpha\":true}}");
        BufferedImage grey16 = new BufferedImage(8, 8, BufferedImage.TYPE_USHORT_GRAY);
        assertThat(only(png16(grey16), "cs:1/b:1/sf:1"))
                .isEqualTo("{\"colorspace\":\"grey16\",\"bands\":1,\"sample_format\":\"ushort\"}");
        assertThat(only(TestPictures.png(TestPictures.indexed(TestPictures.geometry(20, 20))), "cs:1/sf:1"))
                .isEqualTo("{\"colorspace\":\"srgb\",\"sample_format\":\"uchar\"}");
    }

    private static byte[] png16(BufferedImage image) {
        try (var out = new java.io.ByteArrayOutputStream()) {
            javax.imageio.ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void onePixelThatIsNotOpaqueIsTransparencyHoweverLargeThePicture() throws ImageException {
        BufferedImage picture = new BufferedImage(700, 500, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = picture.createGraphics();
        g.setColor(Color.RED);
        g.fillRect(0, 0, 700, 500);
        g.dispose();
        String opaque = only(TestPictures.png(picture), "a:1:1");
        picture.setRGB(123, 456, 0xfeff0000);
        String notQuite = only(TestPictures.png(picture), "a:1:1");
        assertThat(opaque).contains("\"transparency\":false");
        assertThat(notQuite).isEqualTo("{\"alpha\":{\"alpha\":true,\"transparency\":true}}");
        assertThat(only(TestPictures.jpeg(TestPictures.geometry(60, 40), 90), "a:1:1"))
                .isEqualTo("{\"alpha\":{\"alpha\":false,\"transparency\":false}}");
    }

    @Test
    void theAverageIsTheMeanOfThePixelsThatAreSeen() throws ImageException {
        byte[] two = halves(400, 200, 0xffff0000, 0xff0000ff, false);
        byte[] half = halves(400, 200, 0xff204060, 0, true);
        assertThat(only(two, "avg:1")).isEqualTo("{\"average\":{\"R\":128,\"G\":0,\"B\":128,\"A\":255}}");
        assertThat(only(half, "avg:1")).isEqualTo("{\"average\":{\"R\":32,\"G\":64,\"B\":96,\"A\":255}}");
        assertThat(only(half, "avg:1:0")).isEqualTo("{\"average\":{\"R\":32,\"G\":64,\"B\":96,\"A\":128}}");
        assertThat(only(half, "avg:0:0")).isEqualTo("{}");
    }

    @Test
    void thePaletteHasTheColoursThatAreThere() throws ImageException {
        byte[] two = halves(80, 40, 0xff102030, 0xfff0e0d0, false);
        assertThat(only(two, "palette:2"))
                .contains("{\"R\":16,\"G\":32,\"B\":48,\"A\":255}", "{\"R\":240,\"G\":224,\"B\":208,\"A\":255}");
        assertThat(only(two, "p:0")).isEqualTo("{}");
    }

    @Test
    void dominantColoursAreThoseFoundOrBuilt() throws ImageException {
        byte[] vibrant = flat(64, 64, 0xffdc2828);
        assertThat(only(vibrant, "dc:1"))
                .isEqualTo("{\"dominant_colors\":{\"vibrant\":{\"R\":220,\"G\":40,\"B\":40}}}");
        assertThat(only(vibrant, "dominant_colors:1:1"))
                .contains(
                        "\"dark_muted\":{",
                        "\"dark_vibrant\":{",
                        "\"light_muted\":{",
                        "\"light_vibrant\":{",
                        "\"muted\":{");
    }

    /** A flat white picture: what the format's description says its hash is. */
    @Test
    void blurHashThumbHashAndPerceptualHashAreThoseOfTheDigests() throws ImageException {
        byte[] picture = halves(90, 60, 0xffffffff, 0xff000000, false);
        assertThat(only(flat(90, 60, 0xffffffff), "bh:1:1")).isEqualTo("{\"blurhash\":\"00TSUA\"}");
        assertThat(only(picture, "th:1")).matches("\\{\"thumb_hash\":\"[0-9A-F]{10,50}\"}");
        assertThat(only(picture, "ph:1")).matches("\\{\"perceptual_hash\":\"[0-9a-f]{16}\"}");
        assertThat(Long.bitCount(bits(TestPictures.geometry(90, 60)) ^ bits(TestPictures.geometry(900, 600))))
                .as("bits in which the same picture differs when it is larger")
                .isLessThan(8);
        assertThat(only(picture, "bh:4:0")).isEqualTo("{}");
    }

    private static long bits(BufferedImage picture) throws ImageException {
        String told = only(TestPictures.png(picture), "phash:1");
        return Long.parseUnsignedLong(told.replaceAll(".*\"([0-9a-f]{16})\"}", "$1"), 16);
    }

    @Test
    void hashsumsAreThoseOfTheFile() throws ImageException {
        byte[] png = TestPictures.png(TestPictures.geometry(60, 40));
        assertThat(only(png, "chs:sha256:md5:md5"))
                .isEqualTo("{\"hashsums\":{\"md5\":\"" + dev.tomthumb.codec.Hashsums.of("md5", png) + "\",\"sha256\":\""
                        + dev.tomthumb.codec.Hashsums.of("sha256", png) + "\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "c:50:20,             0.26, 0.4,  0.5,  0.2",
        "c:0.5:0.5:nowe,      0.0,  0.0,  0.5,  0.5",
        "crop:50:20:soea:10:5, 0.4, 0.75, 0.5,  0.2",
        "c:1000:20:fp:0.5:0.5, 0.0, 0.4,  1.0,  0.2",
    })
    void aCropIsToldInSharesOfTheSides(String crop, double left, double top, double width, double height)
            throws ImageException {
        byte[] png = TestPictures.png(TestPictures.geometry(100, 100));
        assertThat(only(png, crop)).isEqualTo(place(left, top, width, height));
    }

    private static String place(double left, double top, double width, double height) {
        return "{\"crop\":{\"left\":" + left + ",\"top\":" + top + ",\"width\":" + width + ",\"height\":" + height
                + "}}";
    }

    @Test
    void aCropOfATurnedPictureIsToldUpright() throws ImageException {
        byte[] jpeg = TestPictures.jpegWithOrientation(TestPictures.geometry(60, 40), 6, 90);
        assertThat(only(jpeg, "c:0.5:0.5:nowe")).isEqualTo(place(0, 0, 0.5, 0.5));
        assertThat(only(jpeg, "c:0.5:0.5:soea")).isEqualTo(place(0.5, 0.5, 0.5, 0.5));
    }

    /** A red spot at the right of a grey field. */
    @Test
    void smartGravityLooks() throws ImageException {
        BufferedImage picture = new BufferedImage(400, 100, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setColor(Color.GRAY);
        g.fillRect(0, 0, 400, 100);
        g.setColor(Color.RED);
        g.fillRect(310, 30, 40, 40);
        g.dispose();
        for (byte[] file : new byte[][] {TestPictures.png(picture), TestPictures.jpeg(picture, 95)}) {
            String told = only(file, "c:100:100:sm");
            double left = Double.parseDouble(told.replaceAll(".*\"left\":([0-9.]+),.*", "$1"));
            assertThat(left).as(told).isBetween(0.65, 0.75);
        }
    }

    @Test
    void aPageOfAGifIsTheOneThatIsLookedAt() throws ImageException {
        int[] red = new int[20 * 10];
        int[] blue = new int[20 * 10];
        Arrays.fill(red, 0xffff0000);
        Arrays.fill(blue, 0xff0000ff);
        byte[] gif = Animations.written(
                PRODUCT.codecs().animationEncoder(ImageFormat.GIF).orElseThrow(),
                new Animations.Shown(new Size(20, 10), 0, List.of(red, blue), List.of(100, 100)));
        assertThat(only(gif, "pn:1/avg:1")).contains("\"pages_number\":2", "{\"R\":255,\"G\":0,\"B\":0,\"A\":255}");
        assertThat(only(gif, "avg:1/page:1")).contains("{\"R\":0,\"G\":0,\"B\":255,\"A\":255}");
        assertThat(only(gif, "c:10:10:sm/page:1")).contains("\"width\":0.5");
        assertThatThrownBy(() -> only(gif, "avg:1/page:2")).hasMessageContaining("has no page 2");
    }

    @Test
    void aDrawingIsToldAndLookedAt() throws ImageException {
        assertThat(told(SVG, "s:0/b:1/cs:1/avg:1/c:20:20:nowe/"))
                .isEqualTo(
                        "{\"format\":\"svg\",\"mime_type\":\"image/svg+xml\",\"width\":40,\"height\":20,\"orientation\":1,"
                                + "\"colorspace\":\"srgb\",\"bands\":4,\"average\":{\"R\":32,\"G\":64,\"B\":96,\"A\":255},"
                                + "\"crop\":{\"left\":0.0,\"top\":0.0,\"width\":0.5,\"height\":1.0}}");
    }

    /** No decoder here reads it. */
    @Test
    void theHeaderOfAFormatThatCannotBeDecodedIsToldAndItsColoursAreRefused() throws ImageException {
        byte[] avif = HeifParts.probe("avif");
        assertThat(told(avif, "s:0/")).startsWith("{\"format\":\"avif\",\"mime_type\":\"image/avif\",\"width\":");
        assertThatThrownBy(() -> only(avif, "avg:1")).hasMessageContaining("cannot read");
    }

    @Test
    void thePictureOfAnotherSumIsRefused() {
        byte[] png = TestPictures.png(TestPictures.geometry(60, 40));
        assertThatThrownBy(() -> told(png, "hs:md5:" + "0".repeat(32) + "/")).isInstanceOf(ImageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no picture at all", "GIF89a"})
    void whatIsNoImageIsRefused(String text) {
        assertThatThrownBy(() -> told(text.getBytes(StandardCharsets.UTF_8), ""))
                .isInstanceOf(ImageException.class);
    }

    /** Whatever a file holds, the answer is a refusal or a document. */
    @Property(tries = 300)
    void damagedFilesAreToldOrRefused(@ForAll long seed, @ForAll @IntRange(max = 3) int kind) {
        byte[] original = List.of(
                        withMetadata(TestPictures.jpeg(TestPictures.geometry(30, 20), 80)),
                        TestPictures.png(TestPictures.alphaRamp(20, 10, 0x305070)),
                        TestPictures.gif(TestPictures.geometry(20, 20)),
                        SVG)
                .get(kind);
        byte[] file = Mutations.of(original, new Random(seed));
        try {
            assertThat(told(file, EVERYTHING)).startsWith("{").endsWith("}");
        } catch (ImageException refusal) {
            assertThat(refusal.getMessage()).isNotBlank();
        }
    }
}
