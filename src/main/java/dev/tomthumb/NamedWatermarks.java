package dev.tomthumb;

import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Watermark;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A dialect whose URLs may name a picture as their watermark, held to the sources a URL may name. */
final class NamedWatermarks implements Dialect {
    private final Dialect dialect;
    private final Predicate<SourceRef> allowed;

    NamedWatermarks(Dialect dialect, Predicate<SourceRef> allowed) {
        this.dialect = dialect;
        this.allowed = allowed;
    }

    @Override
    public String name() {
        return dialect.name();
    }

    @Override
    public boolean claims(RequestUrl url) {
        return dialect.claims(url);
    }

    @Override
    public Optional<ParsedUrl> parse(RequestUrl url) throws ImageException {
        Optional<ParsedUrl> parsed = dialect.parse(url);
        if (parsed.isPresent()) {
            Optional<SourceRef> forbidden = pictures(parsed.get().image())
                    .filter(source -> !allowed.test(source))
                    .findFirst();
            if (forbidden.isPresent()) {
                throw NamedSources.refusal(forbidden.get());
            }
        }
        return parsed;
    }

    private static Stream<SourceRef> pictures(ImageRequest request) {
        return Stream.concat(Stream.of(request.transform()), request.then().stream())
                .map(Transform::watermark)
                .flatMap(Optional::stream)
                .map(Watermark::content)
                .filter(Watermark.Content.Picture.class::isInstance)
                .map(content -> ((Watermark.Content.Picture) content).source());
    }
}
