package dev.tomthumb.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestPicturesTest {

    @ParameterizedTest
    @CsvSource({"400, 300", "40, 30", "17, 91", "2, 2"})
    void theGeometryPictureHasItsFourCornerColours(int width, int height) {
        BufferedImage image = TestPictures.geometry(width, height);

        assertThat(image.getRGB(0, 0) & 0xFFFFFF).isEqualTo(TestPictures.TOP_LEFT);
        assertThat(image.getRGB(width - 1, 0) & 0xFFFFFF).isEqualTo(TestPictures.TOP_RIGHT);
        assertThat(image.getRGB(0, height - 1) & 0xFFFFFF).isEqualTo(TestPictures.BOTTOM_LEFT);
        assertThat(image.getRGB(width - 1, height - 1) & 0xFFFFFF).isEqualTo(TestPictures.BOTTOM_RIGHT);
    }

    @Test
    void theGradientRunsFromZeroTo255InBothDirections() {
        BufferedImage image = TestPictures.gradient(33, 21);

        assertThat(image.getRGB(0, 0)).isEqualTo(0xFF000080);
        assertThat(image.getRGB(32, 0)).isEqualTo(0xFFFF0080);
        assertThat(image.getRGB(0, 20)).isEqualTo(0xFF00FF80);
        assertThat(image.getRGB(16, 10)).isEqualTo(0xFF808080);
    }

    @Test
    void theCheckerboardStartsWhite() {
        BufferedImage image = TestPictures.checkerboard(8, 8, 2);

        assertThat(image.getRGB(0, 0)).isEqualTo(0xFFFFFFFF);
        assertThat(image.getRGB(2, 1)).isEqualTo(0xFF000000);
        assertThat(image.getRGB(2, 2)).isEqualTo(0xFFFFFFFF);
    }

    @Test
    void theAlphaRampSurvivesPng() throws IOException {
        byte[] png = TestPictures.png(TestPictures.alphaRamp(256, 2, 0x3366CC));

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));

        assertThat(read.getRGB(0, 0) >>> 24).isZero();
        assertThat(read.getRGB(128, 1)).isEqualTo(0x803366CC);
        assertThat(read.getRGB(255, 0)).isEqualTo(0xFF3366CC);
    }

    @Test
    void jpegAndGifCanBeReadBack() throws IOException {
        BufferedImage image = TestPictures.geometry(64, 48);

        for (byte[] bytes : new byte[][] {
            TestPictures.jpeg(image, 90), TestPictures.progressiveJpeg(image, 90), TestPictures.gif(image)
        }) {
            BufferedImage read = ImageIO.read(new ByteArrayInputStream(bytes));
            assertThat(read.getWidth()).isEqualTo(64);
            assertThat(read.getRGB(1, 1) >> 16 & 255).isGreaterThan(190);
        }
    }

    @Test
    void anOrientedJpegIsStoredTurned() throws IOException {
        byte[] jpeg = TestPictures.jpegWithOrientation(TestPictures.geometry(64, 48), 6, 90);

        BufferedImage stored = ImageIO.read(new ByteArrayInputStream(jpeg));

        assertThat(stored.getWidth()).isEqualTo(48);
        assertThat(stored.getHeight()).isEqualTo(64);
    }
}
