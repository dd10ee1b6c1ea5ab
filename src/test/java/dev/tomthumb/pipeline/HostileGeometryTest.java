package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Crop;
import dev.tomthumb.model.Effects;
import dev.tomthumb.model.Extend;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Padding;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Trim;
import dev.tomthumb.model.Turn;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Numbers nobody means: refused by name, or bounded; never an exception of another kind. */
class HostileGeometryTest {
    private static final ProductCodecs CODECS = new ProductCodecs(false, 1, new ScratchPool(0));
    private static final int MOST = Integer.MAX_VALUE;

    @AfterContainer
    static void close() {
        CODECS.close();
    }

    private static void assertBounded(
            ImageHeader header, List<Transform> transforms, ImageFormat format, OptionalInt limit) {
        Limits limits = new Limits(50_000_000, limit, 20_000_000);
        Passes passes = new Passes(transforms, Target.of(format), limits);
        Codecs codecs = CODECS.codecs();
        try {
            RenderPlan plan = passes.plan(0, header);
            assertThat(plan.canvas().size().pixels()).isBetween(1L, limits.maxResultPixels());
            assertInside(plan.part(), header.size());
            assertInside(plan.cut(), plan.orientation().turned(plan.scaled()));
            assertInside(
                    new Box(
                            plan.canvas().left(),
                            plan.canvas().top(),
                            plan.cut().size()),
                    plan.canvas().size());
            assertInside(plan.demand().region(), header.size());
            assertThat(Memory.of(plan, passes, codecs.decoder(header.format()), codecs.encoder(format)))
                    .isPositive();
        } catch (ImageException refused) {
            assertThat(refused.problem()).isEqualTo(Problem.RESULT_TOO_LARGE);
        }
    }

    private static void assertInside(Box box, Size picture) {
        assertThat((long) box.x() + box.width()).isLessThanOrEqualTo(picture.width());
        assertThat((long) box.y() + box.height()).isLessThanOrEqualTo(picture.height());
    }

    @Property(tries = 5000)
    void whateverIsAskedIsBoundedOrRefused(
            @ForAll("headers") ImageHeader header,
            @ForAll("transforms") Transform first,
            @ForAll("transforms") Transform second,
            @ForAll boolean chained,
            @ForAll("formats") ImageFormat format,
            @ForAll("limits") OptionalInt limit) {
        assertBounded(header, chained ? List.of(first, second) : List.of(first), format, limit);
    }

    @Example
    void absurdPaddingsAreRefusedBeforeAnythingIsAllocated() {
        Transform padded = new Transform(
                Optional.empty(),
                Optional.empty(),
                Resize.NONE,
                Turn.BY_SETTING,
                Gravity.CENTER,
                Effects.NONE,
                Optional.empty(),
                Optional.empty(),
                new Padding(MOST, MOST, MOST, MOST),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty());

        assertThatThrownBy(
                        () -> Planner.plan(Plans.header("200x100"), padded, Target.of(ImageFormat.PNG), Limits.DEFAULT))
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.RESULT_TOO_LARGE))
                .hasMessage("The picture asked for would have more than 50 megapixels, the most that is made; "
                        + "ask for a smaller width, height, padding, zoom or dpr.");
    }

    @Provide
    Arbitrary<ImageHeader> headers() {
        Arbitrary<Integer> sides = Arbitraries.integers().between(1, 6000);
        Arbitrary<Size> sizes = Arbitraries.oneOf(
                Combinators.combine(sides, sides).as(Size::new),
                Arbitraries.of(new Size(1, 50_000_000), new Size(50_000_000, 1), new Size(1, 1)));
        return Combinators.combine(
                        sizes,
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.of(ImageFormat.PNG, ImageFormat.WEBP, ImageFormat.GIF))
                .as((size, orientation, format) ->
                        new ImageHeader(format, size, orientation, 1, true, 8, Optional.empty()));
    }

    @Provide
    Arbitrary<ImageFormat> formats() {
        return Arbitraries.of(ImageFormat.PNG, ImageFormat.JPEG, ImageFormat.GIF);
    }

    @Provide
    Arbitrary<OptionalInt> limits() {
        return optionalInt(Arbitraries.of(1, 2, 8192, MOST));
    }

    private static Arbitrary<OptionalInt> optionalInt(Arbitrary<Integer> values) {
        return values.map(OptionalInt::of).injectNull(0.4).map(value -> value == null ? OptionalInt.empty() : value);
    }

    private static <T> Arbitrary<Optional<T>> optional(Arbitrary<T> values) {
        return values.map(Optional::of).injectNull(0.5).map(value -> value == null ? Optional.empty() : value);
    }

    @Provide
    Arbitrary<Transform> transforms() {
        return Combinators.combine(
                        optional(trims()),
                        optional(crops()),
                        resizes(),
                        turns(),
                        gravities(true),
                        optional(gravities(false).map(Extend::new)),
                        optional(gravities(false).map(Extend::new)),
                        paddings())
                .as((trim, crop, resize, turn, gravity, extend, shape, padding) -> new Transform(
                        trim,
                        crop,
                        resize,
                        turn,
                        gravity,
                        Effects.NONE,
                        extend,
                        shape,
                        padding,
                        Optional.empty(),
                        OptionalDouble.empty(),
                        Optional.empty()));
    }

    private static Arbitrary<Trim> trims() {
        return Arbitraries.of(0.0, 10.0, Double.MAX_VALUE)
                .map(threshold -> new Trim(threshold, Optional.empty(), true, true));
    }

    private static Arbitrary<Double> factors() {
        return Arbitraries.of(1.0, 1.0, 1.0, 2.0, Double.MIN_VALUE, 1e-9, 1e9, 1e300, Double.MAX_VALUE);
    }

    private static Arbitrary<Crop> crops() {
        Arbitrary<Double> sides = Arbitraries.of(0.0, Double.MIN_VALUE, 0.5, 1.0, 77.7, 1e300, Double.MAX_VALUE);
        Arbitrary<Crop.Aspect> aspects =
                Combinators.combine(factors(), Arbitraries.of(true, false)).as(Crop.Aspect::new);
        return Combinators.combine(sides, sides, optional(gravities(true)), optional(aspects))
                .as(Crop::new);
    }

    private static Arbitrary<Resize> resizes() {
        Arbitrary<OptionalInt> sides = optionalInt(Arbitraries.of(1, 2, 300, 4000, MOST));
        return Combinators.combine(
                        Arbitraries.of(Resize.Mode.class),
                        sides,
                        sides,
                        Arbitraries.of(true, false),
                        factors(),
                        factors(),
                        sides,
                        sides)
                .as((mode, width, height, enlarge, dpr, zoom, minWidth, minHeight) ->
                        new Resize(mode, width, height, enlarge, dpr, zoom, 1, minWidth, minHeight, Optional.empty()));
    }

    private static Arbitrary<Turn> turns() {
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        return Combinators.combine(optional(flags), Arbitraries.of(0, 90, 180, 270), flags, flags)
                .as(Turn::new);
    }

    private static Arbitrary<Gravity> gravities(boolean smart) {
        Arbitrary<Double> offsets = Arbitraries.of(0.0, -0.5, 1.0, -1e9, 1e300, -Double.MAX_VALUE);
        return Combinators.combine(
                        Arbitraries.of(Gravity.Type.class).filter(type -> smart || type != Gravity.Type.SMART),
                        offsets,
                        offsets)
                .as((type, x, y) -> type == Gravity.Type.FOCAL_POINT
                        ? new Gravity(type, Math.abs(x) % 1, Math.abs(y) % 1)
                        : new Gravity(type, x, y));
    }

    private static Arbitrary<Padding> paddings() {
        Arbitrary<Integer> sides = Arbitraries.of(0, 0, 1, 10_000, MOST);
        return Combinators.combine(sides, sides, sides, sides).as(Padding::new);
    }
}
