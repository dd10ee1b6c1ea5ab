package dev.tomthumb;

import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.SourceRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A dialect whose URLs name no original, but may name other pictures, such as a watermark: held to the sources a URL may
 * name.
 */
final class NamedPictures implements Dialect {
    private final Dialect dialect;
    private final Predicate<SourceRef> allowed;

    NamedPictures(Dialect dialect, Predicate<SourceRef> allowed) {
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
        List<SourceRef> named = parsed.map(ParsedUrl::sources).orElse(List.of());
        for (SourceRef picture : named.subList(Math.min(1, named.size()), named.size())) {
            if (!allowed.test(picture)) {
                throw NamedSources.refusal(picture);
            }
        }
        return parsed;
    }
}
