package dev.tomthumb.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.Effects;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecolorTest {
    private static final Color BLACK = new Color(0, 0, 0);
    private static final Color ORANGE = new Color(200, 100, 0);

    private static Effects effects(
            Effects.Adjust adjust,
            Effects.Monochrome monochrome,
            Effects.Duotone duotone,
            Effects.Colorize colorize,
            Effects.Gradient gradient) {
        return new Effects(
                0,
                0,
                0,
                Optional.empty(),
                adjust,
                Optional.ofNullable(monochrome),
                Optional.ofNullable(duotone),
                Optional.ofNullable(colorize),
                Optional.ofNullable(gradient),
                List.of(),
                Optional.empty());
    }

    private static Effects adjust(int brightness, double contrast, double saturation) {
        return effects(new Effects.Adjust(brightness, contrast, saturation), null, null, null, null);
    }

    private static Effects monochrome(double intensity, Color color) {
        return effects(Effects.Adjust.NONE, new Effects.Monochrome(intensity, color), null, null, null);
    }

    private static Effects duotone(double intensity, Color dark, Color light) {
        return effects(Effects.Adjust.NONE, null, new Effects.Duotone(intensity, dark, light), null, null);
    }

    private static Effects colorize(double opacity, Color color, boolean keepAlpha) {
        return effects(Effects.Adjust.NONE, null, null, new Effects.Colorize(opacity, color, keepAlpha), null);
    }

    private static Effects gradient(double opacity, Color color, double angle, double start, double stop) {
        return effects(Effects.Adjust.NONE, null, null, null, new Effects.Gradient(opacity, color, angle, start, stop));
    }

    private static Pixels pixel(int red, int green, int blue) {
        return Painted.of(Layout.RGB, "" + red, "" + green, "" + blue);
    }

    @ParameterizedTest
    @CsvSource({
        // brightness, contrast, saturation, red, green, blue -> red, green, blue
        "30,   1,   1,   100, 150, 240,  130, 180, 255",
        "-120, 1,   1,   100, 150, 240,  0,   30,  120",
        "0,    2,   1,   100, 150, 240,  72,  172, 255",
        "0,    0.5, 1,   100, 150, 240,  114, 139, 184",
        "0,    1,   0,   100, 150, 240,  146, 146, 146", // luma = 145.87
        "0,    1,   2,   100, 150, 240,  54,  154, 255",
        "28,   2,   0,   100, 150, 240,  220, 220, 220", // 2 * (145.87 + 28 - 128) + 128 = 219.7
        "255,  1000000000, 1000000000, 100, 150, 240, 0, 255, 255",
    })
    void adjustingIsBrightnessThenContrastThenSaturation(
            int brightness,
            double contrast,
            double saturation,
            int red,
            int green,
            int blue,
            String toRed,
            String toGreen,
            String toBlue) {
        Pixels adjusted = Recolor.changed(pixel(red, green, blue), adjust(brightness, contrast, saturation));

        assertThat(Painted.text(adjusted)).containsExactly(toRed, toGreen, toBlue);
    }

    @Test
    void nothingAskedForIsNothingDone() {
        Pixels picture = pixel(1, 2, 3);

        assertThat(Recolor.changed(picture, Effects.NONE)).isSameAs(picture);
    }

    @Test
    void oneColourLiesBetweenBlackAndWhite() {
        Pixels picture = Painted.grey("0 64 128 255");

        // 2 * 64 / 255 * 200 = 100.4; above the middle 255 - 2 * (127 / 255) * 55 = 200.2
        assertThat(Painted.text(Recolor.changed(picture, monochrome(1, ORANGE))))
                .containsExactly("0 100 200 255", "0 50 101 255", "0 0 1 255");
    }

    @Test
    void twoColoursReplaceBlackAndWhite() {
        Pixels picture = Painted.grey("0 51 255");

        assertThat(Painted.text(Recolor.changed(picture, duotone(1, new Color(10, 20, 30), new Color(110, 20, 230)))))
                .containsExactly("10 30 110", "20 20 20", "30 70 230");
    }

    @Test
    void halfTheIntensityIsHalfTheWay() {
        assertThat(Painted.text(Recolor.changed(pixel(0, 0, 0), duotone(0.5, ORANGE, Color.WHITE))))
                .containsExactly("100", "50", "0");
        assertThat(Painted.text(Recolor.changed(pixel(10, 20, 30), monochrome(0, ORANGE))))
                .containsExactly("10", "20", "30");
    }

    @Test
    void anOverlayCoversWhatIsTransparentUnlessAlphaIsKept() {
        Pixels picture = Painted.of(Layout.RGB_ALPHA, "0 0", "0 0", "0 0", "255 0");

        assertThat(Painted.text(Recolor.changed(picture, colorize(0.5, ORANGE, false))))
                .containsExactly("100 200", "50 100", "0 0", "255 128");
        assertThat(Painted.text(Recolor.changed(picture, colorize(0.5, ORANGE, true)))
                        .get(3))
                .isEqualTo("255 0");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                // 2 rows of 4 white pixels under black: positions are pixel middles
                "0,   0,   1,   191 191 191 191/64 64 64 64",
                "180, 0,   1,   64 64 64 64/191 191 191 191",
                "90,  0,   1,   32 96 159 223/32 96 159 223",
                "270, 0,   1,   223 159 96 32/223 159 96 32",
                "0,   0.5, 1,   255 255 255 255/128 128 128 128",
                "270, 0.5, 0.5, 255 255 0 0/255 255 0 0",
                "270, 0.8, 0.2, 255 255 255 0/255 255 255 0", // 0.875 alone is behind 0.8
            })
    void aGradientRisesInItsDirection(double angle, double start, double stop, String expected) {
        Pixels white = Painted.grey("255 255 255 255/255 255 255 255");

        assertThat(Painted.text(Recolor.changed(white, gradient(1, BLACK, angle, start, stop))))
                .containsExactly(expected);
    }

    @Test
    void aSlantedGradientReachesFromCornerToCorner() {
        Pixels white = Painted.grey("255 255/255 255");

        assertThat(Painted.text(Recolor.changed(white, gradient(1, BLACK, 315, 0, 1))))
                .containsExactly("191 128/128 64");
    }

    @Test
    void greyStaysGreyUnlessColourComesIn() {
        Pixels picture = Painted.of(Layout.GREY_ALPHA, "90", "40");

        assertThat(Recolor.changed(picture, adjust(3, 2, 5)).layout()).isEqualTo(Layout.GREY_ALPHA);
        assertThat(Recolor.changed(picture, duotone(1, BLACK, Color.WHITE)).layout())
                .isEqualTo(Layout.GREY_ALPHA);
        assertThat(Recolor.changed(picture, duotone(1, BLACK, ORANGE)).layout()).isEqualTo(Layout.RGB_ALPHA);
        assertThat(Recolor.changed(picture, gradient(1, ORANGE, 0, 0, 1)).layout())
                .isEqualTo(Layout.RGB_ALPHA);
        assertThat(Recolor.addsColor(colorize(1, ORANGE, true))).isTrue();
        assertThat(Recolor.addsColor(monochrome(1, BLACK))).isFalse();
    }

    @Property(tries = 60)
    void adjustingGreyKeepsItGreyAndOpacity(
            @ForAll long seed,
            @ForAll @IntRange(min = -255, max = 255) int brightness,
            @ForAll @DoubleRange(min = 0.01, max = 1e12) double contrast,
            @ForAll @DoubleRange(min = 0, max = 8) double saturation) {
        Pixels noise = Painted.noise(Layout.GREY_ALPHA, 8, 4, seed);
        String shades = Painted.text(noise.planes().get(0));
        Pixels rgb = Painted.of(Layout.RGB_ALPHA, shades, shades, shades, Painted.text(noise.alpha()));

        Pixels adjusted = Recolor.changed(rgb, adjust(brightness, contrast, saturation));

        assertThat(Painted.difference(
                        adjusted.planes().get(0), adjusted.planes().get(2)))
                .isLessThanOrEqualTo(1);
        assertThat(Painted.text(adjusted.alpha())).isEqualTo(Painted.text(noise.alpha()));
    }
}
