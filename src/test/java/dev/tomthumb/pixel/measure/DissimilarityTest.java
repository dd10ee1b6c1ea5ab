package dev.tomthumb.pixel.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.ImageFormats;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DissimilarityTest {
    @ParameterizedTest
    @EnumSource(value = Layout.class, mode = EnumSource.Mode.EXCLUDE, names = "YCBCR")
    void aPictureIsLikeItself(Layout layout) {
        Pixels pixels = Pictures.waves(layout, 101, 67);
        assertThat(Dissimilarity.from(pixels).of(pixels)).isCloseTo(0, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 30", "8, 8", "300, 600", "1000, 800"})
    void anySizeCanBeCompared(int width, int height) {
        Pixels pixels = Pictures.waves(Layout.GREY, width, height);
        assertThat(Dissimilarity.from(pixels).of(pixels)).isCloseTo(0, within(1e-9));
    }

    @Test
    void otherSizesCannot() {
        Dissimilarity from = Dissimilarity.from(Pictures.waves(Layout.GREY, 20, 20));
        Pixels other = Pictures.waves(Layout.GREY, 20, 21);
        assertThatThrownBy(() -> from.of(other)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Of two flat pictures the formula leaves (2ab + C1) / (a² + b² + C1), which can be done by hand. */
    @Test
    void flatPicturesDifferByTheirLightnessAlone() {
        double c1 = 6.5025;
        double ssim = (2 * 100 * 150 + c1) / (100 * 100 + 150 * 150 + c1);
        assertThat(Dissimilarity.from(flat(100)).of(flat(150))).isCloseTo((1 - ssim) / 2, within(1e-9));
    }

    /** Of a pattern and its opposite around one mean: the covariance is minus the variance. */
    @Test
    void aPatternIsAlmostAllUnlikeItsOpposite() {
        double c2 = 58.5225;
        double ssim = (-2 * 50.0 * 50 + c2) / (2 * 50.0 * 50 + c2);
        assertThat(Dissimilarity.from(stripes(50)).of(stripes(-50))).isCloseTo((1 - ssim) / 2, within(1e-6));
    }

    private static Pixels flat(int value) {
        return stripes(value, 0);
    }

    private static Pixels stripes(int amplitude) {
        return stripes(128, amplitude);
    }

    private static Pixels stripes(int mean, int amplitude) {
        Plane plane = new Plane(32, 32);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
                plane.set(x, y, mean + (x % 2 == 0 ? amplitude : -amplitude));
            }
        }
        return new Pixels(Layout.GREY, List.of(plane));
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"JPEG", "WEBP"})
    void lessQualityIsMoreUnlike(ImageFormat format) throws ImageException {
        Pixels pixels = Pictures.waves(Layout.RGB, 160, 120);
        Dissimilarity from = Dissimilarity.from(pixels);
        double before = 0;
        for (int quality : new int[] {95, 75, 40, 10}) {
            byte[] file = ImageFormats.encoder(format).encode(pixels, Encoding.of(quality));
            double unlike = from.of(ImageFormats.decoded(file));
            assertThat(unlike).isGreaterThan(before).isLessThan(0.5);
            before = unlike;
        }
    }

    @Test
    void entropyCountsTheBitsOfLightness() {
        Plane ramp = new Plane(256, 4);
        for (int x = 0; x < 256; x++) {
            for (int y = 0; y < 4; y++) {
                ramp.set(x, y, x);
            }
        }
        assertThat(Luma.of(new Pixels(Layout.GREY, List.of(ramp))).entropy()).isCloseTo(8, within(1e-9));
        assertThat(Luma.of(flat(70)).entropy()).isZero();
        assertThat(Luma.of(stripes(50)).entropy()).isCloseTo(1, within(1e-9));
    }
}
