package dev.tomthumb.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientHintsTest {
    private static final List<Integer> LADDER = List.of(100, 200, 400);

    private static ImageRequest request(int width, double dpr) {
        Resize resize = new Resize(
                Resize.Mode.FIT,
                width == 0 ? OptionalInt.empty() : OptionalInt.of(width),
                OptionalInt.empty(),
                false,
                dpr);
        return new ImageRequest(
                new SourceRef("s3", "//b/cat.jpg"),
                Transform.NONE.withResize(resize),
                OutputSpec.LIKE_ORIGINAL,
                Optional.empty());
    }

    private static Resize told(ImageRequest image, String width, String dpr) {
        return ClientHints.read(Optional.ofNullable(width), Optional.ofNullable(dpr))
                .applied(image, LADDER)
                .transform()
                .resize();
    }

    @ParameterizedTest(name = "w:{0} dpr:{1}, Width {2}, DPR {3}")
    @CsvSource(nullValues = "-", textBlock = """
        0,  1,   -,      -,    0,   1
        0,  1,   101,    -,    200, 1
        0,  1,   9999,   -,    400, 1
        0,  1,   150,    2,    100, 2
        0,  1,   150,    1.2,  133, 1.5
        0,  1,   -,      2.4,  0,   3
        0,  1,   -,      0.1,  0,   1
        0,  1,   -,      99,   0,   4
        0,  3,   150,    2,    67,  3
        50, 1,   150,    2,    50,  2
        50, 1.7, 150,    2,    50,  1.7
        0,  1,   -5,     NaN,  0,   1
        0,  1,   1e3,    1e3,  0,   1
        0,  1,   123456, 2.,   0,   1
        0,  1,   ١٢٣,    ٢,    0,   1
        """)
    void hintsFillWhatTheUrlLeavesOpen(
            int width, double dpr, String widthHint, String dprHint, int toldWidth, double toldDpr) {
        Resize resize = told(request(width, dpr), widthHint, dprHint);

        assertThat(resize.width().orElse(0)).isEqualTo(toldWidth);
        assertThat(resize.dpr()).isEqualTo(toldDpr);
    }

    @Test
    void nobodyCanMakeMoreRenditionsOfAUrlThanThereAreSteps() {
        Set<String> keys = new HashSet<>();
        for (int width = 1; width < 3000; width += 7) {
            for (double dpr = 0.1; dpr < 12; dpr += 0.3) {
                keys.add(ClientHints.read(
                                Optional.of(Integer.toString(width)),
                                Optional.of(Double.toString(Math.round(dpr * 10) / 10.0)))
                        .applied(request(0, 1), LADDER)
                        .canonical());
            }
        }
        assertThat(keys).hasSizeLessThanOrEqualTo(LADDER.size() * 5);
    }

    @Test
    void withoutALadderWidthsAreNotHeard() {
        assertThat(ClientHints.read(Optional.of("300"), Optional.empty()).applied(request(0, 1), List.of()))
                .isEqualTo(request(0, 1));
    }
}
