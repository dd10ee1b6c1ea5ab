package dev.tomthumb.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Changes every field there is, one at a time, and expects another text: a field forgotten there mixes two pictures up. */
final class CanonicalTextTest {
    private static final Gravity SHIFTED = new Gravity(Gravity.Type.NORTH, 3, 4);
    private static final Watermark TEXT_MARK = new Watermark(
            0.5,
            Watermark.Position.SOUTH,
            1,
            2,
            0.25,
            new Watermark.Content.Text("a/b", Optional.of("Sans"), OptionalInt.of(12), Optional.of(Color.WHITE)),
            OptionalInt.of(10),
            OptionalInt.of(20),
            45,
            3);
    private static final Effects EFFECTS = new Effects(
            2,
            3,
            4,
            Optional.of(new Effects.UnsharpMask(false, 0.5, 24)),
            new Effects.Adjust(1, 0.5, 0.25),
            Optional.of(new Effects.Monochrome(0.5, Color.WHITE)),
            Optional.of(new Effects.Duotone(0.5, Color.WHITE, Color.WHITE)),
            Optional.of(new Effects.Colorize(0.5, Color.WHITE, false)),
            Optional.of(new Effects.Gradient(0.5, Color.WHITE, 30, 0.25, 0.75)),
            List.of(new Effects.BlurArea(2, 0.1, 0.2, 0.3, 0.4)),
            Optional.of(new Effects.ProgressiveBlur(2, 30, 0.25, 0.75)));
    private static final Transform TRANSFORM = new Transform(
            Optional.of(new Trim(3, Optional.of(Color.WHITE), true, false)),
            Optional.of(new Crop(0.5, 20, Optional.of(SHIFTED), Optional.of(new Crop.Aspect(0.5, false)))),
            new Resize(
                    Resize.Mode.FILL,
                    OptionalInt.of(10),
                    OptionalInt.of(20),
                    true,
                    2,
                    3,
                    4,
                    OptionalInt.of(5),
                    OptionalInt.of(6),
                    Optional.of(Resize.Kernel.CUBIC)),
            new Turn(Optional.of(true), 90, true, false),
            SHIFTED,
            EFFECTS,
            Optional.of(new Extend(SHIFTED)),
            Optional.of(new Extend(SHIFTED)),
            new Padding(1, 2, 3, 4),
            Optional.of(Color.WHITE),
            OptionalDouble.of(0.5),
            Optional.of(TEXT_MARK));
    private static final OutputOptions OPTIONS = new OutputOptions(
            true,
            Map.of(ImageFormat.JPEG, 30),
            OptionalInt.of(9000),
            Optional.of(new OutputOptions.Autoquality(OutputOptions.Autoquality.Method.SIZE, 0.5, 10, 90, 0.25)),
            new OutputOptions.Metadata(Optional.of(true), Optional.of(true), Optional.of(true)),
            Optional.of(true),
            Optional.of("srgb"),
            OptionalDouble.of(300),
            new OutputOptions.Jpeg(
                    Optional.of(true),
                    Optional.of(true),
                    Optional.of(true),
                    Optional.of(false),
                    Optional.of(true),
                    OptionalInt.of(3)),
            new OutputOptions.Png(Optional.of(true), Optional.of(true), OptionalInt.of(16)),
            new OutputOptions.Webp(
                    Optional.of(OutputOptions.Webp.Compression.LOSSY), Optional.of(true), Optional.of("photo")),
            Optional.of("on"));
    private static final ImageRequest REQUEST = new ImageRequest(
            new SourceRef("s3", "//bucket/cat.jpg"),
            new Reading(
                    OptionalInt.of(1),
                    OptionalInt.of(2),
                    true,
                    Optional.of(true),
                    Optional.of("rect{}"),
                    Set.of(ImageFormat.GIF),
                    Optional.of(new Reading.Hashsum("md5", "00")),
                    new Reading.Limits(
                            OptionalDouble.of(10),
                            OptionalLong.of(20),
                            OptionalInt.of(30),
                            OptionalDouble.of(40),
                            OptionalInt.of(50))),
            TRANSFORM,
            List.of(TRANSFORM),
            new OutputSpec(
                    false,
                    Optional.of(ImageFormat.PNG),
                    OptionalInt.of(50),
                    OPTIONS,
                    Optional.of(new InfoSpec(
                            Set.of(InfoSpec.Fact.SIZE),
                            OptionalInt.of(8),
                            Optional.of(new InfoSpec.BlurComponents(4, 3)),
                            List.of("md5")))),
            Optional.of("v1"));

    @TestFactory
    List<DynamicTest> everyFieldChangesTheText() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Varied varied : variants("", REQUEST)) {
            tests.add(DynamicTest.dynamicTest(
                    varied.path,
                    () -> assertThat(((ImageRequest) varied.value).canonical()).isNotEqualTo(REQUEST.canonical())));
        }
        return tests;
    }

    @Test
    void thereAreManyFields() {
        assertThat(variants("", REQUEST)).hasSizeGreaterThan(100);
    }

    @Test
    void whatIsNotSaidIsNotWritten() {
        assertThat(new ImageRequest(REQUEST.source(), Transform.NONE, OutputSpec.LIKE_ORIGINAL, Optional.empty())
                        .canonical())
                .isEqualTo("s3://bucket/cat.jpg");
    }

    @Test
    void freeTextCannotPoseAsAField() {
        assertThat(REQUEST.canonical()).doesNotContain("a/b").contains("a%2Fb");
    }

    private record Varied(String path, Object value) {}

    /** The record with one component changed, for every component and everything inside it. */
    private static List<Varied> variants(String path, Record record) {
        List<Varied> all = new ArrayList<>();
        RecordComponent[] components = record.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            String name = path + "." + components[i].getName();
            for (Varied other : others(name, component(record, components[i]))) {
                changed(record, i, other.value).ifPresent(value -> all.add(new Varied(other.path, value)));
            }
        }
        return all;
    }

    private static List<Varied> others(String path, Object value) {
        if (value instanceof Record record) {
            return variants(path, record);
        }
        if (value instanceof Optional<?> optional) {
            List<Varied> all = new ArrayList<>(List.of(new Varied(path + "=empty", Optional.empty())));
            others(path, optional.orElseThrow()).forEach(o -> all.add(new Varied(o.path, Optional.of(o.value))));
            return all;
        }
        if (value instanceof List<?> list) {
            List<Varied> all = new ArrayList<>(List.of(new Varied(path + "=empty", List.of())));
            others(path, list.get(0)).forEach(o -> all.add(new Varied(o.path, List.of(o.value))));
            return all;
        }
        return List.of(new Varied(path, simple(value)));
    }

    private static Object simple(Object value) {
        if (value instanceof Boolean flag) {
            return !flag;
        }
        if (value instanceof Integer number) {
            return number == 90 ? 180 : number + 1;
        }
        if (value instanceof Double number) {
            return number < 1 ? number + 0.125 : number + 1;
        }
        if (value instanceof String text) {
            return text + "x";
        }
        if (value instanceof Enum<?> constant) {
            Object[] all = constant.getDeclaringClass().getEnumConstants();
            return all[(constant.ordinal() + 1) % all.length];
        }
        if (value instanceof OptionalInt) {
            return OptionalInt.empty();
        }
        if (value instanceof OptionalLong) {
            return OptionalLong.empty();
        }
        if (value instanceof OptionalDouble) {
            return OptionalDouble.empty();
        }
        if (value instanceof Set<?>) {
            return Set.of();
        }
        if (value instanceof Map<?, ?>) {
            return Map.of();
        }
        throw new AssertionError("a type this test does not know: " + value.getClass());
    }

    private static Object component(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Empty where a record refuses the combination: a verbatim output with a quality. */
    private static Optional<Object> changed(Record record, int index, Object value) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] arguments =
                Arrays.stream(components).map(c -> component(record, c)).toArray();
        arguments[index] = value;
        try {
            Constructor<?> constructor = record.getClass()
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance(arguments));
        } catch (InvocationTargetException refused) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
