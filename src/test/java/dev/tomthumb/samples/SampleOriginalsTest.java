package dev.tomthumb.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleOriginalsTest {

    /** A file system inside a file: it takes every name, whatever locale the JVM was started in. */
    @TempDir
    static Path temporary;

    private static FileSystem drawn;

    @BeforeAll
    static void drawEverythingOnce() throws IOException {
        drawn = FileSystems.newFileSystem(temporary.resolve("samples.zip"), Map.of("create", "true"));
        SampleOriginals.drawAll(drawn.getPath("/new/originals"));
    }

    @AfterAll
    static void close() throws IOException {
        drawn.close();
    }

    private static byte[] file(String name) throws IOException {
        return Files.readAllBytes(drawn.getPath("/new/originals").resolve(name));
    }

    static Stream<Sample> all() {
        return SampleOriginals.all().stream();
    }

    /** The ones that take milliseconds. */
    static List<String> small() {
        return List.of(
                "portrait_1.jpg",
                "portrait_6.jpg",
                "alpha.png",
                "indexed.png",
                "deep.png",
                "tiny.png",
                "palette.gif",
                "animated.gif",
                "cmyk.jpg",
                "sample.bmp",
                "sample.tiff",
                "display-p3.jpg",
                "plus+sign.jpg");
    }

    @Test
    void theLandscapeIsTwelveMegapixelsOfBaselineJpeg() throws IOException {
        byte[] landscape = file("landscape.jpg");

        assertThat(hasSegment(landscape, 0xC0)).as("baseline frame").isTrue();
        assertThat(landscape.length).isBetween(1_000_000, 8_000_000);
    }

    @Test
    void theProgressiveOneIsProgressive() throws IOException {
        assertThat(hasSegment(file("landscape-progressive.jpg"), 0xC2)).isTrue();
    }

    /** A product that was closed in this JVM has taken its plug-ins out of ImageIO's registry. */
    @BeforeEach
    void allPlugIns() {
        ImageIO.scanForPlugins();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everySampleHasTheSizeAndTheTypeItDeclares(Sample sample) throws IOException {
        byte[] bytes = file(sample.name());

        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            reader.setInput(in);
            assertThat(List.of(reader.getWidth(0), reader.getHeight(0)))
                    .isEqualTo(List.of(sample.width(), sample.height()));
            assertThat(reader.getOriginatingProvider().getMIMETypes()).contains(sample.mediaType());
            reader.dispose();
        }
    }

    @ParameterizedTest
    @MethodSource("small")
    void drawingAgainGivesTheSameBytes(String name) throws IOException {
        assertThat(SampleOriginals.bytes(name)).isEqualTo(file(name));
    }

    @Test
    void everyNameIsThereOnce() {
        assertThat(SampleOriginals.all())
                .extracting(Sample::name)
                .doesNotHaveDuplicates()
                .contains(
                        "landscape.jpg",
                        "landscape-progressive.jpg",
                        "portrait.jpg",
                        "wide.jpg",
                        "huge.png",
                        "grey.jpg",
                        "a name with spaces.jpg",
                        "한국어 사진.jpg",
                        "plus+sign.jpg",
                        "ünïcödé & more.jpg");
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> SampleOriginals.bytes("cat.jpg"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cat.jpg");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void theOrientationIsInTheFirstSegmentInAlternatingByteOrders(int orientation) throws IOException {
        byte[] jpeg = file("portrait_" + orientation + ".jpg");

        assertThat(jpeg[3] & 255).isEqualTo(0xE1);
        ByteOrder order = jpeg[12] == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        assertThat(order).isEqualTo(orientation % 2 == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        assertThat(ByteBuffer.wrap(jpeg).order(order).getShort(30)).isEqualTo((short) orientation);
    }

    /** Top left, top right, bottom left, bottom right as stored, by hand from the table of EXIF 2.32. */
    static Stream<List<Integer>> storedCorners() {
        int tl = TestPictures.TOP_LEFT;
        int tr = TestPictures.TOP_RIGHT;
        int bl = TestPictures.BOTTOM_LEFT;
        int br = TestPictures.BOTTOM_RIGHT;
        return Stream.of(
                List.of(1, tl, tr, bl, br),
                List.of(2, tr, tl, br, bl),
                List.of(3, br, bl, tr, tl),
                List.of(4, bl, br, tl, tr),
                List.of(5, tl, bl, tr, br),
                List.of(6, tr, br, tl, bl),
                List.of(7, br, tr, bl, tl),
                List.of(8, bl, tl, br, tr));
    }

    @ParameterizedTest
    @MethodSource("storedCorners")
    void pixelsAreStoredSoThatTheOrientationTurnsThemUpright(List<Integer> row) {
        BufferedImage stored = OrientationCard.stored(TestPictures.geometry(40, 30), row.get(0));

        int right = stored.getWidth() - 1;
        int bottom = stored.getHeight() - 1;
        assertThat(Stream.of(
                                stored.getRGB(0, 0),
                                stored.getRGB(right, 0),
                                stored.getRGB(0, bottom),
                                stored.getRGB(right, bottom))
                        .map(argb -> argb & 0xFFFFFF))
                .isEqualTo(row.subList(1, 5));
    }

    @Test
    void theInksAreFourComponentsWithAdobesMarkerAndNoJfif() throws IOException {
        byte[] jpeg = file("cmyk.jpg");

        assertThat(jpeg[3] & 255).as("Adobe's segment comes first").isEqualTo(0xEE);
        assertThat(jpeg[17]).as("transform").isZero();
        assertThat(hasSegment(jpeg, 0xE0)).isFalse();
        assertThat(jpeg[segment(jpeg, 0xC0) + 9]).as("components").isEqualTo((byte) 4);
    }

    @Test
    void theAnimationHasSeveralFramesAndTheGreyPictureOneComponent() throws IOException {
        byte[] gif = file("animated.gif");
        byte[] grey = file("grey.jpg");

        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(gif))) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            reader.setInput(in);
            assertThat(reader.getNumImages(true)).isEqualTo(12);
            reader.dispose();
        }
        assertThat(grey[segment(grey, 0xC0) + 9]).isEqualTo((byte) 1);
    }

    @Test
    void theTransparentOnesAreTransparentWhereTheyShouldBe() throws IOException {
        BufferedImage alpha = ImageIO.read(new ByteArrayInputStream(file("alpha.png")));
        BufferedImage gif = ImageIO.read(new ByteArrayInputStream(file("palette.gif")));

        assertThat(alpha.getRGB(2, 2) >>> 24).isZero();
        assertThat(alpha.getRGB(400, 516) >>> 24).isBetween(100, 155);
        assertThat(gif.getRGB(0, 0) >>> 24).isZero();
        assertThat(gif.getRGB(240, 100) >>> 24).isEqualTo(255);
    }

    @Test
    void theDeepPictureHasSixteenBitsPerChannel() throws IOException {
        BufferedImage deep = ImageIO.read(new ByteArrayInputStream(file("deep.png")));

        assertThat(deep.getColorModel().getComponentSize(0)).isEqualTo(16);
        assertThat(deep.getRaster().getSample(639, 479, 0)).isEqualTo(12_000 + 65_535 / 6);
    }

    @Test
    void theHugePictureIsOverFiftyMegapixelsInFewBytes() throws IOException {
        byte[] huge = file("huge.png");

        assertThat(huge.length).isLessThan(1_000_000);
        ByteBuffer header = ByteBuffer.wrap(huge);
        assertThat((long) header.getInt(16) * header.getInt(20)).isEqualTo(108_000_000L);
    }

    @Test
    void theWordOnTheDisplayP3CardDisappearsWhereTheProfileIsHonoured() throws IOException {
        byte[] jpeg = file("display-p3.jpg");
        int at = new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("ICC_PROFILE\0");
        byte[] profile = new byte[ByteBuffer.wrap(jpeg).getInt(at + 14)];
        System.arraycopy(jpeg, at + 14, profile, 0, profile.length);

        ICC_ColorSpace displayP3 = new ICC_ColorSpace(ICC_Profile.getInstance(profile));
        float[] ground = displayP3.toRGB(new float[] {1, 0, 0});
        float[] letters = displayP3.toRGB(new float[] {234 / 255f, 51 / 255f, 35 / 255f});

        for (int i = 0; i < 3; i++) {
            assertThat(letters[i]).isCloseTo(ground[i], Offset.offset(0.03f));
        }
    }

    @Test
    void theTurnedProfileSaysThatRedIsStoredInTheGreenChannel() {
        ICC_ColorSpace turned = new ICC_ColorSpace(ICC_Profile.getInstance(IccProfiles.turnedChannels()));

        float[] red = turned.toRGB(new float[] {0, 1, 0});

        assertThat(red[0]).isGreaterThan(0.97f);
        assertThat(Math.max(red[1], red[2])).isLessThan(0.06f);
    }

    @Test
    void theBrokenOnesAreBroken(@TempDir Path dir) throws IOException {
        SampleOriginals.drawBroken(dir.resolve("new"));

        for (String name : BrokenOriginals.names()) {
            assertThat(dir.resolve("new").resolve(name)).hasBinaryContent(BrokenOriginals.bytes(name));
        }
        assertThat(Files.size(dir.resolve("new/zero.jpg"))).isZero();
        assertThat(ByteBuffer.wrap(BrokenOriginals.bytes("lying.png")).getInt(16))
                .isEqualTo(60_000);
        assertThat(BrokenOriginals.bytes("lying.png").length).isLessThan(200);
        assertThatThrownBy(() -> ImageIO.read(new ByteArrayInputStream(BrokenOriginals.bytes("lying.png"))))
                .isInstanceOf(Exception.class);
        byte[] truncated = BrokenOriginals.bytes("truncated.jpg");
        assertThat(truncated[truncated.length - 1] == (byte) 0xD9).isFalse();
    }

    private static boolean hasSegment(byte[] jpeg, int marker) {
        return segment(jpeg, marker) >= 0;
    }

    /** Where the first segment of this marker before the image data starts, or -1. */
    private static int segment(byte[] jpeg, int marker) {
        int at = 2;
        while ((jpeg[at + 1] & 255) != 0xDA) {
            if ((jpeg[at + 1] & 255) == marker) {
                return at;
            }
            at += 2 + ((jpeg[at + 2] & 255) << 8 | jpeg[at + 3] & 255);
        }
        return -1;
    }
}
