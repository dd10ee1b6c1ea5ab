package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Effects;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Transform;
import dev.tomthumb.pixel.Blur;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiltersTest {
    private static Effects areas(List<Effects.BlurArea> areas) {
        return new Effects(
                0,
                0,
                0,
                Optional.empty(),
                Effects.Adjust.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                areas,
                Optional.empty());
    }

    private static Effects unsharp(boolean always) {
        return new Effects(
                0,
                0,
                0,
                Optional.of(new Effects.UnsharpMask(always, 1, 24)),
                Effects.Adjust.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    private static RenderPlan plan(int orientation, Resize resize, Effects effects) throws ImageException {
        Transform none = Transform.NONE;
        Transform transform = new Transform(
                none.trim(),
                none.crop(),
                resize,
                none.turn(),
                Gravity.CENTER,
                effects,
                none.extend(),
                none.extendAspectRatio(),
                none.padding(),
                none.background(),
                none.backgroundOpacity(),
                none.watermark());
        return Planner.plan(
                Plans.header("200x100", orientation), transform, Target.of(ImageFormat.PNG), Limits.DEFAULT);
    }

    private static Resize fill(int width, int height) {
        return new Resize(Resize.Mode.FILL, OptionalInt.of(width), OptionalInt.of(height), false, 1);
    }

    @ParameterizedTest
    @CsvSource({
        // orientation, box asked for, area of the upright picture -> where it lies in the result
        "1, 100, 50, 0.1,  0.2, 0.3, 0.4,  30x20+10+10",
        "1, 50,  50, 0.1,  0.2, 0.3, 0.4,  14x20+0+10", // 26 cut off on the left: of 10..40 is left 0..14
        "1, 50,  50, 0,    0,   0.2, 1,    gone",
        "1, 50,  50, 0.5,  0.5, 1,   1,    26x25+24+25", // ends with the picture
        "1, 100, 50, 0.001, 0.99, 0.02, 0.005, 3x1+0+49", // rounded outwards
        "6, 50,  100, 0.1, 0.2, 0.3, 0.4,  15x40+5+20", // upright 100x200
    })
    void areasFollowTheCutAndTheScale(
            int orientation, int width, int height, double left, double top, double across, double down, String box)
            throws ImageException {
        Effects effects = areas(List.of(new Effects.BlurArea(5, left, top, across, down)));

        List<Blur.Area> areas = Filters.areas(plan(orientation, fill(width, height), effects));

        assertThat(areas.stream().map(Blur.Area::box).map(Box::toString))
                .isEqualTo(box.equals("gone") ? List.of() : List.of(box));
    }

    @Test
    void tooManyAreasAreRefused() throws ImageException {
        Effects.BlurArea area = new Effects.BlurArea(1, 0, 0, 1, 1);
        plan(1, Resize.NONE, areas(Collections.nCopies(32, area)));

        assertThatThrownBy(() -> plan(1, Resize.NONE, areas(Collections.nCopies(33, area))))
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.BAD_OPTION))
                .hasMessage("The URL asks for 33 blurred areas; at most 32 are accepted.");
    }

    @Test
    void unsharpMaskingIsForPicturesThatWereMadeSmallerUnlessItIsForAll() throws ImageException {
        Pixels noise = Drawn.of(Layout.GREY, 100, 50, (x, y) -> (x * 31 + y * 57) % 256);
        Filters filters = new Filters();

        assertThat(filters.apply(noise, plan(1, fill(100, 50), unsharp(false)))).isNotSameAs(noise);
        assertThat(filters.apply(noise, plan(1, Resize.NONE, unsharp(false)))).isSameAs(noise);
        assertThat(filters.apply(noise, plan(1, Resize.NONE, unsharp(true)))).isNotSameAs(noise);
    }

    @Test
    void whatChangesColoursNeedsAPictureOfColours() throws ImageException {
        RenderPlan plain = plan(1, fill(100, 50), Effects.NONE);

        assertThat(new Filters().apply(Drawn.grey(3, 3, (x, y) -> 0), plain).layout())
                .isEqualTo(Layout.GREY);
        assertThat(plain.onlyScales()).isTrue();
        assertThat(plan(1, fill(100, 50), unsharp(true)).onlyScales()).isFalse();
    }

    @Test
    void theMemoryOfFiltersIsCounted() throws ImageException {
        long plain = memory(Effects.NONE);

        assertThat(memory(unsharp(true)) - plain).isGreaterThan(12L * 200 * 100);
    }

    private static long memory(Effects effects) throws ImageException {
        try (dev.tomthumb.ProductCodecs codecs =
                new dev.tomthumb.ProductCodecs(false, 6, new dev.tomthumb.codec.ScratchPool(0))) {
            return Memory.of(
                    plan(1, Resize.NONE, effects),
                    codecs.codecs().decoder(ImageFormat.JPEG),
                    codecs.codecs().encoder(ImageFormat.PNG));
        }
    }
}
