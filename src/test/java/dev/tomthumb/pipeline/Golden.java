package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Compares a picture with the one kept in {@code src/test/resources/dev/tomthumb/pipeline/golden}.
 *
 * <p>{@code -Dgolden.update} writes the kept pictures instead; look at them before committing. A failure leaves expected,
 * actual and difference (amplified) side by side in {@code target/golden}.
 */
final class Golden {
    private static final Path KEPT = Path.of("src/test/resources/dev/tomthumb/pipeline/golden");
    private static final Path FAILED = Path.of("target/golden");
    /** Codecs of other JDKs may round differently: no sample further off than this, and the mean far less. */
    private static final int WORST = 6;

    private static final double MEAN = 0.5;

    private Golden() {}

    static void assertLooksLike(String name, byte[] actualPng) throws IOException {
        Path kept = KEPT.resolve(name + ".png");
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(KEPT);
            Files.write(kept, actualPng);
            return;
        }
        if (!Files.exists(kept)) {
            leave(name, "actual", actualPng);
            fail("There is no golden picture %s yet; -Dgolden.update writes it", kept);
        }
        BufferedImage expected = ImageIO.read(kept.toFile());
        BufferedImage actual = ImageIO.read(new ByteArrayInputStream(actualPng));
        Difference difference = Difference.of(expected, actual);
        if (difference.worst() > WORST || difference.mean() > MEAN) {
            leave(name, "expected", Files.readAllBytes(kept));
            leave(name, "actual", actualPng);
            ImageIO.write(
                    difference.picture(),
                    "png",
                    FAILED.resolve(name + "-difference.png").toFile());
            fail(
                    "%s differs by up to %d and %.2f on average (allowed: %d and %.1f); see %s",
                    name, difference.worst(), difference.mean(), WORST, MEAN, FAILED);
        }
    }

    private static void leave(String name, String what, byte[] png) throws IOException {
        Files.createDirectories(FAILED);
        Files.write(FAILED.resolve(name + "-" + what + ".png"), png);
    }

    private record Difference(int worst, double mean, BufferedImage picture) {

        static Difference of(BufferedImage expected, BufferedImage actual) {
            assertThat(actual.getWidth() + "x" + actual.getHeight())
                    .isEqualTo(expected.getWidth() + "x" + expected.getHeight());
            BufferedImage picture =
                    new BufferedImage(expected.getWidth(), expected.getHeight(), BufferedImage.TYPE_INT_RGB);
            int worst = 0;
            long sum = 0;
            for (int y = 0; y < picture.getHeight(); y++) {
                for (int x = 0; x < picture.getWidth(); x++) {
                    int[] apart = apart(expected.getRGB(x, y), actual.getRGB(x, y));
                    for (int each : apart) {
                        worst = Math.max(worst, each);
                        sum += each;
                    }
                    picture.setRGB(x, y, amplified(apart));
                }
            }
            return new Difference(worst, sum / 4.0 / picture.getWidth() / picture.getHeight(), picture);
        }

        /** Alpha, red, green, blue; colours weighed by opacity, for what is transparent has none. */
        private static int[] apart(int expected, int actual) {
            int[] apart = new int[4];
            apart[0] = Math.abs((expected >>> 24) - (actual >>> 24));
            int opacity = Math.max(expected >>> 24, actual >>> 24);
            for (int i = 1; i < 4; i++) {
                int shift = 24 - 8 * i;
                apart[i] = Math.abs((expected >> shift & 255) - (actual >> shift & 255)) * opacity / 255;
            }
            return apart;
        }

        private static int amplified(int[] apart) {
            int rgb = 0;
            for (int i = 1; i < 4; i++) {
                rgb = rgb << 8 | Math.min(255, 16 * Math.max(apart[0], apart[i]));
            }
            return rgb;
        }
    }
}
