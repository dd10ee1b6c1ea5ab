package dev.tomthumb.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkTest {
    private static final Pixels MARK = Painted.of(Layout.GREY_ALPHA, "1 2 3/4 5 6", "255 255 255/255 255 255");

    @ParameterizedTest
    @CsvSource({"0, 1 2 3/4 5 6", "90, 4 1/5 2/6 3", "180, 6 5 4/3 2 1", "270, 3 6/2 5/1 4"})
    void quarterTurnsOnlyMoveSamples(double degrees, String expected) {
        Pixels turned = Mark.turned(MARK, degrees);

        assertThat(Painted.text(turned.planes().get(0))).isEqualTo(expected);
        assertThat(Painted.text(turned.alpha())).doesNotContain("25 ").matches("[25 /]+");
    }

    @Test
    void otherAnglesNeedALargerBoxWhoseCornersAreTransparent() {
        Pixels square = Painted.of(
                Layout.RGB_ALPHA,
                ("200 ".repeat(10) + "/").repeat(10),
                ("100 ".repeat(10) + "/").repeat(10),
                ("50 ".repeat(10) + "/").repeat(10),
                ("255 ".repeat(10) + "/").repeat(10));

        Pixels turned = Mark.turned(square, 45);

        assertThat(turned.width()).isEqualTo(15); // 14.14
        assertThat(turned.alpha().get(0, 0)).isZero();
        assertThat(turned.alpha().get(7, 7)).isEqualTo(255);
        for (int x = 0; x < 15; x++) {
            if (turned.alpha().get(x, 5) > 0) {
                assertThat(turned.planes().get(0).get(x, 5)).isEqualTo(200);
                assertThat(turned.planes().get(2).get(x, 5)).isEqualTo(50);
            }
        }
    }

    @Test
    void itTurnsClockwise() {
        Pixels dot = Painted.of(
                Layout.GREY_ALPHA,
                "0 0 0 0 0/0 0 0 0 0/0 0 0 0 9/0 0 0 0 0/0 0 0 0 0",
                "0 0 0 0 0/0 0 0 0 0/0 0 0 0 255/0 0 0 0 0/0 0 0 0 0");

        Pixels turned = Mark.turned(dot, 30);

        double below = 0;
        double all = 0;
        for (int y = 0; y < turned.height(); y++) {
            for (int x = 0; x < turned.width(); x++) {
                all += turned.alpha().get(x, y);
                below += y > turned.height() / 2 ? turned.alpha().get(x, y) : 0;
            }
        }
        assertThat(all).isBetween(200.0, 300.0);
        assertThat(below).isGreaterThan(all / 2);
    }

    @Test
    void aShadowIsTheMarksOpacityBlurredInBlack() throws ImageException {
        Pixels white =
                Painted.of(Layout.GREY_ALPHA, ("255 ".repeat(8) + "/").repeat(8), ("255 ".repeat(8) + "/").repeat(8));

        Mark.Shadowed shadowed = Mark.shadowed(white, 1.5, Checkpoint.NONE);

        assertThat(shadowed.reach()).isEqualTo(3);
        assertThat(shadowed.pixels().width()).isEqualTo(14);
        assertThat(shadowed.pixels().alpha().get(7, 7)).isEqualTo(255);
        assertThat(shadowed.pixels().planes().get(0).get(7, 7)).isEqualTo(255);
        assertThat(shadowed.pixels().alpha().get(2, 7)).isBetween(60, 127);
        assertThat(shadowed.pixels().planes().get(0).get(2, 7)).isZero();
        assertThat(shadowed.pixels().alpha().get(0, 7)).isZero();
    }

    @Test
    void noShadowIsNothingAndAHugeOneIsBounded() throws ImageException {
        assertThat(Mark.shadowed(MARK, 0, Checkpoint.NONE).pixels()).isSameAs(MARK);
        assertThat(Mark.shadowed(MARK, 1e300, Checkpoint.NONE).reach()).isEqualTo(2);
    }

    @Test
    void whatHasNoAlphaBecomesOpaque() {
        assertThat(Painted.text(Mark.withAlpha(Painted.grey("7 8")))).containsExactly("7 8", "255 255");
        assertThat(Mark.withAlpha(Painted.of(Layout.RGB, "1", "2", "3")).layout())
                .isEqualTo(Layout.RGB_ALPHA);
        assertThat(Mark.withAlpha(MARK)).isSameAs(MARK);
    }
}
