package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryTest {

    private static long memory(String source, Integer width, Integer height) throws ImageException {
        RenderPlan plan = Planner.plan(
                Plans.header(source),
                Plans.only(Plans.resize("force", width, height, true, 1)),
                Target.of(ImageFormat.JPEG),
                Limits.DEFAULT);
        return Memory.of(plan, new ThreeBytesPerPixel(), new ThreeBytesPerPixel());
    }

    @Test
    void aPhotographNeedsLittleMoreThanItsPixels() throws ImageException {
        assertThat(memory("5000x4000", 720, 576)).isBetween(60_000_000L, 100_000_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "40000000x1,  39000000, 1", // a row that hardly shrinks
        "1x1,         40000000, 1", // a row that grows
        "1x40000000,  1, 39000000", // the same standing
    })
    void aStripThatScalingTurnsIntoManySmallArraysIsCountedWithThem(String source, int width, int height)
            throws ImageException {
        assertThat(memory(source, width, height)).isGreaterThan(5_000_000_000L);
    }

    @Test
    void whatTheFormatCannotHoldIsCountedWithWhatMakesItSmaller() throws ImageException {
        RenderPlan plan = Planner.plan(
                Plans.header("30000x1"), Plans.only(Resize.NONE), Target.of(ImageFormat.WEBP), Limits.DEFAULT);

        assertThat(plan.result().width()).isEqualTo(16_383);
        assertThat(Memory.of(plan, new ThreeBytesPerPixel(), new ThreeBytesPerPixel()))
                .isGreaterThan(4 * PlaneResampler.memory(30_000, 1, 16_383, 1));
    }

    @Test
    void anEmbeddedProfileIsCounted() throws ImageException {
        ImageHeader plain = Plans.header("300x200");
        ImageHeader profiled =
                new ImageHeader(ImageFormat.JPEG, plain.size(), 1, 1, false, 8, Optional.of(new byte[4_000_000]));

        assertThat(memory(profiled) - memory(plain)).isGreaterThanOrEqualTo(20_000_000);
    }

    private static long memory(Asked... passes) throws ImageException {
        List<Transform> transforms = Stream.of(passes).map(Asked::transform).toList();
        Passes all = new Passes(transforms, Target.of(ImageFormat.JPEG), Limits.DEFAULT);
        RenderPlan plan = all.plan(0, Plans.header("1000x800"));
        return Memory.of(plan, all, new ThreeBytesPerPixel(), new ThreeBytesPerPixel());
    }

    @Test
    void aCanvasIsCountedWithWhatIsPutOnIt() throws ImageException {
        assertThat(memory(Asked.nothing().resize("fit", 100, 100).padding(0, 4000, 4000, 0))
                        - memory(Asked.nothing().resize("fit", 100, 100)))
                .isGreaterThan(2 * 4 * 4000L * 4000);
    }

    @Test
    void whatMayBeLeftAfterTrimmingIsCountedInFull() throws ImageException {
        // The whole picture, decoded, and a hundred pixels more or less.
        assertThat(memory(Asked.nothing().trim(10).resize("fit", 100, 100))).isGreaterThan(2 * 3 * 1000L * 800);
        // An enlarged picture of proportions that nobody knows yet.
        assertThat(memory(Asked.nothing().trim(10).enlarge("fit", 2000, null))).isGreaterThan(2 * 4 * 2000L * 4000);
    }

    /** Trimmed of its upper and lower border, a picture enlarged to a width becomes higher than it would be whole. */
    @Test
    void triesOfATrimmedPictureAreCountedAtTheSizeItMayHave() throws ImageException {
        assertThat(ofTries(Asked.nothing().trim(10).enlarge("fit", 2000, null)))
                .isGreaterThan(2 * ofTries(Asked.nothing().enlarge("fit", 2000, null)));
    }

    private static long ofTries(Asked asked) throws ImageException {
        FilePlan searched = new FilePlan(
                ImageFormat.JPEG, Encoding.of(80), Optional.empty(), OptionalInt.of(5000), Optional.empty());
        try (ScratchPool pool = new ScratchPool(0);
                ProductCodecs product = new ProductCodecs(false, 6, pool)) {
            Passes passes = new Passes(List.of(asked.transform()), Target.of(ImageFormat.JPEG), Limits.DEFAULT);
            return Memory.ofFiles(
                    passes.plan(0, Plans.header("1000x800")), passes, List.of(searched), product.codecs());
        }
    }

    @Test
    void theLargestOfSeveralPassesIsCounted() throws ImageException {
        Asked small = Asked.nothing().resize("fit", 100, 100);
        Asked large = Asked.nothing().enlarge("fit", 5000, 4000);

        assertThat(memory(small, large, small)).isGreaterThan(memory(large) - 4 * 3 * 1000 * 800);
        assertThat(memory(small, small)).isLessThan(memory(small) + 1_000_000);
    }

    @Test
    void lookingIsCounted() throws ImageException {
        Asked fill = Asked.nothing().resize("fill", 100, 100);

        assertThat(memory(Asked.nothing().resize("fill", 100, 100).gravity("sm", 0, 0)))
                .isGreaterThan(memory(fill) + 2 * 512 * 512);
    }

    private static long memory(ImageHeader header) throws ImageException {
        RenderPlan plan = Planner.plan(header, Plans.only(Resize.NONE), Target.of(ImageFormat.JPEG), Limits.DEFAULT);
        return Memory.of(plan, new ThreeBytesPerPixel(), new ThreeBytesPerPixel());
    }

    private static final class ThreeBytesPerPixel implements Decoder, Encoder {
        @Override
        public Set<ImageFormat> formats() {
            return Set.of(ImageFormat.JPEG);
        }

        @Override
        public long memory(ImageHeader header) {
            return 3 * header.size().pixels();
        }

        @Override
        public Pixels decode(byte[] file, ImageHeader header) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ImageFormat format() {
            return ImageFormat.JPEG;
        }

        @Override
        public long memory(Size size) {
            return 3 * size.pixels();
        }

        @Override
        public byte[] encode(Pixels pixels, Encoding encoding) {
            throw new UnsupportedOperationException();
        }
    }
}
