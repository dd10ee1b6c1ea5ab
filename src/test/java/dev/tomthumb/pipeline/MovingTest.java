package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.ProductCodecs;
import dev.tomthumb.codec.Animations;
import dev.tomthumb.codec.Animations.Shown;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputOptions;
import dev.tomthumb.model.OutputOptions.Autoquality;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Reading;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.testkit.Deadlines;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Animations through the renderer. */
class MovingTest {
    private static final ScratchPool POOL = new ScratchPool(1 << 20);
    private static final ProductCodecs PRODUCT = new ProductCodecs(false, 6, POOL);
    private static final Codecs CODECS = PRODUCT.codecs();
    private static final Deadline FAR = Deadlines.NEVER;
    private static final Size SIZE = new Size(80, 60);
    private static final int FRAMES = 6;
    private static final Reading STILL =
            reading(OptionalInt.empty(), OptionalInt.empty(), false, Reading.Limits.SERVER);

    @AfterAll
    static void close() {
        PRODUCT.close();
        POOL.close();
    }

    /** A red square walks from the left to the right of a sky that grows lighter downwards. */
    static Shown walk() {
        List<int[]> frames = new ArrayList<>();
        List<Integer> delays = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            int left = 12 * i;
            int[] words = new int[80 * 60];
            Arrays.setAll(words, place -> {
                int x = place % 80;
                int y = place / 80;
                boolean square = x >= left && x < left + 16 && y >= 20 && y < 36;
                return square ? 0xffe02020 : 0xff000000 | (y & ~3) * 3 << 16 | 0x6000 | 0xc0;
            });
            frames.add(words);
            delays.add(30 + 10 * i);
        }
        return new Shown(SIZE, 2, frames, delays);
    }

    static byte[] file(ImageFormat format) throws ImageException {
        return Animations.written(CODECS.animationEncoder(format).orElseThrow(), walk());
    }

    private static Limits limits(int frames, OptionalLong framePixels) {
        return new Limits(1_000_000, OptionalInt.empty(), 1_000_000, frames, framePixels);
    }

    private static Renderer renderer(Limits limits) {
        return new Renderer(CODECS, limits, OutputFormats.DEFAULT, Qualities.DEFAULT, RenderRules.DEFAULT, POOL);
    }

    private static Reading reading(OptionalInt page, OptionalInt pages, boolean animate, Reading.Limits limits) {
        return new Reading(
                page, pages, animate, Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), limits);
    }

    private static ImageRequest request(Reading reading, Optional<ImageFormat> format) {
        Transform half = Plans.only(Plans.resize("fit", 40, 30, false, 1));
        return new ImageRequest(
                new SourceRef("test", "/walk"),
                reading,
                half,
                List.of(),
                new OutputSpec(format, OptionalInt.empty()),
                Optional.empty());
    }

    private static Rendered render(Limits limits, byte[] file, Reading reading, Optional<ImageFormat> format)
            throws ImageException {
        Renderer renderer = renderer(limits);
        return renderer.run(renderer.prepare(file, request(reading, format)), FAR);
    }

    @ParameterizedTest
    @CsvSource({"GIF,GIF", "GIF,WEBP", "WEBP,GIF", "WEBP,WEBP"})
    void framesDelaysAndLoopsAreKept(ImageFormat from, ImageFormat to) throws ImageException {
        Rendered rendered = render(limits(100, OptionalLong.empty()), file(from), Reading.PLAIN, Optional.of(to));

        assertThat(rendered.format()).isEqualTo(to);
        assertThat(rendered.size()).contains(new Size(40, 30));
        Shown shown = Animations.shown(CODECS.animationDecoder(to).orElseThrow(), rendered.bytes());
        assertThat(shown.size()).isEqualTo(new Size(40, 30));
        assertThat(shown.plays()).isEqualTo(2);
        assertThat(shown.delays()).containsExactly(30, 40, 50, 60, 70, 80);
        for (int i = 0; i < FRAMES; i++) {
            int[] words = shown.frames().get(i);
            assertThat(red(words[14 * 40 + 6 * i + 4]))
                    .as("square, frame %d", i)
                    .isGreaterThan(190);
            assertThat(red(words[14 * 40 + (6 * i + 20) % 40]))
                    .as("sky, frame %d", i)
                    .isLessThan(120);
        }
    }

    private static byte[] written(Optional<Autoquality> search, OptionalInt maxBytes, OptionalInt quality)
            throws ImageException {
        OutputOptions standard = OutputOptions.BY_SETTING;
        OutputOptions options = new OutputOptions(
                false,
                standard.formatQuality(),
                maxBytes,
                search,
                standard.metadata(),
                standard.preserveHdr(),
                standard.colorProfile(),
                standard.dpi(),
                standard.jpeg(),
                standard.png(),
                standard.webp(),
                standard.avifSubsample());
        OutputSpec output = new OutputSpec(false, Optional.of(ImageFormat.WEBP), quality, options);
        ImageRequest plain = request(Reading.PLAIN, Optional.of(ImageFormat.WEBP));
        Renderer renderer = renderer(limits(100, OptionalLong.empty()));
        ImageRequest asked = new ImageRequest(
                plain.source(), plain.reading(), plain.transform(), plain.then(), output, plain.version());
        Rendered rendered = renderer.run(renderer.prepare(file(ImageFormat.GIF), asked), FAR);
        assertThat(Animations.shown(CODECS.animationDecoder(ImageFormat.WEBP).orElseThrow(), rendered.bytes())
                        .delays())
                .containsExactly(30, 40, 50, 60, 70, 80);
        assertThat(rendered.size()).contains(new Size(40, 30));
        return rendered.bytes();
    }

    @Test
    void anAnimationIsWrittenWithLessQualityUntilItIsNotTooLarge() throws ImageException {
        byte[] free = written(Optional.empty(), OptionalInt.empty(), OptionalInt.of(90));
        byte[] next = written(Optional.empty(), OptionalInt.empty(), OptionalInt.of(Finish.lower(90, 1.01)));

        assertThat(next.length).isLessThan(free.length);
        assertThat(written(Optional.empty(), OptionalInt.of(free.length), OptionalInt.of(90)))
                .isEqualTo(free);
        assertThat(written(Optional.empty(), OptionalInt.of(free.length - 1), OptionalInt.of(90)))
                .isEqualTo(next);
    }

    @Test
    void theQualityOfAnAnimationIsSearchedForBySize() throws ImageException {
        byte[] sixty = written(Optional.empty(), OptionalInt.empty(), OptionalInt.of(60));
        Autoquality search = new Autoquality(Autoquality.Method.SIZE, sixty.length, 1, 100, 0);

        assertThat(written(Optional.of(search), OptionalInt.empty(), OptionalInt.empty()).length)
                .isBetween(sixty.length * 9 / 10, sixty.length);
    }

    @Test
    void orByTheLikenessOfItsFirstFrame() throws ImageException {
        Autoquality close = new Autoquality(Autoquality.Method.DSSIM, 0.0005, 1, 100, 0.0001);
        Autoquality rough = new Autoquality(Autoquality.Method.DSSIM, 0.05, 1, 100, 0.01);

        assertThat(written(Optional.of(rough), OptionalInt.empty(), OptionalInt.empty()).length)
                .isLessThan(written(Optional.of(close), OptionalInt.empty(), OptionalInt.empty()).length);
    }

    /** Black and white without a pattern: nothing for a coding by frequencies. */
    private static Shown snow() {
        Random random = new Random(3);
        List<int[]> frames = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            frames.add(random.ints(80 * 60, 0, 2)
                    .map(bit -> bit == 0 ? 0xff000000 : 0xffffffff)
                    .toArray());
        }
        return new Shown(SIZE, 2, frames, Collections.nCopies(FRAMES, 40));
    }

    /** The best format, by rules of which none calls a picture so plain that it must not lose anything. */
    private static Rendered best(
            Shown original,
            List<ImageFormat> preferred,
            Optional<ImageFormat> negotiated,
            boolean always,
            OptionalInt quality)
            throws ImageException {
        FileRules rules = Rules.of(new FileRules.Best(0, OptionalInt.empty(), always));
        Renderer renderer = new Renderer(
                CODECS,
                limits(100, OptionalLong.empty()),
                new OutputFormats(preferred),
                Qualities.DEFAULT,
                new RenderRules(false, false, true, Set.of(), rules),
                POOL);
        OutputOptions o = OutputOptions.BY_SETTING;
        OutputOptions options = new OutputOptions(
                !always,
                o.formatQuality(),
                o.maxBytes(),
                o.autoquality(),
                o.metadata(),
                o.preserveHdr(),
                o.colorProfile(),
                o.dpi(),
                o.jpeg(),
                o.png(),
                o.webp(),
                o.avifSubsample());
        ImageRequest asked = new ImageRequest(
                new SourceRef("test", "/any"),
                Reading.PLAIN,
                Transform.NONE,
                List.of(),
                new OutputSpec(false, negotiated, quality, options),
                Optional.empty());
        byte[] gif = Animations.written(CODECS.animationEncoder(ImageFormat.GIF).orElseThrow(), original);
        RenderJob job = renderer.prepare(gif, asked);
        Rendered rendered = renderer.run(job, FAR);
        assertThat(job.memory()).isGreaterThan(rendered.bytes().length);
        return rendered;
    }

    @ParameterizedTest
    @EnumSource(names = {"GIF", "WEBP"})
    void theBestFormatOfAnAnimationIsTheSmallestThatMoves(ImageFormat expected) throws ImageException {
        Shown original = expected == ImageFormat.GIF ? snow() : walk();
        List<ImageFormat> all = List.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.GIF, ImageFormat.WEBP);
        OptionalInt asked = OptionalInt.of(90);
        byte[] webp = best(original, List.of(ImageFormat.WEBP), Optional.empty(), false, asked)
                .bytes();
        byte[] gif = best(original, List.of(ImageFormat.GIF), Optional.empty(), false, asked)
                .bytes();

        Rendered best = best(original, all, Optional.empty(), false, asked);

        assertThat(best.format()).isEqualTo(expected);
        assertThat(best.bytes()).isEqualTo(webp.length < gif.length ? webp : gif);
        assertThat(Headers.of(best.bytes()).frames()).isEqualTo(FRAMES);
        assertThat(best.size()).contains(SIZE);
    }

    /** As a server that always looks for the best format. */
    @Test
    void whatMovesGoesOnMovingWhereTheServerChoosesTheBestFormat() throws ImageException {
        Rendered rendered =
                best(walk(), OutputFormats.DEFAULT.preferred(), Optional.empty(), true, OptionalInt.empty());
        assertThat(rendered.format()).isEqualTo(ImageFormat.GIF);
        assertThat(Headers.of(rendered.bytes()).frames()).isEqualTo(FRAMES);
    }

    @Test
    void theFormatThatWasNegotiatedMayMoveTooAndElseItIsAStill() throws ImageException {
        List<ImageFormat> stills = List.of(ImageFormat.JPEG, ImageFormat.PNG);
        Rendered rendered = best(walk(), stills, Optional.of(ImageFormat.WEBP), false, OptionalInt.empty());
        assertThat(rendered.format()).isEqualTo(ImageFormat.WEBP);
        assertThat(Headers.of(rendered.bytes()).frames()).isEqualTo(FRAMES);
        assertThat(best(walk(), stills, Optional.empty(), false, OptionalInt.empty())
                        .format())
                .isIn(ImageFormat.PNG, ImageFormat.JPEG);
    }

    private static int red(int word) {
        return word >> 16 & 255;
    }

    @Test
    void onlySoManyFramesAreKeptAndOneMakesAStill() throws ImageException {
        byte[] gif = file(ImageFormat.GIF);
        Rendered three = render(limits(3, OptionalLong.empty()), gif, Reading.PLAIN, Optional.empty());
        assertThat(Headers.of(three.bytes()).frames()).isEqualTo(3);
        Rendered one = render(limits(1, OptionalLong.empty()), gif, Reading.PLAIN, Optional.empty());
        assertThat(Headers.of(one.bytes()).frames()).isEqualTo(1);
        Rendered two = render(
                limits(1, OptionalLong.empty()),
                gif,
                reading(
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        true,
                        frameLimits(OptionalInt.of(2), OptionalDouble.empty())),
                Optional.empty());
        assertThat(Headers.of(two.bytes()).frames()).isEqualTo(2);
    }

    private static Reading.Limits frameLimits(OptionalInt frames, OptionalDouble megapixels) {
        return new Reading.Limits(
                OptionalDouble.empty(), OptionalLong.empty(), frames, megapixels, OptionalInt.empty());
    }

    @Test
    void aFormatThatCannotMoveMakesAStillOfTheFirstFrame() throws ImageException {
        Rendered png = render(
                limits(100, OptionalLong.empty()), file(ImageFormat.WEBP), Reading.PLAIN, Optional.of(ImageFormat.PNG));
        assertThat(png.format()).isEqualTo(ImageFormat.PNG);
        assertThat(Headers.of(png.bytes()).size()).isEqualTo(new Size(40, 30));
    }

    @Test
    void withoutAFormatAWebpThatMovesBecomesAGifAndOneThatMayNotAPng() throws ImageException {
        byte[] webp = file(ImageFormat.WEBP);
        assertThat(render(limits(9, OptionalLong.empty()), webp, Reading.PLAIN, Optional.empty())
                        .format())
                .isEqualTo(ImageFormat.GIF);
        assertThat(render(limits(9, OptionalLong.empty()), webp, STILL, Optional.empty())
                        .format())
                .isEqualTo(ImageFormat.PNG);
    }

    @Test
    void allFramesTogetherAreLimitedOrEachByItself() throws ImageException {
        byte[] gif = file(ImageFormat.GIF);
        Limits together = new Limits(28_000, OptionalInt.empty(), 1_000_000, 100, OptionalLong.empty());
        assertThatThrownBy(() -> render(together, gif, Reading.PLAIN, Optional.empty()))
                .isInstanceOf(ImageException.class)
                .hasMessage("The 6 frames of the original have 28800 pixels together; at most 28000 are accepted.");
        Limits each = new Limits(4_000, OptionalInt.empty(), 1_000_000, 100, OptionalLong.of(4_800));
        assertThat(render(each, gif, Reading.PLAIN, Optional.empty()).format()).isEqualTo(ImageFormat.GIF);
        Limits tooSmall = new Limits(1_000_000, OptionalInt.empty(), 1_000_000, 100, OptionalLong.of(4_799));
        assertThatThrownBy(() -> render(tooSmall, gif, Reading.PLAIN, Optional.empty()))
                .extracting(refusal -> ((ImageException) refusal).problem())
                .isEqualTo(Problem.ORIGINAL_TOO_LARGE);
        Reading byRequest = reading(
                OptionalInt.empty(),
                OptionalInt.empty(),
                true,
                frameLimits(OptionalInt.empty(), OptionalDouble.of(0.001)));
        assertThatThrownBy(() -> render(each, gif, byRequest, Optional.empty())).isInstanceOf(ImageException.class);
    }

    @Test
    void aPageIsAFrameAndPagesStandUnderEachOther() throws ImageException {
        byte[] gif = file(ImageFormat.GIF);
        Limits limits = limits(100, OptionalLong.empty());
        Optional<ImageFormat> png = Optional.of(ImageFormat.PNG);
        Rendered third =
                render(limits, gif, reading(OptionalInt.of(2), OptionalInt.empty(), true, Reading.Limits.SERVER), png);
        int[] words = still(third);
        assertThat(red(words[14 * 40 + 16])).isGreaterThan(190);
        assertThat(red(words[14 * 40 + 4])).isLessThan(120);

        Rendered tall =
                render(limits, gif, reading(OptionalInt.of(4), OptionalInt.of(9), false, Reading.Limits.SERVER), png);
        assertThat(tall.size()).contains(new Size(20, 30));

        assertThatThrownBy(() -> render(
                        limits,
                        gif,
                        reading(OptionalInt.of(6), OptionalInt.empty(), false, Reading.Limits.SERVER),
                        png))
                .isInstanceOf(ImageException.class)
                .hasMessage("The original has no page 6; it has 6, counted from 0.");
    }

    private static int[] still(Rendered rendered) throws ImageException {
        return dev.tomthumb.codec.PackedFrame.of(CODECS.decoder((ImageFormat) rendered.format())
                .decode(rendered.bytes(), CODECS.header(rendered.bytes())));
    }

    @Test
    void theDeadlineIsAskedForEveryFrame() throws ImageException {
        AtomicInteger asked = new AtomicInteger();
        InstantSource clock = () -> Instant.ofEpochSecond(asked.incrementAndGet());
        Renderer renderer = renderer(limits(100, OptionalLong.empty()));
        RenderJob job = renderer.prepare(file(ImageFormat.GIF), request(Reading.PLAIN, Optional.empty()));
        assertThatThrownBy(() -> renderer.run(job, new Deadline(clock, Instant.ofEpochSecond(12))))
                .isInstanceOf(ImageException.class)
                .extracting(refusal -> ((ImageException) refusal).problem())
                .isEqualTo(Problem.TIMEOUT);
        assertThat(job.memory()).isGreaterThan(80 * 60 * 8);
    }
}
