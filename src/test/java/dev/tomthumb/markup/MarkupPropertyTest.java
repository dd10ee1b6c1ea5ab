package dev.tomthumb.markup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.dialect.query.QueryConfig;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a database holds, one element comes out of it, and no script. */
class MarkupPropertyTest {
    private final Markup markup = new Markup(
            new MarkupConfig(
                    "/shop",
                    "/shop",
                    "",
                    QueryConfig.of(List.of(), true),
                    Optional.empty(),
                    source -> true,
                    Set.of(ImageFormat.JPEG),
                    List.of(),
                    true,
                    OptionalInt.empty(),
                    false,
                    Duration.ZERO,
                    true),
            Originals.NONE,
            () -> Instant.EPOCH);

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.strings().withChars("/.\\:?#%&<>\"'=ajvscript \t\n").ofMaxLength(24),
                Arbitraries.of("javascript:", "JAVASCRIPT:", "java\tscript:", "data:", "//", "https://", "/", "../", "")
                        .flatMap(start -> Arbitraries.strings()
                                .withChars("/.:?<>\"'=ab")
                                .ofMaxLength(12)
                                .map(start::concat)));
    }

    @Property(tries = 500)
    void anySrcAndAnyTextGiveOneElement(@ForAll("texts") String src, @ForAll("texts") String text)
            throws ImageException {
        String html = markup.img(
                Picture.of(src).with("alt", text).with("title", text).with("width", "64"),
                new Place("/a/b.jsp", PageBudget.none()));

        assertThat(html).matches("<img( [a-z]+=\"[^\"<>]*\")+>");
        String written = html.substring(html.indexOf("src=\"") + 5).toLowerCase(Locale.ROOT);
        assertThat(written).matches("(?s)(/shop/|https?:|//|data:image/svg).*");
    }
}
