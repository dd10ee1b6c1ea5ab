package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.Crop;
import dev.tomthumb.model.Effects;
import dev.tomthumb.model.Extend;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Padding;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Trim;
import dev.tomthumb.model.Turn;
import dev.tomthumb.testkit.Deadlines;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/** Sizes, and all pixels that are only moved, against {@link Reference}. */
class GeometryPropertyTest {
    private static final ProductCodecs CODECS = new ProductCodecs(false, 1, new ScratchPool(0));
    private static final AtomicInteger EXACT = new AtomicInteger();
    private static final int TRIES = 4000;

    @AfterContainer
    static void close() {
        CODECS.close();
        // Else the property would hold for want of pixels to compare.
        assertThat(EXACT.get()).isGreaterThan(TRIES / 5);
    }

    /** A picture with borders of one colour, and a few specks in them, that no row or column of shows twice. */
    private static Reference.Picture drawn(Size size, boolean alpha, long seed) {
        Random random = new Random(seed);
        int border = random.nextInt(5);
        int[] grounds = {0xffffffff, 0xff102030, alpha ? 0 : 0xff00ff00};
        int ground = grounds[random.nextInt(grounds.length)];
        int[] argb = new int[size.width() * size.height()];
        for (int i = 0; i < argb.length; i++) {
            int x = i % size.width();
            int y = i / size.width();
            boolean inside = x >= border && y >= border + 1 && x < size.width() - border && y < size.height() - 1;
            int opacity = alpha ? random.nextInt(256) : 255;
            int drawn = opacity << 24 | random.nextInt(1 << 24);
            argb[i] = inside || random.nextInt(40) == 0 ? drawn : ground;
        }
        return new Reference.Picture(size.width(), size.height(), argb, alpha, true);
    }

    private static Pixels pixels(Reference.Picture picture) {
        byte[] samples = new byte[picture.argb().length * 4];
        for (int i = 0; i < picture.argb().length; i++) {
            int argb = picture.argb()[i];
            samples[4 * i] = (byte) (argb >> 16);
            samples[4 * i + 1] = (byte) (argb >> 8);
            samples[4 * i + 2] = (byte) argb;
            samples[4 * i + 3] = (byte) (argb >>> 24);
        }
        Pixels all = Plane.interleaved(Layout.RGB_ALPHA, samples, picture.width(), picture.height());
        return picture.alpha() ? all : new Pixels(Layout.RGB, all.colors());
    }

    private static int argb(Pixels pixels, int x, int y) {
        List<Plane> planes = pixels.planes();
        int alpha = pixels.layout().hasAlpha() ? pixels.alpha().get(x, y) : 255;
        return alpha << 24
                | planes.get(0).get(x, y) << 16
                | planes.get(1).get(x, y) << 8
                | planes.get(2).get(x, y);
    }

    private static Pixels made(Reference.Picture picture, int orientation, Transform transform, OptionalInt limit)
            throws ImageException {
        return made(picture, pixels(picture), orientation, transform, limit);
    }

    private static Pixels made(
            Reference.Picture picture, Pixels pixels, int orientation, Transform transform, OptionalInt limit)
            throws ImageException {
        ImageHeader header = new ImageHeader(
                ImageFormat.PNG,
                new Size(picture.width(), picture.height()),
                orientation,
                1,
                picture.alpha(),
                8,
                Optional.empty());
        Limits limits = new Limits(1_000_000, limit, 100_000_000);
        Passes passes = new Passes(List.of(transform), Target.of(ImageFormat.PNG), limits);
        try (ScratchPool pool = new ScratchPool(0);
                Scratch scratch = pool.lease()) {
            return new Chain(passes, Renderer.steps(CODECS.codecs()), Deadlines.NEVER, scratch)
                    .through(pixels, header, 0, CODECS.codecs().encoder(ImageFormat.PNG), Long.MAX_VALUE);
        }
    }

    @Property(tries = TRIES)
    void everySizeAndEveryPixelThatIsOnlyMovedIsTheReferences(
            @ForAll("sizes") Size size,
            @ForAll boolean alpha,
            @ForAll long seed,
            @ForAll("orientations") int orientation,
            @ForAll("transforms") Transform transform,
            @ForAll("limits") OptionalInt limit)
            throws ImageException {
        Reference.Picture source = drawn(size, alpha, seed);
        Reference.Result result = Reference.of(source, orientation, transform, limit);
        Reference.Picture expected = result.picture();

        Pixels actual = made(source, orientation, transform, limit);

        if (result.outgrown()) {
            // The one difference: a limit is one.
            assertThat(Math.max(actual.width(), actual.height())).isLessThanOrEqualTo(limit.getAsInt() + 2 * 9);
            return;
        }

        assertThat(actual.width() + "x" + actual.height()).isEqualTo(expected.width() + "x" + expected.height());
        assertThat(actual.layout().hasAlpha()).isEqualTo(expected.alpha());
        if (expected.exact()) {
            EXACT.incrementAndGet();
            for (int y = 0; y < actual.height(); y++) {
                for (int x = 0; x < actual.width(); x++) {
                    assertThat(argb(actual, x, y)).as("%d,%d", x, y).isEqualTo(expected.at(x, y));
                }
            }
        }
    }

    /**
     * Samples of 16 bits, of which the reference moves the upper and the lower halves as two pictures. Where a border ends
     * and what a background shines through are questions about samples, and not about places.
     */
    @Property(tries = 1000)
    void samplesOf16BitsAreMovedAsTheReferenceMovesTheirHalves(
            @ForAll("sizes") Size size,
            @ForAll boolean alpha,
            @ForAll long seed,
            @ForAll("orientations") int orientation,
            @ForAll("transforms") Transform any)
            throws ImageException {
        Transform transform = withoutBackground(any.withoutTrim());
        Reference.Picture upper = drawn(size, alpha, seed);
        Reference.Picture lower = drawn(size, alpha, seed + 1);
        Reference.Picture expectedUpper =
                Reference.of(upper, orientation, transform, OptionalInt.empty()).picture();
        Reference.Picture expectedLower =
                Reference.of(lower, orientation, transform, OptionalInt.empty()).picture();

        Pixels actual = made(upper, deep(upper, lower), orientation, transform, OptionalInt.empty());

        assertThat(actual.isDeep()).isTrue();
        assertThat(actual.width() + "x" + actual.height())
                .isEqualTo(expectedUpper.width() + "x" + expectedUpper.height());
        if (expectedUpper.exact()) {
            for (int y = 0; y < actual.height(); y++) {
                for (int x = 0; x < actual.width(); x++) {
                    assertThat(half(actual, x, y, Byte.SIZE)).as("%d,%d", x, y).isEqualTo(expectedUpper.at(x, y));
                    assertThat(half(actual, x, y, 0)).as("%d,%d", x, y).isEqualTo(expectedLower.at(x, y));
                }
            }
        }
    }

    private static Transform withoutBackground(Transform transform) {
        return new Transform(
                transform.trim(),
                transform.crop(),
                transform.resize(),
                transform.turn(),
                transform.gravity(),
                transform.effects(),
                transform.extend(),
                transform.extendAspectRatio(),
                transform.padding(),
                Optional.empty(),
                transform.backgroundOpacity(),
                transform.watermark());
    }

    private static Pixels deep(Reference.Picture upper, Reference.Picture lower) {
        byte[] samples = new byte[upper.argb().length * 8];
        for (int i = 0; i < upper.argb().length; i++) {
            for (int channel = 0; channel < 4; channel++) {
                int shift = channel == 3 ? 24 : 16 - 8 * channel;
                samples[8 * i + 2 * channel] = (byte) (upper.argb()[i] >> shift);
                samples[8 * i + 2 * channel + 1] = (byte) (lower.argb()[i] >> shift);
            }
        }
        Pixels all = Plane.interleavedDeep(Layout.RGB_ALPHA, samples, upper.width(), upper.height());
        return upper.alpha() ? all : new Pixels(Layout.RGB, all.colors());
    }

    /** Eight bits of each sample as a colour. */
    private static int half(Pixels pixels, int x, int y, int shift) {
        List<Plane> planes = pixels.planes();
        int alpha = pixels.layout().hasAlpha() ? pixels.alpha().stored(x, y) : 0xffff;
        return (alpha >> shift & 255) << 24
                | (planes.get(0).stored(x, y) >> shift & 255) << 16
                | (planes.get(1).stored(x, y) >> shift & 255) << 8
                | planes.get(2).stored(x, y) >> shift & 255;
    }

    @Provide
    Arbitrary<Size> sizes() {
        Arbitrary<Integer> sides = Arbitraries.integers().between(1, 40);
        return Combinators.combine(sides, sides).as(Size::new);
    }

    @Provide
    Arbitrary<Integer> orientations() {
        return Arbitraries.integers().between(1, 8);
    }

    @Provide
    Arbitrary<OptionalInt> limits() {
        return maybe(Arbitraries.integers().between(1, 80), 0.8);
    }

    private static Arbitrary<OptionalInt> maybe(Arbitrary<Integer> values, double missing) {
        return values.map(OptionalInt::of)
                .injectNull(missing)
                .map(value -> value == null ? OptionalInt.empty() : value);
    }

    private static <T> Arbitrary<Optional<T>> optional(Arbitrary<T> values, double missing) {
        return values.map(Optional::of).injectNull(missing).map(value -> value == null ? Optional.empty() : value);
    }

    @Provide
    Arbitrary<Transform> transforms() {
        return Combinators.combine(
                        optional(trims(), 0.7),
                        optional(crops(), 0.5),
                        resizes(),
                        turns(),
                        gravities(),
                        optional(gravities().map(Extend::new), 0.7),
                        optional(gravities().map(Extend::new), 0.7),
                        Combinators.combine(
                                        paddings(), optional(Arbitraries.of(Color.WHITE, new Color(200, 10, 77)), 0.6))
                                .as(Ground::new))
                .as((trim, crop, resize, turn, gravity, extend, shape, ground) -> new Transform(
                        trim,
                        crop,
                        resize,
                        turn,
                        gravity,
                        Effects.NONE,
                        extend,
                        shape,
                        ground.padding,
                        ground.color,
                        OptionalDouble.empty(),
                        Optional.empty()));
    }

    private record Ground(Padding padding, Optional<Color> color) {}

    private static Arbitrary<Trim> trims() {
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        return Combinators.combine(
                        Arbitraries.of(0.0, 10.0, 10.5, 100.0, 300.0),
                        optional(Arbitraries.of(Color.WHITE, new Color(255, 0, 255), new Color(16, 32, 48)), 0.5),
                        flags,
                        flags)
                .as(Trim::new);
    }

    private static Arbitrary<Crop> crops() {
        Arbitrary<Double> sides = Arbitraries.oneOf(
                Arbitraries.just(0.0),
                Arbitraries.doubles().between(1, 45),
                Arbitraries.doubles().between(0, 1),
                Arbitraries.just(1e300));
        return Combinators.combine(sides, sides, optional(gravities(), 0.5))
                .as((width, height, gravity) -> new Crop(width, height, gravity, Optional.empty()));
    }

    private static Arbitrary<Resize> resizes() {
        Arbitrary<OptionalInt> sides = maybe(Arbitraries.integers().between(1, 60), 0.4);
        Arbitrary<OptionalInt> least = maybe(Arbitraries.integers().between(1, 60), 0.85);
        Arbitrary<Double> factors = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(1.0)), Tuple.of(1, Arbitraries.of(2.0, 0.5, 1.3, 0.3)));
        return Combinators.combine(
                        Arbitraries.of(Resize.Mode.class),
                        sides,
                        sides,
                        Arbitraries.of(true, false),
                        factors,
                        factors,
                        least,
                        least)
                .as((mode, width, height, enlarge, dpr, zoom, minWidth, minHeight) -> new Resize(
                        mode,
                        width,
                        height,
                        enlarge,
                        dpr,
                        zoom,
                        zoom == 1 ? 1 : 1 / zoom,
                        minWidth,
                        minHeight,
                        Optional.empty()));
    }

    private static Arbitrary<Turn> turns() {
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        return Combinators.combine(optional(flags, 0.5), Arbitraries.of(0, 90, 180, 270), flags, flags)
                .as(Turn::new);
    }

    private static Arbitrary<Gravity> gravities() {
        Arbitrary<Double> offsets = Arbitraries.oneOf(
                Arbitraries.just(0.0),
                Arbitraries.doubles().between(-1, 1),
                Arbitraries.doubles().between(-30, 30));
        return Combinators.combine(
                        Arbitraries.of(Gravity.Type.class).filter(type -> type != Gravity.Type.SMART), offsets, offsets)
                .as((type, x, y) -> type == Gravity.Type.FOCAL_POINT
                        ? new Gravity(type, Math.abs(x) % 1, Math.abs(y) % 1)
                        : new Gravity(type, x, y));
    }

    private static Arbitrary<Padding> paddings() {
        Arbitrary<Integer> sides = Arbitraries.integers().between(0, 9);
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Padding.NONE)),
                Tuple.of(1, Combinators.combine(sides, sides, sides, sides).as(Padding::new)));
    }
}
