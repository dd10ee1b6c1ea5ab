package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class PlannerPropertyTest {
    private static final Limits LIMITS = new Limits(50_000_000, OptionalInt.empty(), 20_000_000);

    @Property(tries = 3000)
    void whateverIsAskedThePlanStaysInsideItsPictureAndItsLimitsOrIsRefused(
            @ForAll("headers") ImageHeader header, @ForAll("transforms") Transform transform) {
        RenderPlan plan;
        try {
            plan = Planner.plan(header, transform, Target.of(ImageFormat.PNG), LIMITS);
        } catch (ImageException refused) {
            assertThat(refused.problem()).isEqualTo(Problem.RESULT_TOO_LARGE);
            assertThat(transform.resize().enlarge()).isTrue();
            return;
        }
        assertThat(plan.result().pixels()).isBetween(1L, LIMITS.maxResultPixels());
        assertInside(plan.cut(), plan.orientation().turned(plan.scaled()));
        assertInside(plan.window(), plan.scaled());
    }

    private static void assertInside(Box box, Size picture) {
        assertThat((long) box.x() + box.width()).isLessThanOrEqualTo(picture.width());
        assertThat((long) box.y() + box.height()).isLessThanOrEqualTo(picture.height());
    }

    @Property
    void nothingGrowsUnlessItMay(@ForAll("headers") ImageHeader header, @ForAll("transforms") Transform transform)
            throws ImageException {
        Resize asked = transform.resize();
        Resize small = new Resize(asked.mode(), asked.width(), asked.height(), false, asked.dpr());

        RenderPlan plan = Planner.plan(
                header,
                new Transform(small, transform.gravity(), Optional.empty()),
                Target.of(ImageFormat.PNG),
                LIMITS);

        assertThat(plan.scaled().width()).isLessThanOrEqualTo(header.size().width());
        assertThat(plan.scaled().height()).isLessThanOrEqualTo(header.size().height());
    }

    @Property
    void fillGivesExactlyTheBoxOfALargerPicture(
            @ForAll("headers") ImageHeader header,
            @ForAll @IntRange(min = 1, max = 4000) int width,
            @ForAll @IntRange(min = 1, max = 4000) int height)
            throws ImageException {
        Size upright = header.uprightSize();
        int boxWidth = Math.min(width, upright.width());
        int boxHeight = Math.min(height, upright.height());
        Resize fill = new Resize(Resize.Mode.FILL, OptionalInt.of(boxWidth), OptionalInt.of(boxHeight), false, 1);

        RenderPlan plan = Planner.plan(header, Plans.only(fill), Target.of(ImageFormat.PNG), LIMITS);

        assertThat(plan.result()).isEqualTo(new Size(boxWidth, boxHeight));
    }

    @Property
    void noSideOfAResultIsLongerThanTheLongestAllowed(
            @ForAll("headers") ImageHeader header,
            @ForAll("sensible") Transform transform,
            @ForAll @IntRange(min = 1, max = 3000) int longest)
            throws ImageException {
        Limits limits = new Limits(50_000_000, OptionalInt.of(longest), 50_000_000);

        Size result = Planner.plan(header, transform, Target.of(ImageFormat.PNG), limits)
                .result();

        assertThat(Math.max(result.width(), result.height())).isLessThanOrEqualTo(longest);
    }

    @Provide
    Arbitrary<ImageHeader> headers() {
        Arbitrary<Integer> sides = Arbitraries.integers().between(1, 4000);
        return Combinators.combine(sides, sides, Arbitraries.integers().between(1, 8))
                .as((width, height, orientation) -> Plans.header(width + "x" + height, orientation));
    }

    @Provide
    Arbitrary<Transform> transforms() {
        return transforms(
                Arbitraries.integers().greaterOrEqual(1),
                Arbitraries.oneOf(
                        Arbitraries.of(1.0, 2.0, 3.0, Double.MIN_VALUE, Double.MAX_VALUE, 1e300),
                        Arbitraries.doubles().between(0.01, 10)),
                Arbitraries.doubles());
    }

    @Provide
    Arbitrary<Transform> sensible() {
        return transforms(
                Arbitraries.integers().between(1, 5000),
                Arbitraries.doubles().between(0.25, 4),
                Arbitraries.doubles().between(-100, 100));
    }

    private static Arbitrary<Transform> transforms(
            Arbitrary<Integer> sides, Arbitrary<Double> ratios, Arbitrary<Double> offsets) {
        Arbitrary<OptionalInt> maybe =
                sides.map(OptionalInt::of).injectNull(0.2).map(side -> side == null ? OptionalInt.empty() : side);
        Arbitrary<Resize> resizes = Combinators.combine(
                        Arbitraries.of(Resize.Mode.class), maybe, maybe, Arbitraries.of(true, false), ratios)
                .as(Resize::new);
        Arbitrary<Gravity> gravities = Combinators.combine(Arbitraries.of(Gravity.Type.class), offsets, offsets)
                .as((type, x, y) -> type == Gravity.Type.FOCAL_POINT
                        ? new Gravity(type, fraction(x), fraction(y))
                        : new Gravity(type, x, y));
        return Combinators.combine(resizes, gravities)
                .as((resize, gravity) -> new Transform(resize, gravity, Optional.empty()));
    }

    private static double fraction(double value) {
        return Math.abs(value) % 1;
    }
}
