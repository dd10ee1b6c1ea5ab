package dev.tomthumb;

import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A dialect whose URLs name their source, held to the sources a URL may name. What a mount reaches is another matter:
 * its originals stand under a path that the site's own filters guard.
 */
final class NamedSources implements Dialect {
    private final Dialect dialect;
    private final Predicate<SourceRef> allowed;

    NamedSources(Dialect dialect, Predicate<SourceRef> allowed) {
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
        if (parsed.isPresent() && !allowed.test(parsed.get().image().source())) {
            throw new ImageException(
                    Problem.SOURCE_FORBIDDEN,
                    "URLs may not name this source; the setting tomthumb.s3.buckets lists the buckets they may.");
        }
        return parsed;
    }
}
