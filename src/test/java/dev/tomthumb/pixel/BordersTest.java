package dev.tomthumb.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.Size;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BordersTest {
    /** A value for every pixel. */
    @FunctionalInterface
    private interface Shade {
        int at(int x, int y);
    }

    private static Plane plane(int width, int height, Shade shade) {
        Plane plane = new Plane(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                plane.set(x, y, shade.at(x, y));
            }
        }
        return plane;
    }

    private static Pixels grey(int width, int height, Shade shade) {
        return new Pixels(Layout.GREY, List.of(plane(width, height, shade)));
    }

    /** Light on dark: 12x9 with content 5x4 from 3,2 on. */
    private static int framed(int x, int y) {
        return x >= 3 && x < 8 && y >= 2 && y < 6 ? 200 : 100;
    }

    private static Optional<Box> content(Pixels pixels, double threshold) {
        return Borders.content(pixels, threshold, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"0, true", "99.9, true", "100, false", "255, false"})
    void contentIsWhatDiffersByMoreThanTheThreshold(double threshold, boolean found) {
        Optional<Box> content = content(grey(12, 9, BordersTest::framed), threshold);

        assertThat(content).isEqualTo(found ? Optional.of(new Box(3, 2, new Size(5, 4))) : Optional.empty());
    }

    @Test
    void aSpeckIsNoContentAndABlockIs() {
        assertThat(content(grey(12, 9, (x, y) -> x == 6 && y == 4 ? 255 : 0), 10))
                .isEmpty();
        assertThat(content(grey(12, 9, (x, y) -> x >= 4 && x < 8 && y >= 3 && y < 7 ? 255 : 0), 10))
                .contains(new Box(4, 3, new Size(4, 4)));
    }

    @Test
    void aPictureWithoutBorderIsAllContentButForWhatTheColourTakes() {
        Pixels halves = grey(10, 10, (x, y) -> x < 5 ? 0 : 255);

        assertThat(content(halves, 10)).contains(new Box(5, 0, new Size(5, 10)));
        assertThat(Borders.content(halves, 10, Optional.of(Color.WHITE))).contains(new Box(0, 0, new Size(5, 10)));
        assertThat(Borders.content(halves, 10, Optional.of(new Color(255, 0, 0))))
                .contains(new Box(0, 0, new Size(10, 10)));
    }

    @Test
    void transparentPixelsAreMagentaWhateverTheirColour() {
        Plane color = plane(12, 9, (x, y) -> 31 * x + 17 * y & 255);
        Plane alpha = plane(12, 9, (x, y) -> framed(x, y) == 200 ? 255 : 0);
        Pixels pixels = new Pixels(Layout.RGB_ALPHA, List.of(color, color, color, alpha));

        assertThat(content(pixels, 1)).contains(new Box(3, 2, new Size(5, 4)));
        assertThat(Borders.content(pixels, 1, Optional.of(new Color(255, 0, 255))))
                .contains(new Box(3, 2, new Size(5, 4)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "7, 1"})
    void thePictureMayBeALineOrAPoint(int width, int height) {
        assertThat(content(grey(width, height, (x, y) -> 5), 0)).isEmpty();
        assertThat(Borders.content(grey(width, height, (x, y) -> 5), 0, Optional.of(Color.WHITE)))
                .contains(Box.whole(new Size(width, height)));
    }
}
