package dev.tomthumb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.FormatSniffer;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.dialect.Option;
import dev.tomthumb.dialect.OptionTable;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import dev.tomthumb.options.OptionExample;
import dev.tomthumb.options.OptionExamples;
import dev.tomthumb.options.OptionKitchen;
import dev.tomthumb.options.Originals;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option with every format that can be read, still and moving, into every format that can be written. */
class OptionMatrixTest {
    private static final OptionKitchen KITCHEN = new OptionKitchen(Originals.star(24));
    private static final Codecs CODECS = KITCHEN.codecs();
    /** What a still picture says where the example is about the sixth frame. */
    private static final Pattern MISSING_PAGE =
            Pattern.compile("The original has no page 5; it has 1, counted from 0\\.");

    /** What keeps 16 bits per sample if it is asked to. */
    private static final List<ImageFormat> DEEP = List.of(ImageFormat.PNG, ImageFormat.TIFF);

    private static final Map<String, byte[]> ORIGINALS = new LinkedHashMap<>();

    @BeforeAll
    static void draw() throws ImageException {
        for (ImageFormat format : CODECS.readable()) {
            ORIGINALS.put(format.token(), still(format));
            if (CODECS.animationEncoder(format).isPresent()) {
                ORIGINALS.put("moving " + format.token(), MovingTest.file(format));
            }
        }
        for (ImageFormat format : DEEP) {
            ORIGINALS.put("deep " + format.token(), CODECS.encoder(format).encode(deepPicture(), Encoding.of(90)));
        }
    }

    @AfterAll
    static void close() {
        KITCHEN.close();
    }

    static List<OptionExample> examples() {
        return OptionExamples.all();
    }

    @Test
    void everyOptionHasAnExample() {
        List<String> options = OptionTable.standard().options().stream()
                .filter(Option::available)
                .map(Option::name)
                .toList();
        assertThat(examples().stream().map(OptionExample::option)).containsExactlyElementsOf(options);
    }

    @Test
    void everyExampleUsesItsOption() {
        Map<String, Option> byName = new LinkedHashMap<>();
        OptionTable.standard().options().forEach(option -> byName.put(option.name(), option));
        for (OptionExample example : examples()) {
            assertThat(List.of(example.url().split("/")))
                    .as(example.option())
                    .anyMatch(segment -> byName.get(example.option()).names().contains(segment.split(":", 2)[0]));
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void worksWithEveryFormat(OptionExample example) throws ImageException {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, byte[]> original : ORIGINALS.entrySet()) {
            for (ImageFormat output : CODECS.writable()) {
                faultOf(example, original.getValue(), output)
                        .ifPresent(fault -> wrong.add(original.getKey() + " to " + output + ": " + fault));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Every option again, in 16 bits. */
    @ParameterizedTest
    @MethodSource("examples")
    void worksWithOriginalsWhoseBitsAreKept(OptionExample example) throws ImageException {
        List<String> wrong = new ArrayList<>();
        for (ImageFormat source : DEEP) {
            byte[] original = ORIGINALS.get("deep " + source.token());
            for (ImageFormat output : CODECS.writable()) {
                faultOf(example, example.url(original) + "/ph:1", original, output)
                        .ifPresent(fault -> wrong.add(source + " to " + output + ": " + fault));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Optional<String> faultOf(OptionExample example, byte[] original, ImageFormat output) {
        return faultOf(example, example.url(original), original, output);
    }

    private static Optional<String> faultOf(OptionExample example, String url, byte[] original, ImageFormat output) {
        try {
            ImageRequest request = KITCHEN.request(url, Optional.of(output));
            RenderJob job = KITCHEN.prepare(original, request);
            Rendered rendered = KITCHEN.run(job);
            return faultOf(job, rendered, output).or(() -> depthFault(job, rendered));
        } catch (ImageException refusal) {
            return MISSING_PAGE.matcher(refusal.getMessage()).matches()
                            && example.option().equals("page")
                    ? Optional.empty()
                    : Optional.of("refused: " + refusal.getMessage());
        } catch (RuntimeException escaped) {
            return Optional.of("escaped: " + escaped);
        }
    }

    /** A file has 16 bits if that was planned, and only then. */
    private static Optional<String> depthFault(RenderJob job, Rendered rendered) {
        boolean planned = job instanceof RenderJob.Making making && making.deep();
        try {
            boolean deep = CODECS.header(rendered.bytes()).bitsPerSample() == 16;
            return job instanceof RenderJob.Verbatim || deep == planned
                    ? Optional.empty()
                    : Optional.of("deep: " + deep + ", planned: " + planned);
        } catch (ImageException unreadable) {
            return Optional.of("cannot be read: " + unreadable.getMessage());
        }
    }

    private static Optional<String> faultOf(RenderJob job, Rendered rendered, ImageFormat output)
            throws ImageException {
        if (!FormatSniffer.sniff(rendered.bytes()).equals(Optional.of(rendered.format()))) {
            return Optional.of("what is called " + rendered.format() + " is none");
        }
        if (job instanceof RenderJob.Verbatim verbatim) {
            return rendered.bytes() == verbatim.original() ? Optional.empty() : Optional.of("not the original");
        }
        if (rendered.format() != output) {
            return Optional.of("written as " + rendered.format());
        }
        ImageHeader header = CODECS.header(rendered.bytes());
        if (!rendered.size().equals(Optional.of(header.size()))) {
            return Optional.of("said to be " + rendered.size() + ", is " + header.size());
        }
        Optional<Size> planned = planned(job);
        if (planned.isPresent() && !planned.get().equals(header.size())) {
            return Optional.of("planned as " + planned.get() + ", is " + header.size());
        }
        Pixels decoded = CODECS.decoder(output).decode(rendered.bytes(), header);
        Size size = new Size(decoded.width(), decoded.height());
        return size.equals(header.size()) ? Optional.empty() : Optional.of("decoded as " + size);
    }

    /** Empty where what the picture shows decides: a trim. */
    private static Optional<Size> planned(RenderJob job) throws ImageException {
        RenderJob.Making making = job instanceof RenderJob.Moving moving ? moving.each() : (RenderJob.Making) job;
        Passes passes = making.passes();
        return passes.isTrimmedBy(passes.count() - 1) ? Optional.empty() : Optional.of(passes.result(making.plan()));
    }

    /** What stands in the way of an option is said, and is no fault of the server. */
    @ParameterizedTest
    @MethodSource("examples")
    void saysWhatIsWrongWithAnOriginalThatEndsInTheMiddle(OptionExample example) {
        for (byte[] whole : ORIGINALS.values()) {
            byte[] half = Arrays.copyOf(whole, whole.length / 2);
            for (ImageFormat output : CODECS.writable()) {
                try {
                    KITCHEN.run(KITCHEN.prepare(half, KITCHEN.request(example.url(half), Optional.of(output))));
                } catch (ImageException refusal) {
                    assertThat(refusal.problem()).isNotEqualTo(Problem.INTERNAL);
                    assertThat(refusal.getMessage())
                            .matches("[A-Z][^\\p{Cntrl}]+[.?]")
                            .hasSizeLessThan(500);
                }
            }
        }
    }

    private static byte[] still(ImageFormat format) throws ImageException {
        return format == ImageFormat.SVG
                ? ("<svg xmlns='http://www.w3.org/2000/svg' width='48' height='36'><rect width='24' height='36' "
                                + "fill='#e02020'/><circle cx='36' cy='18' r='10' fill='#2040e0'/></svg>")
                        .getBytes(StandardCharsets.UTF_8)
                : CODECS.encoder(format).encode(picture(), Encoding.of(90));
    }

    /** A red disc on a slope of blue. */
    private static Pixels picture() {
        return Drawn.of(
                Layout.RGB,
                48,
                36,
                (x, y) -> inDisc(x, y) ? 0xe0 : 0x20,
                (x, y) -> inDisc(x, y) ? 0x30 : 4 * x,
                (x, y) -> inDisc(x, y) ? 0x20 : 0xff - 3 * y);
    }

    /** The same, transparent towards the right, in 16 bits. */
    private static Pixels deepPicture() {
        byte[] samples = new byte[8 * 48 * 36];
        Pixels deep = Plane.interleavedDeep(Layout.RGB_ALPHA, samples, 48, 36);
        float[] row = new float[48];
        for (int y = 0; y < 36; y++) {
            for (int channel = 0; channel < 3; channel++) {
                picture().planes().get(channel).readRow(y, row);
                deep.planes().get(channel).writeRow(y, row);
            }
            for (int x = 0; x < row.length; x++) {
                row[x] = 255 - 4.3f * x;
            }
            deep.alpha().writeRow(y, row);
        }
        return deep;
    }

    private static boolean inDisc(int x, int y) {
        return (x - 16) * (x - 16) + (y - 18) * (y - 18) < 100;
    }
}
