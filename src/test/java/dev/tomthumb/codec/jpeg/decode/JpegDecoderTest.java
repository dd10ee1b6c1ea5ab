package dev.tomthumb.codec.jpeg.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.jpeg.decode.JpegSpec.ScanSpec;
import dev.tomthumb.codec.jpeg.decode.JpegSpec.Variant;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of file, against the sums of T.81 in double precision over the coefficients that were written. */
class JpegDecoderTest {
    /** What single precision loses in sums of 64 terms up to 10,000. */
    private static final float ROUNDING = 0.01f;

    static Stream<JpegSpec> kinds() {
        List<JpegSpec> specs = new ArrayList<>();
        Integer[][] samplings = {
            {0x11},
            {0x22},
            {0x41},
            {0x11, 0x11, 0x11},
            {0x21, 0x11, 0x11},
            {0x22, 0x11, 0x11},
            {0x12, 0x11, 0x11},
            {0x41, 0x11, 0x11},
            {0x14, 0x11, 0x11},
            {0x42, 0x11, 0x11},
            {0x22, 0x21, 0x12},
            {0x11, 0x22, 0x11},
            {0x31, 0x21, 0x11},
            {0x23, 0x12, 0x21},
            {0x22, 0x22, 0x22},
            {0x12, 0x21, 0x31}
        };
        Random random = new Random(1);
        for (Integer[] sampling : samplings) {
            for (int i = 0; i < 3; i++) {
                JpegSpec spec = JpegSpec.of(1 + random.nextInt(67), 1 + random.nextInt(67), sampling)
                        .restart(random.nextInt(3) * (1 + random.nextInt(9)))
                        .quality(1 + random.nextInt(60));
                specs.add(spec);
                specs.add(spec.progressive());
            }
        }
        for (int side = 1; side <= 67; side++) {
            specs.add(JpegSpec.of(side, 68 - side, 0x22, 0x11, 0x11));
        }
        JpegSpec color = JpegSpec.of(61, 45, 0x22, 0x11, 0x11);
        specs.add(color.scans(ScanSpec.sequential(0), ScanSpec.sequential(1), ScanSpec.sequential(2)));
        specs.add(color.restart(3).scans(ScanSpec.sequential(1, 2), ScanSpec.sequential(0)));
        specs.add(color.restart(5).scans(ScanSpec.sequential(2), ScanSpec.sequential(0, 1)));
        for (Variant variant : Variant.values()) {
            specs.add(color.with(variant));
            specs.add(color.progressive().with(variant));
        }
        specs.add(color.quality(300).with(Variant.WIDE_QUANTIZATION));
        return specs.stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindIsDecodedAtEveryScale(JpegSpec spec) throws ImageException {
        TestJpeg jpeg = new TestJpeg(spec);
        byte[] file = jpeg.write();
        for (int scale : Demand.SCALES) {
            List<float[][]> planes = DecodedPlanes.whole(file, scale);
            for (int i = 0; i < planes.size(); i++) {
                assertAlike(planes.get(i), jpeg.plane(i, scale), scale);
            }
        }
    }

    private static void assertAlike(float[][] actual, double[][] expected, int scale) {
        for (int y = 0; y < actual.length; y++) {
            for (int x = 0; x < actual[y].length; x++) {
                if (!(Math.abs(actual[y][x] - expected[y][x]) < ROUNDING)) {
                    assertThat((double) actual[y][x])
                            .as("(%d,%d) at %d/8", x, y, scale)
                            .isCloseTo(expected[y][x], within(0.0));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRegionIsThatPartOfTheWhole(JpegSpec spec) throws ImageException {
        byte[] file = TestJpeg.file(spec);
        Random random = new Random(spec.hashCode());
        for (int i = 0; i < 4; i++) {
            int x = random.nextInt(spec.width());
            int y = random.nextInt(spec.height());
            Box region = new Box(
                    x, y, new Size(1 + random.nextInt(spec.width() - x), 1 + random.nextInt(spec.height() - y)));
            int scale = Demand.SCALES.get(random.nextInt(Demand.SCALES.size()));
            List<float[][]> whole = DecodedPlanes.whole(file, scale);
            List<float[][]> part = DecodedPlanes.region(file, scale, region, false);
            for (int plane = 0; plane < whole.size(); plane++) {
                double perX = spec.across(plane) * scale / 8.0 / spec.mostAcross();
                double perY = spec.down(plane) * scale / 8.0 / spec.mostDown();
                assertPart(part.get(plane), whole.get(plane), region, perX, perY);
            }
        }
    }

    private static void assertPart(float[][] part, float[][] whole, Box region, double perX, double perY) {
        int endY = (int) Math.min(whole.length, Math.ceil((region.y() + region.height()) * perY));
        int endX = (int) Math.min(whole[0].length, Math.ceil((region.x() + region.width()) * perX));
        for (int y = (int) (region.y() * perY); y < endY; y++) {
            for (int x = (int) (region.x() * perX); x < endX; x++) {
                if (part[y][x] != whole[y][x]) {
                    assertThat(part[y][x]).as("(%d,%d) of %s", x, y, region).isEqualTo(whole[y][x]);
                }
            }
        }
    }
}
