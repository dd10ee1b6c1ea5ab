package dev.tomthumb;

import dev.tomthumb.config.AnswerSettings;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.model.Delivery;
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
    private final boolean mayBypass;

    /**
     * @param allowed whether a URL may name a source
     * @param mayBypass whether a URL may ask for a picture that is made anew each time
     */
    NamedSources(Dialect dialect, Predicate<SourceRef> allowed, boolean mayBypass) {
        this.dialect = dialect;
        this.allowed = allowed;
        this.mayBypass = mayBypass;
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
            require(parsed.get().image().source());
            Delivery delivery = parsed.get().delivery();
            if (delivery.fallback().isPresent()) {
                require(delivery.fallback().get());
            }
            if (delivery.bypass() && !mayBypass) {
                throw new ImageException(
                        Problem.BAD_OPTION,
                        "URLs may not bypass the cache here; the setting "
                                + AnswerSettings.IMG_ALLOW_BYPASS_CACHE.name() + " lets them.");
            }
        }
        return parsed;
    }

    private void require(SourceRef source) throws ImageException {
        if (!allowed.test(source)) {
            boolean bucket = source.scheme().equals("s3");
            throw new ImageException(
                    bucket ? Problem.BUCKET_FORBIDDEN : Problem.SOURCE_FORBIDDEN, refusal(source.scheme()));
        }
    }

    private static String refusal(String scheme) {
        return switch (scheme) {
            case "s3" ->
                "URLs may not name this bucket; the setting " + SettingTable.S3_BUCKETS.name()
                        + " lists those they may.";
            case "http", "https" ->
                "URLs may not name this host; the setting " + SettingTable.HTTP_ALLOW.name() + " lists those they may.";
            case "local" ->
                "URLs may not name files where mounts reach into the same directory; sign them with "
                        + SettingTable.IMG_KEY.name() + ", or use the mounted path.";
            default -> "URLs may not name sources of the scheme \"" + scheme + "\".";
        };
    }
}
