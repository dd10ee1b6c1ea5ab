package dev.tomthumb.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverTest {
    private static Overlay at(Pixels mark, int left, int top, Pixels picture) {
        return Overlay.placed(mark, left, top, new Size(picture.width(), picture.height()))
                .orElseThrow();
    }

    @Test
    void aMarkIsMixedInByItsOpacityTimesTheOneAskedFor() {
        Pixels picture = Painted.of(Layout.RGB, "100 100 100", "50 50 50", "0 0 0");
        Pixels mark = Painted.of(Layout.RGB_ALPHA, "200 200", "0 0", "255 255", "255 51");

        Pixels marked = Over.laid(picture, at(mark, 1, 0, picture), 0.5);

        // shares 1/2 and 1/10
        assertThat(marked.layout()).isEqualTo(Layout.RGB);
        assertThat(Painted.text(marked)).containsExactly("100 150 110", "50 25 45", "0 127 25");
        assertThat(Painted.text(picture)).containsExactly("100 100 100", "50 50 50", "0 0 0");
    }

    @Test
    void aTransparentPictureBecomesAsOpaqueAsWhatLiesOverIt() {
        Pixels picture = Painted.of(Layout.GREY_ALPHA, "100 100 100", "255 0 102");
        Pixels mark = Painted.of(Layout.GREY_ALPHA, "200 200 200", "255 255 255");

        Pixels marked = Over.laid(picture, at(mark, 0, 0, picture), 0.5);

        // 0.4 under 0.5: opacity 0.7, of which the mark has 5/7
        assertThat(Painted.text(marked)).containsExactly("150 200 171", "255 127 178");
    }

    @Test
    void aGreyPictureGetsColoursOnlyFromAColouredMark() {
        Pixels picture = Painted.grey("100 100");
        Pixels grey = Painted.of(Layout.GREY_ALPHA, "0", "255");
        Pixels red = Painted.of(Layout.RGB_ALPHA, "255", "0", "0", "255");

        assertThat(Painted.text(Over.laid(picture, at(grey, 0, 0, picture), 1))).containsExactly("0 100");
        assertThat(Painted.text(Over.laid(picture, at(red, 1, 0, picture), 1)))
                .containsExactly("100 255", "100 0", "100 0");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "0,  0,  9 8 1 1/7 6 1 1/1 1 1 1",
                "3,  2,  1 1 1 1/1 1 1 1/1 1 1 9",
                "-1, -1, 6 1 1 1/1 1 1 1/1 1 1 1",
                "2,  1,  1 1 1 1/1 1 9 8/1 1 7 6",
            })
    void whatReachesOutOfThePictureIsCutOff(int left, int top, String expected) {
        Pixels picture = Painted.grey("1 1 1 1/1 1 1 1/1 1 1 1");
        Pixels mark = Painted.grey("9 8/7 6");

        assertThat(Painted.text(Over.laid(picture, at(mark, left, top, picture), 1)))
                .containsExactly(expected);
    }

    @Test
    void whatLiesOutsideIsNoOverlay() {
        Pixels mark = Painted.grey("9 8/7 6");

        assertThat(Overlay.placed(mark, 4, 0, new Size(4, 3))).isEmpty();
        assertThat(Overlay.placed(mark, 0, -2, new Size(4, 3))).isEmpty();
        assertThat(Overlay.placed(mark, -1, 2, new Size(4, 3)))
                .map(Overlay::covered)
                .contains(new Box(0, 2, new Size(1, 1)));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                // spaceX, spaceY, chessboard, picture -> the mark is 9 8
                "0, 0, false, 1 1 1 1 1 1,       9 8 9 8 9 8", // three tiles fit
                "0, 0, false, 1 1 1 1 1 1 1 1,   8 9 8 9 8 9 8 9", // four would; five, and the middle of them
                "0, 0, false, 1 1 1 1 1,         9 8 9 8 9", // three tiles of six; (6 - 5) / 2 = 0 cut off on the left
                "1, 0, false, 1 1 1 1 1 1 1 1 1, 9 8 1 9 8 1 9 8 1", // of one pixel of space none lies on the left
                "2, 0, false, 1 1 1 1,           1 9 8 1",
                "3, 0, false, 1 1 1 1 1,         1 9 8 1 1",
                "0, 0, true,  1 1 1 1 1 1,       1 1 9 8 1 1", // only the middle one
                "0, 0, true,  1 1 1 1 1 1 1 1 1 1, 9 8 1 1 9 8 1 1 9 8",
                "0, 0, true,  1 1/1 1/1 1,       1 1/9 8/1 1",
                "0, 1, false, 1 1/1 1/1 1/1 1,   1 1/9 8/1 1/9 8", // three tiles of six rows; one cut off on top
                "0, 2, true,  1 1 1 1/1 1 1 1/1 1 1 1, 1 1 1 1/1 9 8 1/1 1 1 1",
            })
    void tilesSpreadFromTheMiddle(int spaceX, int spaceY, boolean chessboard, String picture, String expected) {
        Pixels below = Painted.grey(picture);
        Pixels mark = Painted.grey("9 8");
        Overlay tiled = Overlay.tiled(mark, spaceX, spaceY, chessboard, new Size(below.width(), below.height()));

        assertThat(Painted.text(Over.laid(below, tiled, 1))).containsExactly(expected);
    }

    /** The luma and the differences of the result are those of the RGB result, up to their own rounding. */
    @Property(tries = 60)
    void luminanceAndDifferencesAreMixedAsRgbWouldBe(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 17) int width,
            @ForAll @IntRange(min = 1, max = 13) int height,
            @ForAll @IntRange(min = 1, max = 2) int across,
            @ForAll @IntRange(min = 1, max = 2) int down,
            @ForAll @IntRange(min = -4, max = 12) int left,
            @ForAll @IntRange(min = -4, max = 9) int top,
            @ForAll @DoubleRange(min = 0, max = 1) double opacity) {
        Pixels mark = Painted.noise(Layout.RGB_ALPHA, 6, 5, seed);
        Pixels noise = Painted.noise(Layout.RGB, width, height, seed + 1);
        Pixels picture = new Pixels(
                Layout.YCBCR,
                List.of(
                        noise.planes().get(0),
                        noise.planes().get(1).view(0, 0, (width + across - 1) / across, (height + down - 1) / down),
                        noise.planes().get(2).view(0, 0, (width + across - 1) / across, (height + down - 1) / down)));
        Overlay.placed(mark, left, top, new Size(width, height)).ifPresent(overlay -> {
            Pixels marked = Over.laid(picture, overlay, opacity);

            assertThat(marked.layout()).isEqualTo(Layout.YCBCR);
            List<double[][]> exact = mixed(picture, mark, left, top, opacity, across, down);
            for (int i = 0; i < 3; i++) {
                assertClose(marked.planes().get(i), exact.get(i));
            }
        });
    }

    private static void assertClose(Plane plane, double[][] exact) {
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < plane.width(); x++) {
                assertThat((double) plane.get(x, y)).isCloseTo(Math.max(0, Math.min(255, exact[y][x])), within(0.51));
            }
        }
    }

    /** Pixel by pixel, as slowly as the formula says it. */
    private static List<double[][]> mixed(
            Pixels picture, Pixels mark, int left, int top, double opacity, int across, int down) {
        double[][] weights = {{0.299, 0.587, 0.114}, {-0.168736, -0.331264, 0.5}, {0.5, -0.418688, -0.081312}};
        List<double[][]> planes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Plane plane = picture.planes().get(i);
            double[][] sums = new double[plane.height()][plane.width()];
            int[][] counts = new int[plane.height()][plane.width()];
            for (int y = 0; y < picture.height(); y++) {
                for (int x = 0; x < picture.width(); x++) {
                    int cellX = i == 0 ? x : x / across;
                    int cellY = i == 0 ? y : y / down;
                    double below = plane.get(cellX, cellY);
                    sums[cellY][cellX] += below
                            + (above(mark, x - left, y - top, weights[i], i == 0 ? 0 : 128) - below)
                                    * share(mark, x - left, y - top, opacity);
                    counts[cellY][cellX]++;
                }
            }
            for (int y = 0; y < plane.height(); y++) {
                for (int x = 0; x < plane.width(); x++) {
                    sums[y][x] /= counts[y][x];
                }
            }
            planes.add(sums);
        }
        return planes;
    }

    private static double share(Pixels mark, int x, int y, double opacity) {
        boolean inside = x >= 0 && y >= 0 && x < mark.width() && y < mark.height();
        return inside ? mark.alpha().get(x, y) / 255.0 * opacity : 0;
    }

    private static double above(Pixels mark, int x, int y, double[] weights, int offset) {
        if (share(mark, x, y, 1) == 0) {
            return 0;
        }
        double sum = offset;
        for (int i = 0; i < 3; i++) {
            sum += weights[i] * mark.planes().get(i).get(x, y);
        }
        return sum;
    }

    @Property(tries = 40)
    void opacityZeroChangesNothing(@ForAll long seed, @ForAll Layout layout) {
        Pixels picture = Painted.noise(layout, 7, 6, seed);
        Pixels mark = Painted.noise(Layout.GREY_ALPHA, 4, 4, seed + 1);

        Pixels marked = Over.laid(picture, at(mark, 2, 1, picture), 0);

        if (layout.hasAlpha()) {
            assertThat(Painted.text(marked.alpha())).isEqualTo(Painted.text(picture.alpha()));
        } else {
            assertThat(Painted.text(marked)).isEqualTo(Painted.text(picture));
        }
    }
}
