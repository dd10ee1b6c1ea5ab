package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToRgbTest {

    private static List<Integer> rgb(int y, int cb, int cr) {
        Pixels ycbcr = Drawn.of(Layout.YCBCR, 1, 1, (a, b) -> y, (a, b) -> cb, (a, b) -> cr);
        return ToRgb.rgb(ycbcr).planes().stream().map(plane -> plane.get(0, 0)).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "0,   128, 128, 0,   0,   0",
        "255, 128, 128, 255, 255, 255",
        "76,  85,  255, 254, 0,   0",
        "150, 44,  21,  0,   255, 1",
        "29,  255, 107, 0,   0,   254",
    })
    void theCornersOfTheCubeAreWhereT871PutsThem(int y, int cb, int cr, int red, int green, int blue) {
        assertThat(rgb(y, cb, cr)).containsExactly(red, green, blue);
    }

    @Property
    void everyColourIsTheFormulaRounded(
            @ForAll @IntRange(max = 255) int y,
            @ForAll @IntRange(max = 255) int cb,
            @ForAll @IntRange(max = 255) int cr) {
        List<Integer> rgb = rgb(y, cb, cr);

        assertThat((double) rgb.get(0)).isCloseTo(clamped(y + 1.402 * (cr - 128)), within(0.51));
        assertThat((double) rgb.get(1))
                .isCloseTo(clamped(y - 0.344136 * (cb - 128) - 0.714136 * (cr - 128)), within(0.51));
        assertThat((double) rgb.get(2)).isCloseTo(clamped(y + 1.772 * (cb - 128)), within(0.51));
    }

    private static double clamped(double value) {
        return Math.max(0, Math.min(255, value));
    }

    @org.junit.jupiter.api.Test
    void theResultLiesInterleavedSoThatNobodyNeedsToCopyIt() {
        Pixels rgb = ToRgb.rgb(Drawn.of(Layout.YCBCR, 3, 2, (x, y) -> x, (x, y) -> 128, (x, y) -> 128));

        byte[] storage = Plane.interleaved(rgb.planes());

        assertThat(storage).isSameAs(Plane.interleaved(rgb.planes()));
        assertThat(storage).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 0, 0, 0, 1, 1, 1, 2, 2, 2);
    }
}
