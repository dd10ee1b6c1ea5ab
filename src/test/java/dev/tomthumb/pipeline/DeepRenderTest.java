package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.Profiles;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.options.OptionKitchen;
import dev.tomthumb.options.Originals;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Originals of 16 bits per sample that stay such: imgproxy's preserve_hdr. */
class DeepRenderTest {
    private static final OptionKitchen KITCHEN = new OptionKitchen(star());
    private static final Codecs CODECS = KITCHEN.codecs();
    private static final int DEEPEST = 0xffff;

    private static byte[] star() {
        return Originals.star(24);
    }

    @AfterAll
    static void close() {
        KITCHEN.close();
    }

    /** A sample of 16 bits for a place. */
    @FunctionalInterface
    private interface Shade {
        double at(int x, int y);
    }

    private static Pixels drawn(Layout layout, int width, int height, Shade... shades) {
        byte[] samples = new byte[2 * layout.planes() * width * height];
        Pixels pixels = Plane.interleavedDeep(layout, samples, width, height);
        for (int i = 0; i < shades.length; i++) {
            Plane plane = pixels.planes().get(i);
            float[] row = new float[width];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    row[x] = (float) (Math.max(0, Math.min(DEEPEST, Math.rint(shades[i].at(x, y)))) / 257);
                }
                plane.writeRow(y, row);
            }
        }
        return pixels;
    }

    private static Pixels random(Layout layout, int width, int height) {
        byte[] samples = new byte[2 * layout.planes() * width * height];
        new Random(width).nextBytes(samples);
        return Plane.interleavedDeep(layout, samples, width, height);
    }

    /** A slope so gentle that 8 bits have some twenty steps for it. */
    private static Pixels slope() {
        return drawn(
                Layout.RGB,
                512,
                16,
                (x, y) -> 20_000 + 10 * x,
                (x, y) -> 30_000 + 9 * x,
                (x, y) -> 25_000 + 8 * x + 30 * y);
    }

    private static byte[] file(Pixels pixels, ImageFormat format) throws ImageException {
        return CODECS.encoder(format).encode(pixels, Encoding.of(90));
    }

    private static byte[] png(Pixels pixels) throws ImageException {
        return file(pixels, ImageFormat.PNG);
    }

    private static byte[] render(byte[] original, String options, ImageFormat output) throws ImageException {
        return KITCHEN.run(KITCHEN.prepare(original, KITCHEN.request(options, Optional.of(output))))
                .bytes();
    }

    private static Pixels pixels(byte[] file) throws ImageException {
        ImageHeader header = CODECS.header(file);
        return CODECS.decoder(header.format(), true).decode(file, header);
    }

    private static Pixels made(Pixels original, String options) throws ImageException {
        return pixels(render(png(original), options, ImageFormat.PNG));
    }

    private static Pixels kept(Pixels original, String options) throws ImageException {
        Pixels kept = made(original, options + "/ph:1");
        assertThat(kept.isDeep()).isTrue();
        return kept;
    }

    private static int levels(Plane plane) {
        BitSet seen = new BitSet();
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < plane.width(); x++) {
                seen.set(plane.stored(x, y));
            }
        }
        return seen.cardinality();
    }

    @ParameterizedTest
    @CsvSource({
        "PNG,  w:20/ph:1, PNG,  16",
        "PNG,  w:20/ph:1, TIFF, 16",
        "TIFF, w:20/ph:1, PNG,  16",
        "TIFF, w:20/ph:1, TIFF, 16",
        "PNG,  ph:1,      PNG,  16",
        "TIFF, ph:1,      TIFF, 16",
        "PNG,  w:20,      PNG,  8",
        "PNG,  w:20/ph:0, TIFF, 8",
        "TIFF, w:20,      PNG,  8",
        "TIFF, w:20,      TIFF, 8",
    })
    void bitsAreKeptWhereItIsAskedFor(ImageFormat source, String options, ImageFormat output, int bits)
            throws ImageException {
        for (Layout layout : List.of(Layout.GREY, Layout.GREY_ALPHA, Layout.RGB, Layout.RGB_ALPHA)) {
            byte[] file = render(file(random(layout, 40, 30), source), options, output);
            ImageHeader header = CODECS.header(file);
            assertThat(header.bitsPerSample()).isEqualTo(bits);
            assertThat(header.channels()).isEqualTo(layout.planes());
        }
    }

    @Test
    void otherFormatsAreTheSameWithAndWithoutIt() throws ImageException {
        byte[] original = png(random(Layout.RGB_ALPHA, 40, 30));
        Set<ImageFormat> others = new HashSet<>(CODECS.writable());
        others.removeAll(Set.of(ImageFormat.PNG, ImageFormat.TIFF));
        for (ImageFormat format : others) {
            assertThat(render(original, "w:20/ph:1", format)).isEqualTo(render(original, "w:20", format));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"PNG", "TIFF", "JPEG", "GIF", "WEBP", "BMP"})
    void originalsOf8BitsAreTheSameWithAndWithoutIt(ImageFormat source) throws ImageException {
        Pixels picture = Drawn.of(Layout.RGB, 40, 30, (x, y) -> 6 * x, (x, y) -> 8 * y, (x, y) -> 3 * (x + y));
        byte[] original = file(picture, source);
        for (ImageFormat output : List.of(ImageFormat.PNG, ImageFormat.TIFF)) {
            assertThat(render(original, "w:20/ph:1", output)).isEqualTo(render(original, "w:20", output));
        }
    }

    @ParameterizedTest
    @CsvSource({"w:20, 16", "w:20/ph:0, 8", "w:20/ph:1, 16"})
    void theServersRuleCountsWhereTheRequestSaysNothing(String options, int bits) throws ImageException {
        FileRules keeping = Rules.preservingHdr();
        try (ScratchPool pool = new ScratchPool(0)) {
            Renderer renderer = new Renderer(
                    CODECS,
                    Limits.DEFAULT,
                    OutputFormats.DEFAULT,
                    Qualities.DEFAULT,
                    new RenderRules(false, false, true, Set.of(), keeping),
                    pool);
            RenderJob job = renderer.prepare(
                    png(random(Layout.RGB, 40, 30)), KITCHEN.request(options, Optional.of(ImageFormat.PNG)));
            byte[] made = renderer.run(job, Deadline.in(Duration.ofMinutes(1), InstantSource.system()))
                    .bytes();
            assertThat(CODECS.header(made).bitsPerSample()).isEqualTo(bits);
        }
    }

    @ParameterizedTest
    @CsvSource({"png_options:0:1:16, PNG", "best, PNG"})
    void whatCannotKeepBitsFallsBackTo8(String asked, ImageFormat output) throws ImageException {
        String options = asked.equals("best") ? "f:best/ph:1" : asked + "/ph:1";
        byte[] original = png(slope());
        byte[] file = KITCHEN.run(KITCHEN.prepare(
                        original,
                        KITCHEN.request(options, asked.equals("best") ? Optional.empty() : Optional.of(output))))
                .bytes();
        assertThat(CODECS.header(file).bitsPerSample()).isLessThanOrEqualTo(8);
    }

    @Test
    void aSlopeHasMoreThan256StepsAfterwards() throws ImageException {
        Pixels ramp = drawn(Layout.GREY, 4096, 8, (x, y) -> 16 * x);
        Plane kept = kept(ramp, "w:1024").planes().get(0);
        Plane reduced = made(ramp, "w:1024").planes().get(0);
        assertThat(levels(kept)).isEqualTo(1024);
        assertThat(levels(reduced)).isLessThanOrEqualTo(256);
        for (int x = 1; x < 1024; x++) {
            assertThat(kept.stored(x, 1)).isGreaterThan(kept.stored(x - 1, 1));
        }
    }

    /** Up to a fifth Lanczos alone weighs; more is averaged first, whatever the depth. */
    @ParameterizedTest
    @ValueSource(ints = {310, 240, 157, 111, 83})
    void reductionsAreThoseOfTheReference(int width) throws ImageException {
        Drawn.Shade landscape = Drawn.landscape(400, 300);
        Pixels original = drawn(Layout.GREY, 400, 300, (x, y) -> 257 * landscape.at(x, y) + (x * 31 + y * 17) % 257);
        int height = Math.round(width * 0.75f);
        double[][] expected = ReferenceScaler.scaled(original.planes().get(0), width, height);
        Plane actual =
                kept(original, "rs:force:" + width + ":" + height).planes().get(0);
        double most = 0;
        double sum = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double off = Math.abs(actual.stored(x, y) - Math.max(0, Math.min(DEEPEST, expected[y][x])));
                most = Math.max(most, off);
                sum += off;
            }
        }
        assertThat(most).as("of 65535").isLessThan(0.6);
        assertThat(sum / width / height).as("of 65535").isLessThan(0.3);
    }

    /** Whatever weighs, in whichever direction: what is rounded to 8 bits first is never off by more than that rounding. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "w:20",
                "w:9",
                "rs:force:300:5:1",
                "rs:fill:60:60:1",
                "w:70/ra:nearest",
                "w:70/ra:linear",
                "w:70/ra:cubic",
                "w:70/ra:lanczos2",
                "w:230/el:1/ra:linear",
                "c:41:33:nowe:3:5/rs:fit:100:100:1/rot:90",
            })
    void otherScalingsDifferFromThoseOf8BitsByTheirRoundingOnly(String options) throws ImageException {
        for (Layout layout : List.of(Layout.GREY, Layout.RGB)) {
            Pixels original = smooth(layout, 120, 90);
            Pixels kept = kept(original, options);
            Pixels reduced = made(original, options);
            requireNear(kept, reduced, 1.5);
        }
    }

    private static Pixels smooth(Layout layout, int width, int height) {
        List<Shade> shades = new ArrayList<>();
        for (int i = 0; i < layout.planes(); i++) {
            int channel = i;
            shades.add((x, y) -> 32_000 + 25_000 * Math.sin((x + 2.0 * y) / 17 + channel) * Math.cos(y / 23.0));
        }
        return drawn(layout, width, height, shades.toArray(new Shade[0]));
    }

    /** @param most in levels of 8 bits */
    private static void requireNear(Pixels deep, Pixels shallow, double most) {
        assertThat(shallow.layout()).isEqualTo(deep.layout());
        assertThat(shallow.width() + "x" + shallow.height()).isEqualTo(deep.width() + "x" + deep.height());
        for (int i = 0; i < deep.planes().size(); i++) {
            for (int y = 0; y < deep.height(); y++) {
                for (int x = 0; x < deep.width(); x++) {
                    double exact = deep.planes().get(i).stored(x, y) / 257.0;
                    assertThat(shallow.planes().get(i).get(x, y))
                            .as("plane %d at %d,%d", i, x, y)
                            .isBetween((int) Math.floor(exact - most), (int) Math.ceil(exact + most));
                }
            }
        }
    }

    @Test
    void whatIsTransparentLendsNoColor() throws ImageException {
        // Green where it is transparent, a slope of red where it is not.
        Pixels original = drawn(
                Layout.RGB_ALPHA,
                256,
                64,
                (x, y) -> x < 128 ? 0 : 40_000 + 16 * x,
                (x, y) -> x < 128 ? DEEPEST : 0,
                (x, y) -> 0,
                (x, y) -> x < 128 ? 0 : DEEPEST);
        Pixels kept = kept(original, "w:64");
        for (int x = 0; x < 64; x++) {
            assertThat(kept.planes().get(1).stored(x, 8)).as("green at %d", x).isZero();
        }
        assertThat(kept.alpha().stored(10, 8)).isZero();
        assertThat(kept.alpha().stored(60, 8)).isEqualTo(DEEPEST);
        assertThat(kept.planes().get(0).stored(60, 8)).isBetween(43_800, 43_900);
    }

    @ParameterizedTest
    @CsvSource({"GREY_ALPHA, 102030, RGB", "GREY_ALPHA, 808080, GREY", "RGB_ALPHA, 102030, RGB"})
    void aBackgroundShinesThroughExactly(Layout layout, String color, Layout flat) throws ImageException {
        Pixels original = random(layout, 33, 21);
        Pixels actual = kept(original, "bg:" + color);
        assertThat(actual.layout()).isEqualTo(flat);
        for (int i = 0; i < actual.planes().size(); i++) {
            long behind = 257L * Integer.parseInt(color.substring(2 * i, 2 * i + 2), 16);
            Plane plane = original.colors().get(Math.min(i, original.colors().size() - 1));
            for (int y = 0; y < 21; y++) {
                for (int x = 0; x < 33; x++) {
                    long share = original.alpha().stored(x, y);
                    long expected = (plane.stored(x, y) * share + behind * (DEEPEST - share)) / DEEPEST;
                    assertThat(actual.planes().get(i).stored(x, y)).isEqualTo((int) expected);
                }
            }
        }
    }

    @Test
    void aVeilOfABackgroundKeepsBits() throws ImageException {
        Pixels original = drawn(
                Layout.RGB_ALPHA,
                512,
                4,
                (x, y) -> 10_000 + 20 * x,
                (x, y) -> 0,
                (x, y) -> 0,
                (x, y) -> 30_000 + 10 * x);
        Pixels kept = kept(original, "bg:ffffff/bga:0.5");
        assertThat(levels(kept.planes().get(0))).isGreaterThan(256);
        assertThat(levels(kept.alpha())).isGreaterThan(256);
        requireNear(kept, made(original, "bg:ffffff/bga:0.5"), 2);
    }

    @Test
    void bordersAreFoundAndTakenOffBitForBit() throws ImageException {
        Pixels inside = random(Layout.RGB, 20, 14);
        Pixels original = drawn(Layout.RGB, 40, 30, (x, y) -> 50_000, (x, y) -> 51_000, (x, y) -> 52_000);
        for (int i = 0; i < 3; i++) {
            for (int y = 0; y < 14; y++) {
                inside.planes().get(i).copyRow(y, original.planes().get(i), 7, 9 + y);
            }
        }
        Pixels kept = kept(original, "t:10");
        // The median over nine leaves single pixels of the corners to the border.
        assertThat(kept.width()).isEqualTo(20);
        assertThat(kept.height()).isEqualTo(14);
        for (int i = 0; i < 3; i++) {
            for (int y = 0; y < 14; y++) {
                for (int x = 0; x < 20; x++) {
                    assertThat(kept.planes().get(i).stored(x, y))
                            .isEqualTo(inside.planes().get(i).stored(x, y));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bl:2",
                "sh:2",
                "pix:2",
                "ush:always:2",
                "br:20",
                "co:1.3",
                "sa:1.4",
                "mc:1:4080c0",
                "dt:1:102060:ffe0a0",
                "col:0.3:c02020",
                "gr:0.5:000:down:0:1",
                "ba:3:0:0:1:1",
                "pbl:3:right:0:1",
                "wm:0.5:ce",
                "wm:0.5:re:4:4",
                "pd:3/bl:1",
                "w:400/-/w:300",
                "cp:srgb",
            })
    void everyStepKeepsBitsAndDoesWhatItDoesWith8(String options) throws ImageException {
        Pixels original = slope();
        Pixels kept = kept(original, options);
        assertThat(levels(kept.planes().get(0))).isGreaterThan(options.startsWith("pix") ? 200 : 256);
        requireNear(kept, made(original, options), 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rs:fill:60:60/g:sm", "c:60:60:sm"})
    void smartGravityLooksAtTheSamePlace(String options) throws ImageException {
        Pixels original = drawn(
                Layout.RGB,
                200,
                80,
                (x, y) -> Math.hypot(x - 150, y - 40) < 20 ? 60_000 : 20_000 + 10 * x,
                (x, y) -> 20_000 + 10 * x,
                (x, y) -> 20_000);
        requireNear(kept(original, options), made(original, options), 1.5);
    }

    @Test
    void anEmbeddedProfileIsAppliedWithAll16Bits() throws ImageException {
        Pixels original = drawn(
                Layout.RGB, 1024, 4, (x, y) -> 20_000 + 10 * x, (x, y) -> 22_000 + 10 * x, (x, y) -> 24_000 + 10 * x);
        byte[] file =
                CODECS.encoder(ImageFormat.PNG).encode(original, Encoding.of(90).withProfile(Profiles.displayP3()));
        Pixels kept = pixels(render(file, "ph:1", ImageFormat.PNG));
        assertThat(kept.isDeep()).isTrue();
        for (int x = 0; x < 1024; x++) {
            double[] expected = srgbOfP3(original, x);
            for (int i = 0; i < 3; i++) {
                assertThat((double) kept.planes().get(i).stored(x, 1))
                        .as("plane %d at %d", i, x)
                        .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(PROFILE_ERROR));
            }
        }
        assertThat(levels(kept.planes().get(0))).isGreaterThan(900);
    }

    /** Of 65535: what Little CMS leaves between the points of the table that it makes of two profiles. */
    private static final double PROFILE_ERROR = 4;

    /** By the definitions of both spaces (SMPTE EG 432-1; IEC 61966-2-1), which have white in common. */
    private static double[] srgbOfP3(Pixels p3, int x) {
        double r = light(p3.planes().get(0).stored(x, 1) / (double) DEEPEST);
        double g = light(p3.planes().get(1).stored(x, 1) / (double) DEEPEST);
        double b = light(p3.planes().get(2).stored(x, 1) / (double) DEEPEST);
        return new double[] {
            DEEPEST * stored(1.224940 * r - 0.224940 * g),
            DEEPEST * stored(-0.042057 * r + 1.042057 * g),
            DEEPEST * stored(-0.019638 * r - 0.078636 * g + 1.098274 * b)
        };
    }

    private static double light(double stored) {
        return stored <= 0.04045 ? stored / 12.92 : Math.pow((stored + 0.055) / 1.055, 2.4);
    }

    private static double stored(double light) {
        return light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    }

    @Test
    void profileResolutionAndBitsGoAlong() throws ImageException {
        byte[] profile = Profiles.displayP3();
        Encoding encoding = Encoding.of(90).withProfile(profile).withDpi(OptionalDouble.of(300));
        byte[] file = CODECS.encoder(ImageFormat.PNG).encode(slope(), encoding);
        for (ImageFormat output : List.of(ImageFormat.PNG, ImageFormat.TIFF)) {
            byte[] made = render(file, "ph:1/scp:0/dpi:150", output);
            ImageHeader header = CODECS.header(made);
            assertThat(header.bitsPerSample()).isEqualTo(16);
            assertThat(header.profile())
                    .hasValueSatisfying(kept -> assertThat(kept).isEqualTo(profile));
            Pixels pixels = pixels(made);
            Pixels original = slope();
            for (int x = 0; x < 512; x++) {
                assertThat(pixels.planes().get(2).stored(x, 7))
                        .isEqualTo(original.planes().get(2).stored(x, 7));
            }
        }
    }

    /** Nothing but a header, for nothing but that is read before. */
    @ParameterizedTest
    @CsvSource({"16000, w:100, true", "17000, w:100, false", "100, w:16000/el:1, true", "100, w:17000/el:1, false"})
    void whatDoesNotFitIntoOneArrayHas8Bits(int side, String options, boolean deep) throws ImageException {
        byte[] file = png(random(Layout.RGB_ALPHA, 2, 2));
        ByteBuffer.wrap(file).putInt(16, side).putInt(20, side);
        try (ScratchPool pool = new ScratchPool(0)) {
            Renderer roomy = new Renderer(
                    CODECS,
                    new Limits(500_000_000, OptionalInt.empty(), 500_000_000),
                    OutputFormats.DEFAULT,
                    Qualities.DEFAULT,
                    RenderRules.DEFAULT,
                    pool);
            RenderJob job = roomy.prepare(file, KITCHEN.request(options + "/ph:1", Optional.of(ImageFormat.PNG)));
            assertThat(((RenderJob.Making) job).deep()).isEqualTo(deep);
        }
    }

    @Test
    void whatIsHeldInMemoryIsAskedForBefore() throws ImageException {
        byte[] original = png(random(Layout.RGB_ALPHA, 300, 200));
        for (String options : List.of("ph:1", "w:100/ph:1", "t:10/ph:1", "bl:2/ph:1", "rs:fill:90:90/g:sm/ph:1")) {
            RenderJob deep = KITCHEN.prepare(original, KITCHEN.request(options, Optional.of(ImageFormat.PNG)));
            RenderJob shallow = KITCHEN.prepare(
                    original, KITCHEN.request(options.replace("ph:1", "ph:0"), Optional.of(ImageFormat.PNG)));
            assertThat(deep.memory()).as(options).isGreaterThanOrEqualTo(2 * shallow.memory());
        }
    }
}
