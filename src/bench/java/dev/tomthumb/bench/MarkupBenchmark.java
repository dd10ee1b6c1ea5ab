package dev.tomthumb.bench;

import dev.tomthumb.config.Secret;
import dev.tomthumb.dialect.query.QueryConfig;
import dev.tomthumb.markup.Answer;
import dev.tomthumb.markup.Markup;
import dev.tomthumb.markup.MarkupConfig;
import dev.tomthumb.markup.OriginalFacts;
import dev.tomthumb.markup.PageBudget;
import dev.tomthumb.markup.Picture;
import dev.tomthumb.markup.Place;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one of 50 tags of a page costs, without the container around it: written before (bar: 50 microseconds), and for the
 * first time, with two signatures.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MarkupBenchmark {
    private static final int TAGS = 50;

    private final Markup markup = markup();
    private final Place page = new Place("/shop/list.jsp", PageBudget.none());
    private int next;

    private static Markup markup() {
        Answer known = new Answer.Known(new OriginalFacts(new Size(4000, 3000), 6, ImageFormat.JPEG, false, ""));
        return new Markup(
                new MarkupConfig(
                        "/shop",
                        "/shop",
                        "",
                        QueryConfig.of(List.of(), true).withKey(Secret.ofText("a key of sixteen")),
                        Optional.empty(),
                        source -> false,
                        Set.of(ImageFormat.JPEG, ImageFormat.WEBP),
                        List.of(ImageFormat.WEBP),
                        true,
                        OptionalInt.of(8192),
                        false,
                        Duration.ZERO,
                        true),
                question -> known,
                InstantSource.system());
    }

    /** As a tag collects it. */
    private static Picture picture(int number) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("width", Integer.toString(100 + number));
        attributes.put("alt", "Tea, 100 g");
        attributes.put("class", "thumb");
        return new Picture("/photos/tea.jpg", attributes);
    }

    /** Written before. */
    @Benchmark
    public String again() throws ImageException {
        next = (next + 1) % TAGS;
        return markup.img(picture(next), page);
    }

    /** Never written before. */
    @Benchmark
    public String first() throws ImageException {
        next++;
        return markup.img(picture(next & 0x3FFF), page);
    }
}
