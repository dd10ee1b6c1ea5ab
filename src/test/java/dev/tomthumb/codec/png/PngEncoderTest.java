package dev.tomthumb.codec.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.EncoderContract;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.FileParts;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.Profiles;
import dev.tomthumb.model.ImageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngEncoderTest extends EncoderContract {
    @Override
    protected Encoder encoder() {
        return new PngEncoder(6);
    }

    @Override
    protected Decoder decoder() {
        return new PngDecoder();
    }

    @Override
    protected double likeness(Layout layout) {
        return 98;
    }

    @Override
    protected int longestSide() {
        return 1 << 24;
    }

    @Property(tries = 300)
    void noiseComesBackAsItWas(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(max = 3) int kind,
            @ForAll @IntRange(min = 1, max = 9) int level,
            @ForAll boolean interlaced)
            throws ImageException {
        Layout layout = List.of(Layout.GREY, Layout.GREY_ALPHA, Layout.RGB, Layout.RGB_ALPHA)
                .get(kind);
        Pixels pixels = noise(layout, width, height, 256, random);
        byte[] file = new PngEncoder(level).encode(pixels, encoding(interlaced, OptionalInt.empty()));
        requireSame(pixels, decoded(file));
    }

    @Property(tries = 300)
    void aPictureOfFewColorsComesBackFromItsPalette(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(max = 3) int power,
            @ForAll boolean interlaced)
            throws ImageException {
        int bits = 1 << power;
        Pixels colors = noise(Layout.RGB_ALPHA, 1 << bits, 1, 256, random);
        Pixels pixels = noise(Layout.RGB_ALPHA, width, height, 256, random);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int color = random.nextInt(1 << bits);
                for (int i = 0; i < 4; i++) {
                    pixels.planes().get(i).set(x, y, colors.planes().get(i).get(color, 0));
                }
            }
        }
        byte[] file = encoder().encode(pixels, encoding(interlaced, OptionalInt.of(bits)));
        ImageHeader header = Headers.of(file);
        assertThat(header.palette()).isTrue();
        assertThat(header.bitsPerSample()).isLessThanOrEqualTo(bits);
        requireSame(pixels, decoded(file));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "3,2", "4,2", "5,4", "16,4", "17,8", "256,8"})
    void aPaletteHasAsFewBitsAsItsColorsNeed(int colors, int bits) throws ImageException {
        Plane red = new Plane(colors, 1);
        for (int x = 0; x < colors; x++) {
            red.set(x, 0, x);
        }
        Pixels pixels = new Pixels(Layout.RGB, List.of(red, new Plane(colors, 1), red));
        byte[] file = encoder().encode(pixels, encoding(false, OptionalInt.of(8)));
        assertThat(Headers.of(file).bitsPerSample()).isEqualTo(bits);
        requireSame(pixels, decoded(file));
    }

    @Test
    void tooManyColorsAreReducedToThePalette() throws ImageException {
        Pixels pixels = Pictures.waves(Layout.RGB, 101, 67);
        byte[] file = encoder().encode(pixels, encoding(false, OptionalInt.of(4)));
        ImageHeader header = Headers.of(file);
        assertThat(header.palette()).isTrue();
        assertThat(header.bitsPerSample()).isEqualTo(4);
        assertThat(Pictures.psnr(pixels, decoded(file))).isGreaterThan(20);
    }

    @Test
    void softEdgesAreNotGivenUpForAPalette() throws ImageException {
        Pixels pixels = Pictures.waves(Layout.RGB_ALPHA, 101, 67);
        byte[] file = encoder().encode(pixels, encoding(false, OptionalInt.of(8)));
        assertThat(Headers.of(file).palette()).isFalse();
        requireSame(pixels, decoded(file));
    }

    @Test
    void hardEdgesFitIntoAPalette() throws ImageException {
        Pixels pixels = Pictures.waves(Layout.RGB_ALPHA, 101, 67);
        for (int y = 0; y < 67; y++) {
            for (int x = 0; x < 101; x++) {
                pixels.alpha().set(x, y, x < y ? 0 : 255);
            }
        }
        byte[] file = encoder().encode(pixels, encoding(false, OptionalInt.of(8)));
        assertThat(Headers.of(file).palette()).isTrue();
        Pixels back = decoded(file);
        assertThat(Pictures.psnr(List.of(pixels.alpha()), List.of(back.alpha())))
                .isEqualTo(99);
        assertThat(Pictures.at(back, 90, 3)).hasSize(4);
    }

    @Test
    void anAlphaThatIsOpaqueEverywhereIsLeftOut() throws ImageException {
        for (Layout layout : new Layout[] {Layout.GREY, Layout.RGB}) {
            Pixels opaque = Pictures.waves(layout, 30, 20);
            List<Plane> planes = new ArrayList<>(opaque.planes());
            planes.add(filled(30, 20, 255));
            byte[] file = encoder().encode(new Pixels(layout.withAlpha(), planes), Encoding.of(80));
            assertThat(Headers.of(file).alpha()).isFalse();
            requireSame(opaque, decoded(file));
        }
    }

    @Test
    void profileAndMetadataAreEmbedded() throws ImageException {
        byte[] exif = FileParts.exif(6, ByteOrder.BIG_ENDIAN);
        Encoding encoding =
                new Encoding(80, false, Optional.of(Profiles.displayP3()), Optional.of(exif), OptionalInt.of(8));
        for (Layout layout : new Layout[] {Layout.RGB, Layout.RGB_ALPHA}) {
            ImageHeader header = Headers.of(encoder().encode(Pictures.waves(layout, 40, 30), encoding));
            assertThat(header.profile().orElseThrow()).isEqualTo(Profiles.displayP3());
            assertThat(header.orientation()).isEqualTo(6);
        }
    }

    @Test
    void aGreyProfileIsNotPutBesideAPaletteOfColors() throws ImageException {
        Encoding encoding = encoding(false, OptionalInt.of(8)).withProfile(Profiles.grey());
        ImageHeader header = Headers.of(encoder().encode(Pictures.waves(Layout.GREY, 40, 30), encoding));
        assertThat(header.palette()).isFalse();
        assertThat(header.profile().orElseThrow()).isEqualTo(Profiles.grey());
    }

    static Stream<Pixels> pictures() {
        return Stream.of(
                Pictures.waves(Layout.GREY, 61, 43),
                Pictures.waves(Layout.RGB, 61, 43),
                Pictures.waves(Layout.RGB_ALPHA, 61, 43));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theJdkReadsWhatIsWritten(boolean interlaced) throws Exception {
        for (Pixels pixels : pictures().toList()) {
            requireReadable(encoder().encode(pixels, encoding(interlaced, OptionalInt.empty())), pixels);
        }
    }

    private static void requireReadable(byte[] file, Pixels pixels) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                for (int i = 0; i < pixels.planes().size(); i++) {
                    assertThat(image.getRaster().getSample(x, y, i))
                            .isEqualTo(pixels.planes().get(i).get(x, y));
                }
            }
        }
    }

    @Test
    void aLargeFileIsWrittenInChunksOfBoundedSize() throws ImageException {
        Pixels pixels = noise(Layout.RGB, 300, 200, 256, new Random(3));
        byte[] file = encoder().encode(pixels, Encoding.of(80));
        Chunks chunks = new Chunks(file);
        int data = 0;
        while (chunks.next()) {
            assertThat(chunks.isIntact()).isTrue();
            assertThat(chunks.length()).isLessThanOrEqualTo(1 << 16);
            data += chunks.is(Chunks.IDAT) ? 1 : 0;
        }
        assertThat(data).isGreaterThan(2);
        assertThat(chunks.is(Chunks.IEND)).isTrue();
    }

    @Test
    void filtersMakeASmoothPictureSmall() throws ImageException {
        byte[] file = encoder().encode(Pictures.waves(Layout.RGB, 256, 256), Encoding.of(80));
        assertThat(file.length).isLessThan(256 * 256 * 3 / 2);
    }

    @Test
    void aLevelThatZlibDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> new PngEncoder(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PngEncoder(10)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Encoding encoding(boolean interlaced, OptionalInt paletteBits) {
        return new Encoding(80, interlaced, Optional.empty(), Optional.empty(), paletteBits);
    }

    private static Pixels noise(Layout layout, int width, int height, int bound, Random random) {
        List<Plane> planes = new ArrayList<>();
        for (int i = 0; i < layout.planes(); i++) {
            Plane plane = new Plane(width, height);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    plane.set(x, y, random.nextInt(bound));
                }
            }
            planes.add(plane);
        }
        return new Pixels(layout, planes);
    }

    private static Plane filled(int width, int height, int value) {
        Plane plane = new Plane(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                plane.set(x, y, value);
            }
        }
        return plane;
    }

    /** Equal where anything is visible, whatever planes it took to store it. */
    private static void requireSame(Pixels expected, Pixels actual) {
        for (int y = 0; y < expected.height(); y++) {
            for (int x = 0; x < expected.width(); x++) {
                assertThat(seen(actual, x, y)).isEqualTo(seen(expected, x, y));
            }
        }
    }

    private static List<Integer> seen(Pixels pixels, int x, int y) {
        int alpha = pixels.layout().hasAlpha() ? pixels.alpha().get(x, y) : 255;
        List<Plane> colors = pixels.colors();
        int last = colors.size() - 1;
        return alpha == 0
                ? List.of(0)
                : List.of(
                        colors.get(0).get(x, y),
                        colors.get(last / 2).get(x, y),
                        colors.get(last).get(x, y),
                        alpha);
    }

    @ParameterizedTest
    @EnumSource(
            value = Layout.class,
            names = {"GREY_ALPHA", "RGB_ALPHA"})
    void softEdgesGetAPaletteWhereOneIsAskedFor(Layout layout) throws ImageException {
        Pixels pixels = Pictures.waves(layout, 200, 150);
        byte[] file = new PngEncoder(6).encode(pixels, Encoding.of(80).withColors(OptionalInt.of(256)));
        Pixels back = new PngDecoder().decode(file, Headers.of(file));

        assertThat(Headers.of(file).palette()).isTrue();
        assertThat(Pictures.psnr(List.of(pixels.alpha()), List.of(back.alpha())))
                .isGreaterThan(25);
        assertThat(Pictures.psnr(onBlack(pixels), onBlack(back))).isGreaterThan(27);
        assertThat(file.length).isLessThan(new PngEncoder(6).encode(pixels, Encoding.of(80)).length);
    }

    private static List<Plane> onBlack(Pixels pixels) {
        Plane shown = new Plane(pixels.width(), pixels.height());
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                shown.set(
                        x, y, pixels.planes().get(0).get(x, y) * pixels.alpha().get(x, y) / 255);
            }
        }
        return List.of(shown);
    }
}
