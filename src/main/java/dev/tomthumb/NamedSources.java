package dev.tomthumb;

import dev.tomthumb.config.SettingTable;
import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A dialect whose URLs name their source, held to the sources a URL may name. What a mount reaches is another matter:
 * its originals stand under a path that the site's own filters guard.
 */
final class NamedSources implements Dialect {
    private final Dialect dialect;
    private final Predicate<SourceRef> allowed;
    private final int unasked;

    NamedSources(Dialect dialect, Predicate<SourceRef> allowed) {
        this(dialect, allowed, 0);
    }

    private NamedSources(Dialect dialect, Predicate<SourceRef> allowed, int unasked) {
        this.dialect = dialect;
        this.allowed = allowed;
        this.unasked = unasked;
    }

    /** For a dialect whose URLs name no original, but may name other pictures, such as a watermark. */
    static Dialect besideTheOriginal(Dialect dialect, Predicate<SourceRef> allowed) {
        return new NamedSources(dialect, allowed, 1);
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
        List<SourceRef> all = parsed.map(ParsedUrl::sources).orElse(List.of());
        for (SourceRef named : all.subList(Math.min(unasked, all.size()), all.size())) {
            if (!allowed.test(named)) {
                throw refusal(named);
            }
        }
        return parsed;
    }

    /** What is answered to a URL that names {@code ref} without being allowed to. */
    private static ImageException refusal(SourceRef ref) {
        boolean bucket = ref.scheme().equals("s3");
        return new ImageException(bucket ? Problem.BUCKET_FORBIDDEN : Problem.SOURCE_FORBIDDEN, sentence(ref.scheme()));
    }

    private static String sentence(String scheme) {
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
