package dev.tomthumb.pipeline;

import static dev.tomthumb.pipeline.Plans.header;
import static dev.tomthumb.pipeline.Plans.size;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Turn;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers of the reference text, one rule after the other (imgproxy pipeline, sections 3, 4 and 8). */
class GeometryTest {

    private static RenderPlan plan(String source, Asked asked) throws ImageException {
        return plan(header(source), asked, OptionalInt.empty());
    }

    private static RenderPlan plan(ImageHeader header, Asked asked, OptionalInt limit) throws ImageException {
        Limits limits = new Limits(50_000_000, limit, 50_000_000);
        return Planner.plan(header, asked.transform(), Target.of(ImageFormat.PNG), limits);
    }

    private static Size result(Asked asked) throws ImageException {
        return plan("200x100", asked).result();
    }

    @Test
    void theWorkedExamplesComeOut() throws ImageException {
        assertThat(result(Asked.nothing().resize("fit", 300, 300))).hasToString("200x100");
        assertThat(result(Asked.nothing().resize("fill", 300, 50))).hasToString("200x50");
        assertThat(result(Asked.nothing().resize("fill-down", 300, 125))).hasToString("200x83");
        assertThat(result(Asked.nothing().resize("fill", 26, 100).dpr(2))).hasToString("26x100");
        assertThat(result(Asked.nothing().resize("fit", 300, null).extend("ce", 0, 0)))
                .hasToString("300x100");
        assertThat(result(Asked.nothing().resize("fit", 250, 500).extendAspectRatio("ce", 0, 0)))
                .hasToString("200x400");
        assertThat(plan(
                                header("200x100"),
                                Asked.nothing().resize("fit", 100, 100).padding(100, 200, 300, 400),
                                OptionalInt.of(200))
                        .result())
                .hasToString("200x129");
        assertThat(result(Asked.nothing().enlarge("fit", null, null).dpr(0.5).padding(20, 30, 40, 10)))
                .hasToString("120x80");
        assertThat(result(Asked.nothing().resize("fill", 100, 26).dpr(0.5))).hasToString("50x13");
    }

    @ParameterizedTest
    @CsvSource({
        // absent, whole numbers cut off, shares rounded, never nothing, never more than there is
        "0,     0,    200x100",
        "50.9,  0,    50x100",
        "0.5,   0.5,  100x50",
        "0.333, 0.005, 67x1",
        "1,     1,    1x1",
        "0.999, 1e300, 200x100",
        "300,   20,   200x20",
    })
    void aCropIsInPixelsOrAShare(double width, double height, String part) throws ImageException {
        RenderPlan plan = plan("200x100", Asked.nothing().crop(width, height));

        assertThat(plan.part().size()).hasToString(part);
        assertThat(plan.result()).hasToString(part);
    }

    @ParameterizedTest
    @CsvSource({
        // the longer side is cut
        "100, 200, 1,    false, 100x100",
        "0,   0,   1,    false, 300x300",
        "0,   0,   2,    false, 400x200",
        "90,  30,  1.5,  false, 45x30",
        // or the shorter one grows, and what exceeds the picture shrinks as a whole
        "100, 200, 1,    true,  200x200",
        "200, 300, 2,    true,  400x200",
        "400, 100, 1,    true,  300x300",
        "100, 100, 1e9,  true,  400x1",
        "100, 100, 1e-9, true,  1x300",
        "100, 100, 1e9,  false, 100x1",
        "100, 100, 1e-9, false, 1x100",
    })
    void aCropIsBroughtToProportions(double width, double height, double ratio, boolean enlarge, String part)
            throws ImageException {
        assertThat(plan("400x300", Asked.nothing().cropShaped(width, height, ratio, enlarge))
                        .part()
                        .size())
                .hasToString(part);
    }

    @ParameterizedTest
    @CsvSource({
        // a part of 100x50 in the north-west of what one sees, where it lies in the file
        "1, 0,   false, 100x50+0+0",
        "3, 0,   false, 100x50+300+250",
        "6, 0,   false, 50x100+0+200",
        "8, 0,   false, 50x100+350+0",
        "1, 90,  false, 50x100+0+200",
        "6, 90,  false, 100x50+300+250",
        "6, 270, false, 100x50+0+0",
        "1, 0,   true,  100x50+300+0",
        "5, 0,   true,  50x100+0+200",
    })
    void aCropMeansWhatOneSees(int orientation, int angle, boolean flipped, String part) throws ImageException {
        Asked asked = Asked.nothing().crop(100, 50, "nowe", 0, 0).turn(angle, flipped, false);

        assertThat(plan(header("400x300", orientation), asked, OptionalInt.empty())
                        .part())
                .hasToString(part);
    }

    @Test
    void aCropUsesTheGeneralGravityOnlyIfItHasNone() throws ImageException {
        Asked general = Asked.nothing().gravity("soea", 0, 0).crop(100, 50);
        Asked own = Asked.nothing().gravity("soea", 0, 0).crop(100, 50, "no", 10, 20);

        assertThat(plan("400x300", general).part()).hasToString("100x50+300+250");
        assertThat(plan("400x300", own).part()).hasToString("100x50+160+20");
    }

    @Test
    void offsetsOfACropAreNotMultipliedByDprAndThoseOfTheResultAre() throws ImageException {
        assertThat(plan("400x300", Asked.nothing().crop(100, 50, "nowe", 10, 20).dpr(2))
                        .part())
                .hasToString("100x50+10+20");
        assertThat(plan(
                                "400x300",
                                Asked.nothing().resize("fill", 50, 100).dpr(2).gravity("we", 10, 0))
                        .cut())
                .hasToString("100x200+20+0");
    }

    @Test
    void sizesReferToTheCroppedPart() throws ImageException {
        RenderPlan plan = plan("400x300", Asked.nothing().crop(100, 100).resize("fit", 50, 200));

        assertThat(plan.scaled()).hasToString("50x50");
    }

    @ParameterizedTest
    @CsvSource({
        // zoom is no device pixel ratio: it changes nothing but the target, and does not enlarge by itself
        "fit,  50,  50,  2,   2,   100x50",
        "fit,  50,  50,  2,   1,   100x25",
        "fit,  300, 300, 2,   2,   200x100",
        "fill, 40,  40,  1.5, 1.5, 60x60",
        "fit,  ,    ,    0.5, 0.5, 100x50",
    })
    void zoomMultipliesTheTarget(String mode, Integer width, Integer height, double x, double y, String result)
            throws ImageException {
        assertThat(result(Asked.nothing().resize(mode, width, height).zoom(x, y)))
                .hasToString(result);
    }

    @ParameterizedTest
    @CsvSource({
        // they enlarge even where that is not allowed, and a box cuts what it does not hold
        "fit,   ,   ,   300, ,    300x150",
        "fit,   ,   ,   ,    300, 600x300",
        "fit,   50, 50, 100, ,    50x50",
        "fit,   50, ,   100, ,    50x50",
        "force, 50, 50, 100, ,    50x50",
        "fit,   ,   ,   100, 50,  200x100",
    })
    void leastSidesAreReached(
            String mode, Integer width, Integer height, Integer minWidth, Integer minHeight, String result)
            throws ImageException {
        assertThat(result(Asked.nothing().resize(mode, width, height).atLeast(minWidth, minHeight)))
                .hasToString(result);
    }

    @ParameterizedTest
    @CsvSource({
        "fit,  300, 300, ce,   0,    0,   300x300, 50, 100",
        "fit,  300, 300, nowe, 10,   20,  300x300, 10, 20",
        "fit,  300, 300, soea, 10,   20,  300x300, 90, 180",
        "fit,  300, 300, fp,   0.25, 1,   300x300, 0,  200",
        "fit,  300, 101, ce,   0,    0,   300x101, 50, 1",
        "fill, 100, 300, no,   0,    0,   100x300, 0,  0",
        "fit,  100, 100, so,   0,    0.1, 100x100, 0,  40",
    })
    void extendingFillsUpToTheSizeAskedFor(
            String mode, int width, int height, String gravity, double x, double y, String canvas, int left, int top)
            throws ImageException {
        RenderPlan plan =
                plan("200x100", Asked.nothing().resize(mode, width, height).extend(gravity, x, y));

        assertThat(plan.canvas()).isEqualTo(new Canvas(size(canvas), left, top));
    }

    @Test
    void theRatioStaysWhereThePictureCannotFollowButTheCanvasCan() throws ImageException {
        Asked asked = Asked.nothing().resize("fit", 300, 300).dpr(0.5);

        assertThat(plan("200x100", asked).dpr()).isEqualTo(0.75);
        assertThat(plan("200x100", asked.extend("ce", 0, 0)).dpr()).isEqualTo(0.5);
    }

    @Test
    void aShareOfProportionsNeedsBothSides() throws ImageException {
        assertThat(result(Asked.nothing().resize("fit", 250, null).extendAspectRatio("ce", 0, 0)))
                .hasToString("200x100");
    }

    @Test
    void paddingComesLastAndIsMultipliedByWhatIsLeftOfDpr() throws ImageException {
        RenderPlan plan = plan(
                "200x100",
                Asked.nothing()
                        .resize("fit", 100, 100)
                        .dpr(1.5)
                        .extend("no", 0, 0)
                        .padding(1, 2, 3, 5));

        assertThat(plan.dpr()).isEqualTo(1.5);
        assertThat(plan.canvas()).isEqualTo(new Canvas(size("161x156"), 8, 2));
        assertThat(plan.chroma()).isEmpty();
    }

    @Test
    void formatLimitsCountTheWholeCanvas() throws ImageException {
        RenderPlan plan = Planner.plan(
                header("200x100"),
                Asked.nothing().padding(0, 156, 206, 156).transform(),
                Target.of(ImageFormat.ICO),
                Limits.DEFAULT);

        assertThat(plan.canvas().size()).hasToString("512x306");
        assertThat(plan.result()).hasToString("256x153");
    }

    @ParameterizedTest
    @EnumSource(names = {"PNG", "WEBP", "GIF"})
    void aBackgroundThatIsNotOpaqueStaysSoWhereTheFormatCan(ImageFormat format) throws ImageException {
        RenderPlan plan = Planner.plan(
                header("8x8"),
                Asked.nothing().background(0x800000, 0.5).transform(),
                Target.of(format),
                Limits.DEFAULT);

        assertThat(plan.background()).contains(new Color(0x80, 0, 0));
        assertThat(plan.backgroundOpacity()).isEqualTo(0.5);
    }

    @Test
    void aBackgroundThatIsNotOpaqueLiesOnWhiteWhereTheFormatCannot() throws ImageException {
        RenderPlan plan = Planner.plan(
                header("8x8"),
                Asked.nothing().background(0x800000, 0.5).transform(),
                Target.of(ImageFormat.JPEG),
                Limits.DEFAULT);

        assertThat(plan.background()).contains(new Color(0xC0, 0x80, 0x80));
        assertThat(plan.backgroundOpacity()).isEqualTo(1);
    }

    @Test
    void anOpacityWithoutABackgroundMeansNothing() throws ImageException {
        Transform none = Transform.NONE;
        Transform opacity = new Transform(
                none.trim(),
                none.crop(),
                none.resize(),
                none.turn(),
                none.gravity(),
                none.effects(),
                none.extend(),
                none.extendAspectRatio(),
                none.padding(),
                Optional.empty(),
                OptionalDouble.of(0.5),
                none.watermark());

        RenderPlan plan = Planner.plan(header("8x8"), opacity, Target.of(ImageFormat.PNG), Limits.DEFAULT);

        assertThat(plan.background()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // turned twice = turned once by the sum; mirrored twice = not at all
        "90,  90,  180",
        "90,  270, 0",
        "180, 270, 90",
        "270, 270, 180",
    })
    void turnsAddUp(int first, int second, int sum) {
        assertThat(Orientation.clockwise(first).then(Orientation.clockwise(second)))
                .isEqualTo(Orientation.clockwise(sum));
    }

    @Test
    void exifOrientationsAreTurnsAndFlips() {
        Orientation flip = new Orientation(false, true, false);

        assertThat(List.of(
                        Orientation.UPRIGHT.then(flip),
                        Orientation.clockwise(180),
                        Orientation.clockwise(180).then(flip),
                        Orientation.clockwise(90).then(flip),
                        Orientation.clockwise(90),
                        Orientation.clockwise(270).then(flip),
                        Orientation.clockwise(270)))
                .containsExactly(
                        Orientation.ofExif(2),
                        Orientation.ofExif(3),
                        Orientation.ofExif(4),
                        Orientation.ofExif(5),
                        Orientation.ofExif(6),
                        Orientation.ofExif(7),
                        Orientation.ofExif(8));
    }

    @Test
    void theExifOrientationCountsUnlessItIsNotWanted() throws ImageException {
        assertThat(plan(header("200x100", 6), Asked.nothing(), OptionalInt.empty())
                        .result())
                .hasToString("100x200");
        assertThat(plan(header("200x100", 6), Asked.nothing().auto(false), OptionalInt.empty())
                        .result())
                .hasToString("200x100");
    }

    @ParameterizedTest
    @CsvSource({"no, we", "noea, nowe", "ce, ce", "sowe, soea"})
    void gravityIsTurnedBackToTheFile(String upright, String stored) {
        Gravity turned = Orientation.clockwise(90).stored(new Gravity(Plans.gravity(upright), 3, 4));

        assertThat(turned.type().token()).isEqualTo(stored);
    }

    /** The half of 15 pixels that 0.3 lies on is the next pixel for 1 - (1 - 0.3). */
    @Test
    void aPointIsTurnedBackTurnByTurn() {
        Gravity point = new Gravity(Gravity.Type.FOCAL_POINT, 0.3, 0);
        Turn turn = new Turn(Optional.empty(), 90, false, true);

        Gravity stored = Orientation.stored(point, 3, turn);

        assertThat(stored.y()).isEqualTo(1 - (1 - 0.3)).isNotEqualTo(0.3);
        assertThat(stored.x()).isZero();
        assertThat(Placement.inside(new Size(10, 15), new Size(1, 1), stored, 1).y())
                .isEqualTo(5);
    }
}
