package dev.tomthumb.pipeline;

import static dev.tomthumb.pipeline.Plans.size;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Components;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Transform;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodeScaleTest {
    private static final Components YCBCR_420 =
            new Components(Layout.YCBCR, List.of(Sampling.FULL, Sampling.HALF, Sampling.HALF));
    private static final Components YCBCR_444 =
            new Components(Layout.YCBCR, List.of(Sampling.FULL, Sampling.FULL, Sampling.FULL));
    private static final Target PLANES_420 =
            new Target(ImageFormat.JPEG, Optional.of(Sampling.HALF), false, Transfer.STORED);

    @ParameterizedTest
    @CsvSource({
        "2725, 320,  2", // 681 samples for 320
        "2725, 720,  3",
        "2725, 1600, 6",
        "5120, 320,  1",
        "5120, 512,  1", // 640 for 512, the margin to the sample
        "5120, 513,  2",
        "5120, 3200, 8", // 7 eighths are not a scale
        "5120, 5120, 8",
        "100,  400,  8", // enlarged
    })
    void theSmallestScaleWithAQuarterToSpareIsTaken(double stored, double wanted, int eighths) {
        assertThat(DecodeScale.eighths(stored, wanted)).isEqualTo(eighths);
    }

    @Test
    void eachPlaneIsDecodedAsFinelyAsItIsNeeded() {
        Sampling full = Sampling.FULL;
        Sampling half = Sampling.HALF;

        assertThat(DecodeScale.eighths(YCBCR_420, size("2725x2225"), size("720x588"), List.of(full, half, half)))
                .as("to 4:2:0")
                .containsExactly(3, 3, 3);
        assertThat(DecodeScale.eighths(YCBCR_420, size("2725x2225"), size("720x588"), List.of(full, full, full)))
                .as("to RGB")
                .containsExactly(3, 6, 6);
        assertThat(DecodeScale.eighths(YCBCR_444, size("2725x2225"), size("720x588"), List.of(full, half, half)))
                .as("from 4:4:4 to 4:2:0")
                .containsExactly(3, 2, 2);
        assertThat(DecodeScale.eighths(YCBCR_444, size("2000x1000"), size("100x1000"), List.of(full, full, full)))
                .as("the axis that shrinks less decides")
                .containsExactly(8, 8, 8);
    }

    @ParameterizedTest
    @CsvSource({
        "4000x3000, 400x300, 0,   0,   400x300, 4000x3000+0+0",
        "4000x3000, 400x300, 100, 50,  200x200, 2102x2102+949+449", // 5 scaled pixels and one stored around
        "4000x3000, 400x300, 399, 299, 1x1,     61x61+3939+2939",
        "4000x3000, 4000x3000, 1000, 1000, 10x10, 22x22+994+994",
    })
    void theRegionIsTheWindowAndWhatTheKernelReaches(
            String source, String scaled, int x, int y, String window, String region) {
        Box box = new Box(x, y, size(window));

        assertThat(DecodeScale.region(Scaling.of(size(source), size(scaled), box), Sampling.FULL))
                .hasToString(region);
    }

    @ParameterizedTest
    @CsvSource({
        // source, mode, width, height, orientation
        "2725x2225, fit,  720, 720, 1",
        "2725x2225, fill, 333, 777, 1",
        "2725x2225, fill, 333, 777, 6",
        "601x397,   fill, 100, 33,  8",
        "5120x4800, fit,  320, 320, 3",
    })
    void theDecodeScaleChangesNoSizeAndNoPosition(String source, String mode, int width, int height, int orientation)
            throws ImageException {
        Transform transform = Plans.only(Plans.resize(mode, width, height, false, 1));
        RenderPlan whole = Planner.plan(Plans.header(source, orientation), transform, PLANES_420, Limits.DEFAULT);
        RenderPlan shrunk =
                Planner.plan(Plans.jpeg(source, orientation, YCBCR_420), transform, PLANES_420, Limits.DEFAULT);

        assertThat(whole.demand().eighths()).containsExactly(8);
        assertThat(shrunk.demand().eighths()).doesNotContain(8);
        assertThat(shrunk.scaled()).isEqualTo(whole.scaled());
        assertThat(shrunk.cut()).isEqualTo(whole.cut());
        assertThat(shrunk.window()).isEqualTo(whole.window());
        assertThat(shrunk.result()).isEqualTo(whole.result());
        assertThat(shrunk.chroma()).contains(Sampling.HALF);
    }

    @Test
    void whatIsWeighedInLightIsDecodedWhole() throws ImageException {
        Target light = new Target(ImageFormat.JPEG, Optional.of(Sampling.HALF), false, Transfer.LINEAR);

        RenderPlan plan = Planner.plan(
                Plans.jpeg("2725x2225", 1, YCBCR_420),
                Plans.only(Plans.resize("fill", 100, 300, false, 1)),
                light,
                Limits.DEFAULT);

        assertThat(plan.demand().eighths()).containsExactly(8, 8, 8);
        assertThat(plan.demand().region()).hasToString("2725x2225+0+0");
        assertThat(plan.chroma()).as("light is weighed in RGB").isEmpty();
    }
}
