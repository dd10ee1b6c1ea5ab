package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Transform;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsTest {

    private static RenderPlan plan(int width, int height, int orientation, Transform transform) throws ImageException {
        return Planner.plan(
                Plans.header(width + "x" + height, orientation), transform, Target.of(ImageFormat.PNG), Limits.DEFAULT);
    }

    private static Transform background(Color color) {
        return new Transform(Resize.NONE, Gravity.CENTER, Optional.of(color));
    }

    /** The first plane, rows parted by slashes. */
    private static String text(Plane plane) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < plane.height(); y++) {
            text.append(y == 0 ? "" : "/");
            for (int x = 0; x < plane.width(); x++) {
                text.append(plane.get(x, y));
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        // stored 012/345 (EXIF 2.32, tag 0x0112: where row 0 and column 0 of the file lie in the picture)
        "1, 012/345",
        "2, 210/543",
        "3, 543/210",
        "4, 345/012",
        "5, 03/14/25",
        "6, 30/41/52",
        "7, 52/41/30",
        "8, 25/14/03",
    })
    void everyOrientationStandsUpright(int orientation, String upright) throws ImageException {
        Pixels stored = Drawn.grey(3, 2, (x, y) -> x + 3 * y);

        Pixels turned = Turn.turned(stored, Orientation.ofExif(orientation));

        assertThat(text(turned.planes().get(0))).isEqualTo(upright);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
    void cuttingBeforeTheTurnKeepsWhatCuttingAfterItWould(int orientation) throws ImageException {
        Pixels stored = Drawn.numbered(40, 40);
        Transform corner = new Transform(
                Plans.resize("fill", 40, 10, false, 1), new Gravity(Gravity.Type.NORTH, 0, 3), Optional.empty());
        RenderPlan plan = plan(40, 40, orientation, corner);

        Pixels cut = Turn.turned(CutOut.part(stored, plan.window()), plan.orientation());
        Pixels whole = Turn.turned(stored, plan.orientation());

        for (int plane = 0; plane < 3; plane++) {
            Plane expected = whole.planes().get(plane).view(0, 3, 40, 10);
            assertThat(text(cut.planes().get(plane))).isEqualTo(text(expected));
        }
    }

    @Test
    void aColourShinesThroughByTheShareThatIsTransparent() throws ImageException {
        Pixels picture = Drawn.of(
                Layout.RGB_ALPHA, 3, 1, (x, y) -> 200, (x, y) -> 100, (x, y) -> 0, (x, y) -> new int[] {0, 51, 255}[x]);

        Pixels flat = new Flatten().apply(picture, plan(3, 1, 1, background(new Color(10, 20, 30))));

        assertThat(flat.layout()).isEqualTo(Layout.RGB);
        assertThat(text(flat.planes().get(0))).isEqualTo("10" + "48" + "200");
        assertThat(text(flat.planes().get(1))).isEqualTo("20" + "36" + "100");
        assertThat(text(flat.planes().get(2))).isEqualTo("30" + "24" + "0");
    }

    /** Numbers that libvips 8.18 gave for {@code vips flatten}. */
    @Test
    void theShareThatIsLeftOverIsCutOffAsInTheReference() throws ImageException {
        Pixels picture = Drawn.of(
                Layout.RGB_ALPHA,
                3,
                1,
                (x, y) -> new int[] {200, 17, 255}[x],
                (x, y) -> new int[] {100, 33, 255}[x],
                (x, y) -> new int[] {0, 77, 255}[x],
                (x, y) -> new int[] {100, 200, 1}[x]);

        Pixels flat = new Flatten().apply(picture, plan(3, 1, 1, background(new Color(10, 20, 30))));

        assertThat(text(flat.planes().get(0))).isEqualTo("84" + "15" + "10");
        assertThat(text(flat.planes().get(1))).isEqualTo("51" + "30" + "20");
        assertThat(text(flat.planes().get(2))).isEqualTo("18" + "66" + "30");
    }

    @Test
    void aGreyPictureStaysGreyOnGreyAndBecomesColouredOnAColour() throws ImageException {
        Pixels picture = Drawn.of(Layout.GREY_ALPHA, 1, 1, (x, y) -> 100, (x, y) -> 0);

        Pixels onWhite = new Flatten().apply(picture, plan(1, 1, 1, background(Color.WHITE)));
        Pixels onOrange = new Flatten().apply(picture, plan(1, 1, 1, background(new Color(255, 128, 0))));

        assertThat(onWhite.layout()).isEqualTo(Layout.GREY);
        assertThat(text(onWhite.planes().get(0))).isEqualTo("255");
        assertThat(onOrange.layout()).isEqualTo(Layout.RGB);
        assertThat(onOrange.planes().stream().map(StepsTest::text)).containsExactly("255", "128", "0");
    }

    @Test
    void anOpaquePictureIsNotTouchedByABackground() throws ImageException {
        Pixels picture = Drawn.numbered(4, 4);

        assertThat(new Flatten().apply(picture, plan(4, 4, 1, background(Color.WHITE))))
                .isSameAs(picture);
    }

    @Test
    void aPictureLongerThanItsFormatAllowsIsMadeToFit() throws ImageException {
        Pixels picture = Drawn.grey(512, 64, (x, y) -> 77);
        RenderPlan plan =
                Planner.plan(Plans.header("512x64"), Transform.NONE, Target.of(ImageFormat.ICO), Limits.DEFAULT);

        Pixels fitted = new FitFormat().apply(picture, plan);

        assertThat(fitted.width()).isEqualTo(256);
        assertThat(fitted.height()).isEqualTo(32);
    }
}
