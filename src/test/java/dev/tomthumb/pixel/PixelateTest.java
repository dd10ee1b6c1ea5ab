package dev.tomthumb.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelateTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "1, 10 20 30 40 51,    10 20 30 40 51",
                "2, 10 20 30 40 51,    15 15 35 35 51", // the last square is 51 and its mirror image
                "3, 0 3 6 9,           3 3 3 8", // 9 9 6
                "2, 0 10/20 30,        15 15/15 15",
                "2, 0 10/20 30/40 51,  15 15/15 15/46 46", // 45.5 rounds up
                "99, 0 10 20,          10 10 10", // never more than the longer side
                "4, 0/10/20/30,        15/15/15/15", // one column, mirrored over and over
                "3, 1/2/4/8,           2/2/2/7", // 8 8 4
            })
    void squaresHaveTheMeanOfWhatTheyCover(int size, String picture, String expected) {
        assertThat(Painted.text(Pixelate.coarsened(Painted.grey(picture), size)))
                .containsExactly(expected);
    }

    @Test
    void coloursCountByTheirOpacity() {
        Pixels picture = Painted.of(Layout.GREY_ALPHA, "200 0 0 0", "255 0 0 0");

        assertThat(Painted.text(Pixelate.coarsened(picture, 2))).containsExactly("200 200 0 0", "128 128 0 0");
    }

    @Property(tries = 60)
    void everySquareIsOfOneColour(
            @ForAll @IntRange(min = 1, max = 23) int width,
            @ForAll @IntRange(min = 1, max = 23) int height,
            @ForAll @IntRange(min = 2, max = 30) int size) {
        Pixels coarse = Pixelate.coarsened(Painted.noise(Layout.RGB, width, height, size), size);

        int side = Math.min(size, Math.max(width, height));
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int corner = side <= 1
                        ? coarse.planes().get(1).get(x, y)
                        : coarse.planes().get(1).get(x / side * side, y / side * side);
                assertThat(coarse.planes().get(1).get(x, y)).isEqualTo(corner);
            }
        }
    }
}
