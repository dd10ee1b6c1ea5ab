package dev.tomthumb.codec.imageio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.WebpCoding;
import dev.tomthumb.codec.WebpCoding.Preset;
import dev.tomthumb.codec.WebpHeader;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.OutputOptions.Webp.Compression;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WebpCodingTest {
    private static byte[] written(Pixels pixels, int quality, WebpCoding coding) throws ImageException {
        return TestCodecs.encoder(ImageFormat.WEBP)
                .encode(pixels, Encoding.of(quality).withWebp(coding));
    }

    private static Pixels read(byte[] file) throws ImageException {
        return TestCodecs.decoder(ImageFormat.WEBP)
                .decode(file, WebpHeader.read(file).header());
    }

    private static WebpCoding preset(Preset preset) {
        return new WebpCoding(Compression.LOSSY, false, preset, 4);
    }

    @ParameterizedTest
    @EnumSource(
            value = Layout.class,
            names = {"RGB", "RGB_ALPHA"})
    void aLosslessFileHasEveryVisibleSample(Layout layout) throws ImageException {
        Pixels pixels = Pictures.waves(layout, 67, 41);
        Pixels back = read(written(pixels, 80, WebpCoding.DEFAULT.withCompression(Compression.LOSSLESS)));

        for (int y = 0; y < 41; y++) {
            // The first column of the ramp is wholly transparent: what colour it has is nobody's business.
            for (int x = layout.hasAlpha() ? 1 : 0; x < 67; x++) {
                assertThat(Pictures.at(back, x, y)).isEqualTo(Pictures.at(pixels, x, y));
            }
        }
    }

    @Test
    void aNearlyLosslessFileIsSmallerAndAlmostTheSame() throws ImageException {
        Pixels pixels = Pictures.waves(Layout.RGB, 128, 96);
        byte[] lossless = written(pixels, 40, WebpCoding.DEFAULT.withCompression(Compression.LOSSLESS));
        byte[] near = written(pixels, 40, WebpCoding.DEFAULT.withCompression(Compression.NEAR_LOSSLESS));

        assertThat(near.length).isLessThan(lossless.length);
        assertThat(Pictures.psnr(pixels, read(near))).isBetween(36.0, 98.0);
    }

    @Test
    void smartSubsamplingIsAnotherFileOfTheSamePicture() throws ImageException {
        Pixels pixels = Pictures.waves(Layout.RGB, 64, 64);
        byte[] plain = written(pixels, 90, WebpCoding.DEFAULT);
        byte[] smart = written(pixels, 90, new WebpCoding(Compression.LOSSY, true, Preset.DEFAULT, 4));

        assertThat(smart).isNotEqualTo(plain);
        assertThat(Pictures.psnr(pixels, read(smart))).isGreaterThan(33);
    }

    @Test
    void everyPresetMakesAFileOfItsOwnButTextAndIconsDifferOnlyInLargePictures() throws ImageException {
        Pixels pixels = Pictures.waves(Layout.RGB, 160, 120);
        long different = Stream.of(Preset.values())
                .map(preset -> {
                    try {
                        return Arrays.hashCode(written(pixels, 70, preset(preset)));
                    } catch (ImageException refusal) {
                        throw new AssertionError(refusal);
                    }
                })
                .distinct()
                .count();

        assertThat(different).isGreaterThanOrEqualTo(Preset.values().length - 1);
    }

    @Test
    void moreEffortMakesASmallerFile() throws ImageException {
        Pixels pixels = Pictures.waves(Layout.RGB, 160, 120);
        byte[] fast = written(pixels, 80, new WebpCoding(Compression.LOSSY, false, Preset.DEFAULT, 0));
        byte[] small = written(pixels, 80, new WebpCoding(Compression.LOSSY, false, Preset.DEFAULT, 6));

        assertThat(small.length).isLessThan(fast.length);
    }
}
