package dev.tomthumb.codec.jpeg.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.jpeg.decode.JpegSpec.ScanSpec;
import dev.tomthumb.model.ImageException;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The decoder beside the JDK's libjpeg, whose raster of a YCbCr file is not converted. Chroma that is stored at less is
 * not compared: libjpeg smooths it.
 */
class LibjpegComparisonTest {
    private static final Integer[][] SAMPLINGS = {
        {0x11},
        {0x11, 0x11, 0x11},
        {0x21, 0x11, 0x11},
        {0x22, 0x11, 0x11},
        {0x12, 0x11, 0x11},
        {0x41, 0x11, 0x11},
        {0x42, 0x11, 0x11},
        {0x22, 0x21, 0x21}
    };
    private static final int[] QUALITIES = {1, 12, 70};

    @Test
    void samplesDifferByOneAtMost() throws IOException, ImageException {
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            JpegSpec spec = JpegSpec.of(
                            1 + random.nextInt(67), 1 + random.nextInt(67), SAMPLINGS[random.nextInt(SAMPLINGS.length)])
                    .quality(QUALITIES[random.nextInt(QUALITIES.length)])
                    .restart(random.nextBoolean() ? 0 : 1 + random.nextInt(7));
            compare(variant(spec, random.nextInt(3)));
        }
    }

    @ParameterizedTest
    @MethodSource("samplings")
    @EnabledIfSystemProperty(
            named = "tomthumb.corpus",
            matches = "whole",
            disabledReason = "takes a quarter of an hour or more")
    void samplesOfTheWholeCorpusDifferByOneAtMost(Integer[] sampling) throws IOException, ImageException {
        for (int side = 0; side < 67 * 67; side++) {
            for (int quality : QUALITIES) {
                for (int restart : new int[] {0, 1, 5}) {
                    JpegSpec spec = JpegSpec.of(1 + side % 67, 1 + side / 67, sampling)
                            .quality(quality)
                            .restart(restart);
                    for (int variant = 0; variant < 3; variant++) {
                        compare(variant(spec, variant));
                    }
                }
            }
        }
    }

    static Stream<Arguments> samplings() {
        return Stream.of(SAMPLINGS).map(sampling -> Arguments.of((Object) sampling));
    }

    private static JpegSpec variant(JpegSpec spec, int variant) {
        if (variant == 1) {
            return spec.progressive();
        }
        boolean color = spec.factors().size() == 3;
        return variant == 0 || !color
                ? spec
                : spec.scans(ScanSpec.sequential(1), ScanSpec.sequential(0), ScanSpec.sequential(2));
    }

    private static void compare(JpegSpec spec) throws IOException, ImageException {
        byte[] file = TestJpeg.file(spec);
        Raster raster = raster(file);
        List<float[][]> planes = DecodedPlanes.whole(file, 8);
        for (int plane = 0; plane < planes.size(); plane++) {
            if (spec.across(plane) == spec.mostAcross() && spec.down(plane) == spec.mostDown()) {
                compare(spec, planes.get(plane), raster, plane);
            }
        }
    }

    private static void compare(JpegSpec spec, float[][] plane, Raster raster, int band) {
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int x = 0; x < raster.getWidth(); x++) {
                int sample = Math.max(0, Math.min(255, Math.round(plane[y][x])));
                if (Math.abs(sample - raster.getSample(x, y, band)) > 1) {
                    assertThat(sample).as("(%d,%d) of %s", x, y, spec).isEqualTo(raster.getSample(x, y, band));
                }
            }
        }
    }

    /** The JDK's own reader, which is libjpeg; other libraries on the class path offer theirs first. */
    private static ImageReader libjpeg() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        ImageReader reader = readers.next();
        while (!reader.getClass().getName().startsWith("com.sun.imageio.")) {
            reader = readers.next();
        }
        return reader;
    }

    private static Raster raster(byte[] file) throws IOException {
        ImageReader reader = libjpeg();
        try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(stream);
            return reader.readRaster(0, null);
        } finally {
            reader.dispose();
        }
    }

    /** At 1/8 libjpeg makes of each block (mean * step + 4) / 8, rounded down, and adds 128. */
    @Test
    void meansAreThoseOfLibjpeg() throws ImageException {
        List<String> wrong = new ArrayList<>();
        for (int quality : QUALITIES) {
            JpegSpec spec = JpegSpec.of(66, 66, 0x11).quality(quality);
            TestJpeg jpeg = new TestJpeg(spec);
            float[][] means = DecodedPlanes.whole(jpeg.write(), 1).get(0);
            for (int i = 0; i < 81; i++) {
                int expected = Math.max(0, Math.min(255, (jpeg.mean(i) + 4 >> 3) + 128));
                int actual = Math.max(0, Math.min(255, (int) Math.floor(means[i / 9][i % 9] + 0.5)));
                if (expected != actual) {
                    wrong.add(i + " at quality " + quality);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
