package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.ImageFormats;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pictures;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.OutputOptions.Autoquality;
import dev.tomthumb.pixel.measure.Dissimilarity;
import dev.tomthumb.testkit.Deadlines;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FinishTest {
    private static final Pixels PICTURE = Pictures.waves(Layout.RGB, 160, 120);
    private static final Deadline FAR = Deadlines.NEVER;

    private final Finish finish = new Finish(ImageFormats.codecs(), FileRules.DEFAULT, FAR, new Stopwatch());

    private static byte[] at(ImageFormat format, int quality) throws ImageException {
        return ImageFormats.encoder(format).encode(PICTURE, Encoding.of(quality));
    }

    private static FilePlan plan(ImageFormat format, int quality, Optional<Autoquality> search, OptionalInt maxBytes) {
        return new FilePlan(format, Encoding.of(quality), search, maxBytes, Optional.empty());
    }

    private byte[] file(FilePlan plan) throws ImageException {
        return finish.file(PICTURE, List.of(plan)).bytes();
    }

    /** imgproxy pipeline, section 7. */
    @ParameterizedTest
    @CsvSource({
        "80, 3.01, 20",
        "80, 3, 40",
        "80, 1.51, 40",
        "80, 1.5, 60",
        "80, 1.01, 60",
        "11, 1.1, 8",
        "11, 9, 3",
        "2, 9, 1"
    })
    void theNextQualityDependsOnHowMuchTooLargeTheFileIs(int quality, double ratio, int next) {
        assertThat(Finish.lower(quality, ratio)).isEqualTo(next);
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"JPEG", "WEBP"})
    void aFileIsWrittenWithLessQualityUntilItFits(ImageFormat format) throws ImageException {
        int limit = at(format, 60).length;
        byte[] file = file(plan(format, 80, Optional.empty(), OptionalInt.of(limit)));

        assertThat(file.length).isLessThanOrEqualTo(limit);
        assertThat(file).isEqualTo(at(format, 60));
    }

    @Test
    void aFileThatFitsIsWrittenOnce() throws ImageException {
        byte[] file = file(plan(ImageFormat.JPEG, 80, Optional.empty(), OptionalInt.of(1 << 20)));
        assertThat(file).isEqualTo(at(ImageFormat.JPEG, 80));
    }

    @Test
    void theLastTryIsSentEvenIfItIsTooLarge() throws ImageException {
        assertThat(file(plan(ImageFormat.JPEG, 80, Optional.empty(), OptionalInt.of(1))))
                .isEqualTo(at(ImageFormat.JPEG, 5));
        assertThat(file(plan(ImageFormat.PNG, 80, Optional.empty(), OptionalInt.of(1))))
                .isEqualTo(at(ImageFormat.PNG, 80));
    }

    @ParameterizedTest
    @CsvSource({"10, 95, 60", "10, 95, 37", "10, 50, 90", "50, 90, 20", "42, 42, 10"})
    void theBestQualityIsFoundThatHasTheSizeAskedFor(int least, int most, int fitting) throws ImageException {
        int target = at(ImageFormat.JPEG, fitting).length;
        Autoquality search = new Autoquality(Autoquality.Method.SIZE, target, least, most, 0);
        byte[] file = file(plan(ImageFormat.JPEG, 80, Optional.of(search), OptionalInt.empty()));

        byte[] expected = at(ImageFormat.JPEG, least);
        for (int quality = least; quality <= most; quality++) {
            byte[] candidate = at(ImageFormat.JPEG, quality);
            expected = candidate.length <= target ? candidate : expected;
        }
        // A little more quality is a little less file now and then: neighbours need not be in order.
        assertThat(file.length).isCloseTo(expected.length, withinPercentage(1));
    }

    @ParameterizedTest
    @CsvSource({"JPEG, 0.004", "JPEG, 0.02", "WEBP, 0.01"})
    void theLowestQualityIsFoundThatIsAsLikeAsAskedFor(ImageFormat format, double target) throws ImageException {
        Autoquality search = new Autoquality(Autoquality.Method.DSSIM, target, 1, 100, 0.0005);
        byte[] file = file(plan(format, 80, Optional.of(search), OptionalInt.empty()));

        double unlike = Dissimilarity.from(PICTURE).of(ImageFormats.decoded(file));
        assertThat(unlike).isLessThanOrEqualTo(target + 0.0005).isCloseTo(target, within(0.5 * target));
    }

    @Test
    void aSearchEndsAtItsLimits() throws ImageException {
        Autoquality never = new Autoquality(Autoquality.Method.DSSIM, 1e-9, 30, 40, 0);
        Autoquality always = new Autoquality(Autoquality.Method.DSSIM, 0.9, 30, 40, 0);

        assertThat(file(plan(ImageFormat.JPEG, 80, Optional.of(never), OptionalInt.empty())))
                .isEqualTo(at(ImageFormat.JPEG, 40));
        assertThat(file(plan(ImageFormat.JPEG, 80, Optional.of(always), OptionalInt.empty())))
                .isEqualTo(at(ImageFormat.JPEG, 30));
    }

    @Test
    void theDeadlineIsAskedBetweenTries() {
        AtomicInteger asked = new AtomicInteger();
        InstantSource clock = () -> Instant.ofEpochSecond(asked.getAndIncrement());
        Finish hurried = new Finish(
                ImageFormats.codecs(),
                FileRules.DEFAULT,
                new Deadline(clock, Instant.ofEpochSecond(2)),
                new Stopwatch());
        List<FilePlan> plans = List.of(plan(ImageFormat.JPEG, 100, Optional.empty(), OptionalInt.of(1)));

        assertThatThrownBy(() -> hurried.file(PICTURE, plans)).hasMessageContaining("in time");
        assertThat(asked).hasValue(3);
    }

    private Rendered best(Pixels pixels, FileRules rules, ImageFormat... formats) throws ImageException {
        List<FilePlan> plans = new ArrayList<>();
        for (ImageFormat format : formats) {
            plans.add(FilePlan.once(format, Encoding.of(80)));
        }
        return new Finish(ImageFormats.codecs(), rules, FAR, new Stopwatch()).file(pixels, plans);
    }

    private static Pixels drawing(Layout layout) {
        Pixels pixels = Pictures.waves(layout, 120, 90);
        for (Plane plane : pixels.planes()) {
            for (int y = 0; y < 90; y++) {
                for (int x = 0; x < 120; x++) {
                    plane.set(x, y, (x / 30 + y / 30) % 2 * 255);
                }
            }
        }
        return pixels;
    }

    @Test
    void aPhotographIsNotWrittenAsPngNorADrawingAsJpeg() throws ImageException {
        assertThat(best(PICTURE, FileRules.DEFAULT, ImageFormat.JPEG, ImageFormat.PNG)
                        .format())
                .isEqualTo(ImageFormat.JPEG);
        assertThat(best(drawing(Layout.RGB), FileRules.DEFAULT, ImageFormat.JPEG, ImageFormat.PNG)
                        .format())
                .isEqualTo(ImageFormat.PNG);
    }

    @Test
    void theSmallestOfSeveralWins() throws ImageException {
        Rendered best = best(PICTURE, FileRules.DEFAULT, ImageFormat.JPEG, ImageFormat.WEBP, ImageFormat.PNG);
        int smallest = Math.min(at(ImageFormat.JPEG, 80).length, at(ImageFormat.WEBP, 80).length);

        assertThat(best.bytes()).hasSize(smallest);
    }

    @Test
    void whatIsTransparentIsNotWrittenAsJpeg() throws ImageException {
        Pixels clear = Pictures.waves(Layout.RGB_ALPHA, 60, 60);
        assertThat(best(clear, FileRules.DEFAULT, ImageFormat.PNG, ImageFormat.JPEG)
                        .format())
                .isEqualTo(ImageFormat.PNG);
    }

    @Test
    void alphaThatIsOpaqueEverywhereDoesNotKeepAPhotographFromJpeg() throws ImageException {
        List<Plane> planes = new ArrayList<>(PICTURE.planes());
        Plane opaque = new Plane(160, 120);
        for (int y = 0; y < 120; y++) {
            for (int x = 0; x < 160; x++) {
                opaque.set(x, y, 255);
            }
        }
        planes.add(opaque);
        Pixels pixels = new Pixels(Layout.RGB_ALPHA, planes);
        assertThat(best(pixels, FileRules.DEFAULT, ImageFormat.PNG, ImageFormat.JPEG)
                        .format())
                .isEqualTo(ImageFormat.JPEG);
    }
}
