package dev.tomthumb.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Effects;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlurTest {
    private static Pixels blurred(Pixels pixels, double sigma) throws ImageException {
        return Blur.blurred(pixels, sigma, Checkpoint.NONE);
    }

    /** Weights rint(20 exp(-x x / 2)) = 12 20 12, of 44, on both axes: 220 * 20 * 20 / 44 / 44 = 45.5. */
    @Test
    void aPointIsSpreadByTheWeightsOfTheCurve() throws ImageException {
        Pixels point = Painted.grey("0 0 0 0 0/0 0 0 0 0/0 0 220 0 0/0 0 0 0 0/0 0 0 0 0");

        assertThat(Painted.text(blurred(point, 1)))
                .containsExactly("0 0 0 0 0/0 16 27 16 0/0 27 45 27 0/0 16 27 16 0/0 0 0 0 0");
    }

    /** What libvips 8.17 makes of the same samples; it rounds once more in between. */
    @Test
    void noiseComesOutAsFromLibvips() throws ImageException {
        StringBuilder samples = new StringBuilder();
        for (int i = 0; i < 27; i++) {
            samples.append(i * 37 % 256).append(i % 9 == 8 ? "/" : " ");
        }
        Plane expected = Painted.plane("53 74 100 121 137 133 117 93 79/94 107 119 121 119 112 110 108 111/"
                + "135 139 134 114 98 94 110 127 144");

        Plane actual = blurred(Painted.grey(samples.toString()), 1.5).planes().get(0);

        assertThat(Painted.difference(actual, expected)).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.55})
    void aSigmaThatReachesNoNeighbourChangesNothing(double sigma) throws ImageException {
        Pixels noise = Painted.noise(Layout.RGB, 9, 7, 1);

        assertThat(blurred(noise, sigma)).isSameAs(noise);
    }

    @ParameterizedTest
    @ValueSource(doubles = {12, 15.5, 24, 60})
    void aWideBlurThatIsMadeInCellsIsTheFullSum(double sigma) throws ImageException {
        Pixels noise = Painted.noise(Layout.GREY, 150, 3, 7);

        Plane actual = blurred(noise, sigma).planes().get(0);

        double[] weights = GaussianKernel.of(sigma, GaussianKernel.BLUR);
        int reach = weights.length / 2;
        for (int x = 0; x < 150; x++) {
            double sum = 0;
            for (int k = -reach; k <= reach; k++) {
                int at = Math.max(0, Math.min(149, x + k));
                double column = 0;
                for (int j = -reach; j <= reach; j++) {
                    column += weights[j + reach] * noise.planes().get(0).get(at, Math.max(0, Math.min(2, 1 + j)));
                }
                sum += weights[k + reach] * column;
            }
            assertThat((double) actual.get(x, 1)).isCloseTo(sum, within(1.5));
        }
    }

    @Property(tries = 40)
    void theMeanStays(@ForAll long seed, @ForAll @DoubleRange(min = 0, max = 16) double sigma) throws ImageException {
        // A frame as wide as the blur reaches, so that nothing is lost beyond the edges.
        Plane framed = new Plane(90, 80);
        Pixels noise = Painted.noise(Layout.GREY, 26, 16, seed);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 26; x++) {
                framed.set(x + 32, y + 32, noise.planes().get(0).get(x, y));
            }
        }

        Plane blurred = blurred(new Pixels(Layout.GREY, List.of(framed)), sigma)
                .planes()
                .get(0);

        assertThat(Painted.mean(blurred)).isCloseTo(Painted.mean(framed), within(1.0));
    }

    @Property(tries = 40)
    void onePlainColourStays(
            @ForAll @IntRange(min = 0, max = 255) int shade,
            @ForAll @IntRange(min = 1, max = 90) int width,
            @ForAll @IntRange(min = 1, max = 90) int height,
            @ForAll @DoubleRange(min = 0, max = 1e9) double sigma)
            throws ImageException {
        Plane plane = new Plane(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                plane.set(x, y, shade);
            }
        }

        Pixels blurred = blurred(new Pixels(Layout.GREY, List.of(plane)), sigma);

        assertThat(Painted.text(blurred)).containsExactly(Painted.text(plane));
    }

    @Test
    void theColourOfWhatIsTransparentDoesNotBleed() throws ImageException {
        Pixels half = Painted.of(Layout.RGB_ALPHA, "255 255 0 0", "0 0 0 0", "0 0 200 200", "0 0 255 255");

        Pixels blurred = blurred(half, 1);

        // 12/44 and 32/44 of the opacity.
        assertThat(Painted.text(blurred.alpha())).isEqualTo("0 70 185 255");
        assertThat(Painted.text(blurred.planes().get(0))).isEqualTo("0 0 0 0");
        assertThat(Painted.text(blurred.planes().get(2))).isEqualTo("0 200 200 200");
    }

    @Test
    void onlyTheAreasAreBlurredAndThoseAsTheWholeWouldBe() throws ImageException {
        Pixels noise = Painted.noise(Layout.RGB, 60, 50, 3);
        Box box = new Box(10, 20, new Size(15, 12));

        Pixels actual = Blur.blurred(noise, List.of(new Blur.Area(box, 3)), Checkpoint.NONE);

        Pixels whole = blurred(noise, 3);
        for (int plane = 0; plane < 3; plane++) {
            for (int y = 0; y < 50; y++) {
                for (int x = 0; x < 60; x++) {
                    boolean inside = x >= 10 && x < 25 && y >= 20 && y < 32;
                    assertThat(actual.planes().get(plane).get(x, y))
                            .isEqualTo(
                                    (inside ? whole : noise).planes().get(plane).get(x, y));
                }
            }
        }
    }

    @Test
    void whatTakesTooLongCanBeEnded() {
        Checkpoint over = () -> {
            throw new ImageException(Problem.TIMEOUT, "over");
        };

        assertThatThrownBy(() -> Blur.blurred(Painted.noise(Layout.GREY, 9, 9, 1), 2, over))
                .isInstanceOf(ImageException.class);
    }

    @Test
    void aProgressiveBlurBeginsSharpAndEndsAsTheFullOne() throws ImageException {
        Pixels noise = Painted.noise(Layout.RGB_ALPHA, 20, 40, 5);
        Effects.ProgressiveBlur down = new Effects.ProgressiveBlur(6, 0, 0.25, 0.75);

        Pixels blurred = ProgressiveBlur.blurred(noise, down, Checkpoint.NONE);

        Pixels full = blurred(noise, 6);
        for (int plane = 0; plane < 4; plane++) {
            assertThat(Painted.text(blurred.planes().get(plane).view(0, 0, 20, 10)))
                    .isEqualTo(Painted.text(noise.planes().get(plane).view(0, 0, 20, 10)));
            assertThat(Painted.difference(
                            blurred.planes().get(plane).view(0, 30, 20, 10),
                            full.planes().get(plane).view(0, 30, 20, 10)))
                    .isLessThanOrEqualTo(1);
        }
        assertThat(variance(blurred.planes().get(0), 14))
                .isGreaterThan(variance(blurred.planes().get(0), 24));
    }

    private static double variance(Plane plane, int y) {
        double mean = Painted.mean(plane.view(0, y, plane.width(), 1));
        double sum = 0;
        for (int x = 0; x < plane.width(); x++) {
            sum += (plane.get(x, y) - mean) * (plane.get(x, y) - mean);
        }
        return sum;
    }
}
