package dev.tomthumb.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttentionTest {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;
    private static final int CALM = 0x507090;

    /** 0xRRGGBB for every pixel. */
    @FunctionalInterface
    private interface Paint {
        int at(int x, int y);
    }

    private static Pixels drawn(Paint paint) {
        byte[] samples = new byte[3 * WIDTH * HEIGHT];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int rgb = paint.at(i % WIDTH, i / WIDTH);
            samples[3 * i] = (byte) (rgb >> 16);
            samples[3 * i + 1] = (byte) (rgb >> 8);
            samples[3 * i + 2] = (byte) rgb;
        }
        return Plane.interleaved(Layout.RGB, samples, WIDTH, HEIGHT);
    }

    private static boolean inside(int x, int y, int centreX, int centreY, int radius) {
        return Math.hypot(x - centreX, y - centreY) < radius;
    }

    private static void assertAt(Pixels pixels, int x, int y) {
        Attention.Point point = Attention.strongest(pixels, 4);

        assertThat(point.x() * WIDTH).isCloseTo(x, within(8.0));
        assertThat(point.y() * HEIGHT).isCloseTo(y, within(8.0));
    }

    @ParameterizedTest
    @CsvSource({"20, 20", "76, 44", "48, 32"})
    void skinOnACalmGroundIsSeen(int x, int y) {
        assertAt(drawn((px, py) -> inside(px, py, x, y, 9) ? 0xE0A882 : CALM), x, y);
    }

    @ParameterizedTest
    @CsvSource({"20, 20", "76, 44"})
    void fineDetailIsSeenInGreyToo(int x, int y) {
        Pixels colored = drawn((px, py) -> inside(px, py, x, y, 9) && (px + py) % 2 == 0 ? 0xC0C0C0 : 0x808080);

        assertAt(colored, x, y);
        assertAt(new Pixels(Layout.GREY, List.of(colored.planes().get(0))), x, y);
    }

    @Test
    void whatIsTransparentIsNotSeen() {
        Pixels two = drawn((x, y) -> inside(x, y, 20, 32, 12) || inside(x, y, 76, 32, 9) ? 0xE0A882 : CALM);
        Plane alpha = new Plane(WIDTH, HEIGHT);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            alpha.set(i % WIDTH, i / WIDTH, i % WIDTH < 48 ? 0 : 255);
        }

        assertAt(two, 20, 32);
        assertAt(
                new Pixels(
                        Layout.RGB_ALPHA,
                        List.of(
                                two.planes().get(0),
                                two.planes().get(1),
                                two.planes().get(2),
                                alpha)),
                76,
                32);
    }

    @Test
    void aPictureOfOneColourHasAPointAllTheSame() {
        Attention.Point point = Attention.strongest(drawn((x, y) -> CALM), 4);

        assertThat(point.x()).isBetween(0.0, 1.0);
        assertThat(point.y()).isBetween(0.0, 1.0);
    }
}
