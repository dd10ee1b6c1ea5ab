package dev.tomthumb.pipeline;

import static dev.tomthumb.pipeline.Plans.gravity;
import static dev.tomthumb.pipeline.Plans.header;
import static dev.tomthumb.pipeline.Plans.only;
import static dev.tomthumb.pipeline.Plans.resize;
import static dev.tomthumb.pipeline.Plans.size;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.model.Box;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Transform;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlannerTest {

    private static RenderPlan plan(String source, Resize resize) throws ImageException {
        return Planner.plan(header(source), only(resize), Target.of(ImageFormat.JPEG), Limits.DEFAULT);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "modes.csv", useHeadersInDisplayName = true)
    void everyModeGivesTheSizeImgproxyGives(
            String source,
            String mode,
            Integer width,
            Integer height,
            boolean enlarge,
            double dpr,
            String scaled,
            String cut)
            throws ImageException {
        RenderPlan plan = plan(source, resize(mode, width, height, enlarge, dpr));

        assertThat(plan.scaled()).hasToString(scaled);
        assertThat(plan.cut()).hasToString(cut);
        assertThat(plan.result()).isEqualTo(plan.cut().size());
    }

    @ParameterizedTest
    @CsvFileSource(resources = "gravities.csv", useHeadersInDisplayName = true)
    void everyGravityKeepsThePartImgproxyKeeps(
            String source, String box, String type, double x, double y, double dpr, String scaled, String cut)
            throws ImageException {
        Resize fill = resize("fill", size(box).width(), size(box).height(), false, dpr);
        Transform transform = new Transform(fill, new Gravity(gravity(type), x, y), Optional.empty());

        RenderPlan plan = Planner.plan(header(source), transform, Target.of(ImageFormat.JPEG), Limits.DEFAULT);

        assertThat(plan.scaled()).hasToString(scaled);
        assertThat(plan.cut()).hasToString(cut);
    }

    @ParameterizedTest
    @CsvSource({
        "fit,       300, 300, 1,   200x100",
        "fill,      300,  50, 1,   200x50",
        "fill-down, 300, 125, 1,   200x83",
        "fill,       26, 100, 2,   26x100",
        "fill,      100,  26, 0.5, 50x13",
    })
    void theWorkedExamplesOfTheReferenceComeOut(String mode, int width, int height, double dpr, String result)
            throws ImageException {
        assertThat(plan("200x100", resize(mode, width, height, false, dpr)).result())
                .hasToString(result);
    }

    @ParameterizedTest
    @CsvSource({
        // what is left over: 1 -> 1, 2 -> 2, 3 -> 2, 4 -> 2, 5 -> 3, 6 -> 4, 7 -> 4
        "101, 1",
        "102, 2",
        "103, 2",
        "104, 2",
        "105, 3",
        "106, 4",
        "107, 4"
    })
    void theMiddleLeansRightAsImgproxysRoundingDoes(int width, int left) throws ImageException {
        assertThat(plan(width + "x100", resize("fill", 100, 100, false, 1)).cut())
                .hasToString("100x100+" + left + "+0");
        assertThat(plan("100x" + width, resize("fill", 100, 100, false, 1)).cut())
                .hasToString("100x100+0+" + left);
    }

    @ParameterizedTest
    @CsvSource({
        // half a pixel goes up, a fifth away, and a side is never lost
        "200x101, 100, , 1,  100x51",
        "200x105, 100, , 1,  100x53",
        "1000x3,  100, , 1,  100x1",
        "10000x3, 10,  , 1,  10x1",
        "200x100, 3,   , 0.5, 2x1",
        "200x100, 5,   , 0.5, 3x1",
    })
    void sidesRoundHalvesUpAndNeverVanish(String source, Integer width, Integer height, double dpr, String result)
            throws ImageException {
        assertThat(plan(source, resize("fit", width, height, false, dpr)).result())
                .hasToString(result);
    }

    @ParameterizedTest
    @CsvSource({
        // upright 100x200, box 100x50 in the north: the top of the upright picture, wherever that is stored
        "1, 100x200, 100x200, 100x50+0+0",
        "2, 100x200, 100x200, 100x50+0+0",
        "3, 100x200, 100x200, 100x50+0+150",
        "4, 100x200, 100x200, 100x50+0+150",
        "5, 200x100, 200x100, 50x100+0+0",
        "6, 200x100, 200x100, 50x100+0+0",
        "7, 200x100, 200x100, 50x100+150+0",
        "8, 200x100, 200x100, 50x100+150+0",
    })
    void orientationIsAppliedBeforeGravity(int orientation, String stored, String scaled, String window)
            throws ImageException {
        Transform top = new Transform(
                resize("fill", 100, 50, false, 1), new Gravity(Gravity.Type.NORTH, 0, 0), Optional.empty());

        RenderPlan plan = Planner.plan(header(stored, orientation), top, Target.of(ImageFormat.JPEG), Limits.DEFAULT);

        assertThat(plan.scaled()).hasToString(scaled);
        assertThat(plan.cut()).hasToString("100x50+0+0");
        assertThat(plan.window()).hasToString(window);
        assertThat(plan.result()).hasToString("100x50");
    }

    @ParameterizedTest
    @CsvSource({"5", "6", "7", "8"})
    void aTurnedPictureIsScaledInItsStoredOrientationWithTheFactorsExchanged(int orientation) throws ImageException {
        RenderPlan plan = Planner.plan(
                header("400x300", orientation),
                only(resize("force", 30, 200, false, 1)),
                Target.of(ImageFormat.JPEG),
                Limits.DEFAULT);

        assertThat(plan.scaled()).hasToString("200x30");
        assertThat(plan.result()).hasToString("30x200");
    }

    @Test
    void aPictureLeftAloneIsPlannedAtItsOwnSize() throws ImageException {
        RenderPlan plan = plan("640x480", Resize.NONE);

        assertThat(plan.scaled()).hasToString("640x480");
        assertThat(plan.cut()).isEqualTo(Box.whole(size("640x480")));
        assertThat(plan.window()).isEqualTo(plan.cut());
    }

    @Test
    void aBoxThatRoundsToNothingCutsNothingAsInTheReference() throws ImageException {
        assertThat(plan("200x100", resize("fill-down", 1000, 1, false, 1)).result())
                .hasToString("200x100");
    }

    @ParameterizedTest
    @CsvSource({
        "fit,   1000, 500, 1, 400, 400x200",
        "fill,  300,  500, 1, 400, 240x400",
        "fit,   300,  150, 2, 400, 400x200",
        "fit,   300,  150, 1, 300, 300x150",
    })
    void aResultBeyondTheLongestSideIsMadeSmaller(
            String mode, int width, int height, double dpr, int longest, String result) throws ImageException {
        Limits limits = new Limits(50_000_000, OptionalInt.of(longest), 50_000_000);

        RenderPlan plan = Planner.plan(
                header("2000x1000"),
                only(resize(mode, width, height, false, dpr)),
                Target.of(ImageFormat.JPEG),
                limits);

        assertThat(plan.result()).hasToString(result);
    }

    @Test
    void anOriginalOfExactlyTheLimitIsReadAndOneRowMoreIsRefused() throws ImageException {
        Limits limits = new Limits(1_000_000, OptionalInt.empty(), 50_000_000);

        assertThat(Planner.plan(header("1000x1000"), Transform.NONE, Target.of(ImageFormat.PNG), limits)
                        .result())
                .hasToString("1000x1000");
        assertThatThrownBy(() -> Planner.plan(header("1000x1001"), Transform.NONE, Target.of(ImageFormat.PNG), limits))
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.ORIGINAL_TOO_LARGE))
                .hasMessage("The original has 1000x1001 pixels (1.001 megapixels); at most 1 megapixels are accepted.");
    }

    @ParameterizedTest
    @CsvSource({
        "200x100, fit,  1000000000,           ,    1",
        "200x100, force, 1000000000, 1000000000,   1",
        "200x100, fit,         100,           , 1e300",
        "200x100, fill, 1000000000, 1000000000, 1.7e308",
        "200x100, fit,            ,           , 1e10",
        "1x9000,  fill,     7072,         7072,    1",
        "1x40000000, fill,  7000,         7000,    1",
    })
    void aResultNobodyCanHoldIsRefusedByNameBeforeAnythingIsAllocated(
            String source, String mode, Integer width, Integer height, double dpr) {
        assertThatThrownBy(() -> plan(source, resize(mode, width, height, true, dpr)))
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.RESULT_TOO_LARGE))
                .hasMessage("The picture asked for would have more than 50 megapixels, the most that is made; "
                        + "ask for a smaller width, height, padding, zoom or dpr.");
    }

    @Test
    void aDevicePixelRatioNextToZeroLeavesOnePixel() throws ImageException {
        assertThat(plan("200x100", resize("fill", 100, 50, true, Double.MIN_VALUE))
                        .result())
                .hasToString("1x1");
    }

    @ParameterizedTest
    @CsvSource({
        "WEBP, 30000x300, 16383x164",
        "WEBP, 16383x300, 16383x300",
        "ICO,  512x256,   256x128",
        "GIF,  70000x7,   65535x7",
        "AVIF, 1x20000,   1x16384",
        "JPEG, 30000x300, 30000x300",
    })
    void aResultThatTheFormatCannotHoldIsMadeSmaller(ImageFormat format, String source, String result)
            throws ImageException {
        assertThat(Planner.plan(header(source), Transform.NONE, Target.of(format), Limits.DEFAULT)
                        .result())
                .hasToString(result);
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void transparencyIsKeptWhereTheFormatCanAndWhiteOtherwise(ImageFormat format) throws ImageException {
        RenderPlan plan = Planner.plan(header("8x8"), Transform.NONE, Target.of(format), Limits.DEFAULT);

        assertThat(plan.background()).isEqualTo(format.hasAlpha() ? Optional.empty() : Optional.of(Color.WHITE));
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void aBackgroundAskedForIsUsedInEveryFormat(ImageFormat format) throws ImageException {
        Optional<Color> green = Optional.of(new Color(0, 128, 0));

        RenderPlan plan = Planner.plan(
                header("8x8"), new Transform(Resize.NONE, Gravity.CENTER, green), Target.of(format), Limits.DEFAULT);

        assertThat(plan.background()).isEqualTo(green);
    }
}
