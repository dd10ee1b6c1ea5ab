package dev.tomthumb.pipeline;

import static dev.tomthumb.pipeline.Plans.size;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResampleTest {

    private static Pixels scaled(Pixels pixels, Size size) throws ImageException {
        return Resample.scaled(pixels, size, Box.whole(size));
    }

    @ParameterizedTest
    @CsvSource({
        "300x200,  299x199", // hardly
        "300x200,  150x100", // by a half
        "301x199,  97x64", // by nothing even
        "600x400,  151x101", // just before averaging begins
        "800x601,  160x120", // averaged by two, the last row without a partner
        "1009x757, 100x75", // averaged by four
        "1009x757, 33x25",
        "1009x757, 7x5",
        "900x40,   100x39", // only one axis much
    })
    void aReductionIsTheTextbooksToTheEye(String source, String target) throws ImageException {
        Size from = size(source);
        Size to = size(target);
        Pixels picture = Drawn.grey(from.width(), from.height(), Drawn.landscape(from.width(), from.height()));

        Plane actual = scaled(picture, to).planes().get(0);
        double[][] expected = ReferenceScaler.scaled(picture.planes().get(0), to.width(), to.height());

        double absolute = 0;
        double squared = 0;
        for (int y = 0; y < to.height(); y++) {
            for (int x = 0; x < to.width(); x++) {
                double error = actual.get(x, y) - Math.max(0, Math.min(255, expected[y][x]));
                absolute += Math.abs(error);
                squared += error * error;
            }
        }
        double psnr = 10 * Math.log10(255 * 255 * to.pixels() / squared);
        assertThat(absolute / to.pixels()).as("mean absolute error").isLessThanOrEqualTo(1.5);
        assertThat(psnr).as("signal to noise, dB").isGreaterThanOrEqualTo(48);
    }

    @ParameterizedTest
    @CsvSource({"640x480, 7x5", "640x480, 100x75", "640x480, 639x479", "10x10, 123x77", "1x1, 50x50", "5x400, 200x3"})
    void aPlainPictureStaysPlain(String source, String target) throws ImageException {
        Size from = size(source);
        for (int value : new int[] {0, 1, 127, 254, 255}) {
            Plane scaled = scaled(Drawn.grey(from.width(), from.height(), (x, y) -> value), size(target))
                    .planes()
                    .get(0);
            for (int y = 0; y < scaled.height(); y++) {
                for (int x = 0; x < scaled.width(); x++) {
                    assertThat(scaled.get(x, y)).isEqualTo(value);
                }
            }
        }
    }

    /** Of all that one decoded row yields, colours must be divided by the opacity of their own band. */
    @ParameterizedTest
    @CsvSource({"10x23, 20x70", "3x2, 5x300", "20x200, 10x150"})
    void aPlainColourUnderARampOfOpacityStaysPlain(String source, String target) throws ImageException {
        Size from = size(source);
        Plane color =
                Drawn.grey(from.width(), from.height(), (x, y) -> 100).planes().get(0);
        Plane ramp = Drawn.grey(from.width(), from.height(), (x, y) -> 40 + 200 * y / from.height())
                .planes()
                .get(0);

        Plane scaled = scaled(new Pixels(Layout.GREY_ALPHA, List.of(color, ramp)), size(target))
                .planes()
                .get(0);

        for (int y = 0; y < scaled.height(); y++) {
            assertThat(scaled.get(0, y)).as("row %d", y).isEqualTo(100);
        }
    }

    @ParameterizedTest
    @CsvSource({"600x450, 300x225", "600x450, 137x103", "601x449, 100x75", "601x449, 31x23", "60x45, 137x103"})
    void nothingShifts(String source, String target) throws ImageException {
        Size from = size(source);
        Size to = size(target);
        double spotX = 0.37;
        double spotY = 0.58;
        double radius = 0.15;
        Pixels spot = Drawn.grey(from.width(), from.height(), (x, y) -> {
            double distance = Math.hypot((x + 0.5) / from.width() - spotX, (y + 0.5) / from.height() - spotY) / radius;
            return distance < 1 ? 240 * (1 + Math.cos(Math.PI * distance)) / 2 : 0;
        });

        Plane scaled = scaled(spot, to).planes().get(0);

        double mass = 0;
        double atX = 0;
        double atY = 0;
        for (int y = 0; y < to.height(); y++) {
            for (int x = 0; x < to.width(); x++) {
                mass += scaled.get(x, y);
                atX += scaled.get(x, y) * (x + 0.5);
                atY += scaled.get(x, y) * (y + 0.5);
            }
        }
        assertThat(atX / mass).isCloseTo(spotX * to.width(), within(0.03));
        assertThat(atY / mass).isCloseTo(spotY * to.height(), within(0.03));
    }

    @Test
    void anEnlargedRampStaysARampBetweenItsEdges() throws ImageException {
        Pixels ramp = Drawn.grey(20, 3, (x, y) -> 10 + 12 * x);

        Plane scaled = scaled(ramp, size("80x3")).planes().get(0);

        for (int x = 8; x < 72; x++) {
            double exact = 10 + 12 * ((x + 0.5) / 4 - 0.5);
            assertThat((double) scaled.get(x, 1)).isCloseTo(exact, within(0.51));
        }
    }

    @ParameterizedTest
    @CsvSource({"400x300, 80x60", "400x300, 30x200", "40x30, 333x222"})
    void aWindowIsTheSamePartOfTheWhole(String source, String target) throws ImageException {
        Size from = size(source);
        Size to = size(target);
        Pixels picture = Drawn.grey(from.width(), from.height(), Drawn.landscape(from.width(), from.height()));
        Box window = new Box(to.width() / 3, to.height() / 4, new Size(to.width() / 2, to.height() / 2));

        Plane whole = scaled(picture, to).planes().get(0);
        Plane part = Resample.scaled(picture, to, window).planes().get(0);

        for (int y = 0; y < window.height(); y++) {
            for (int x = 0; x < window.width(); x++) {
                assertThat(part.get(x, y)).isCloseTo(whole.get(window.x() + x, window.y() + y), within(1));
            }
        }
    }

    @Test
    void ofAnAbsurdlyLongScaledPictureOnlyTheWindowIsMade() throws ImageException {
        Pixels picture = Drawn.grey(2, 4000, (x, y) -> y < 2000 ? 0 : 255);
        Size scaled = new Size(1_000_000, 2_000_000_000);

        Pixels edge = Resample.scaled(picture, scaled, new Box(500_000, 999_900_000, size("10x200000")));

        assertThat(edge.width()).isEqualTo(10);
        assertThat(edge.planes().get(0).get(5, 0))
                .isLessThan(edge.planes().get(0).get(5, 199_999));
    }

    @Test
    void theColourOfTransparentPixelsDoesNotBleed() throws ImageException {
        // The left half is opaque green; the right half is fully transparent and, invisibly, red.
        Pixels picture = Drawn.of(
                Layout.RGB_ALPHA,
                200,
                200,
                (x, y) -> x < 100 ? 0 : 255,
                (x, y) -> x < 100 ? 200 : 0,
                (x, y) -> 0,
                (x, y) -> x < 100 ? 255 : 0);

        Pixels scaled = scaled(picture, size("33x33"));

        for (int y = 0; y < 33; y++) {
            for (int x = 0; x < 33; x++) {
                assertThat(scaled.planes().get(0).get(x, y)).as("red at %d", x).isZero();
                if (scaled.alpha().get(x, y) > 20) {
                    // Brighter by the kernel's overshoot at a hard edge at most; darker would be a fringe.
                    assertThat(scaled.planes().get(1).get(x, y))
                            .as("green at %d", x)
                            .isBetween(195, 220);
                }
            }
        }
        assertThat(scaled.alpha().get(16, 16)).isBetween(100, 155);
    }

    @Test
    void aPictureOfTheRightSizeIsNotTouched() throws ImageException {
        Pixels picture = Drawn.numbered(30, 20);

        assertThat(scaled(picture, size("30x20"))).isSameAs(picture);
    }
}
