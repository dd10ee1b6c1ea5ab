package dev.tomthumb.dialect.imgproxy;

import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.Expiry;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestBuilder;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.dialect.SourceReader;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Reads {@code <prefix><signature>/<options>/plain/<source>[@ext]}, {@code
 * <prefix><signature>/<options>/<base64url source>[.ext]} and {@code <prefix><signature>/<options>/enc/<encrypted
 * source>[.ext]} (imgproxy features, sections 2 to 5).
 *
 * <p>Path safety: the raw path is parsed, for {@code //} and {@code %2F} are at home in a source's text, and it names no
 * file of the host application. The prefix alone must be the same in both readings of the path, so that {@code
 * /img/../members/b.jpg} is refused here.
 *
 * <p>Two deliberate differences from imgproxy: only the scheme's own collapsed slashes are repaired (imgproxy repairs
 * the last {@code :/} of the path, which may lie inside the source), and dot segments in a source are refused.
 */
public final class ImgproxyDialect implements Dialect {
    private final ImgproxyConfig config;
    private final InstantSource clock;
    private final Signatures signatures;
    private final SourceReader sourceReader;
    private final PathOptions options;
    private final PathSource source;
    private final int prefixSlashes;

    /** @param clock tells whether a URL has expired */
    public ImgproxyDialect(ImgproxyConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.signatures = new Signatures(config);
        this.sourceReader = config.sourceReader();
        this.options = new PathOptions(config);
        this.source = new PathSource(config);
        this.prefixSlashes = (int) config.prefix().chars().filter(c -> c == '/').count();
    }

    @Override
    public String name() {
        return Delivery.IMGPROXY;
    }

    @Override
    public boolean claims(RequestUrl url) {
        return url.path().startsWith(config.prefix())
                || behindPrefix(url.rawPath()).isPresent();
    }

    @Override
    public Optional<ParsedUrl> parse(RequestUrl url) throws ImageException {
        Optional<String> rest = behindPrefix(url.sentPath());
        if (rest.isEmpty() || !url.path().startsWith(config.prefix())) {
            throw invalid("The path enters or leaves " + config.prefix()
                    + " by dot segments, doubled slashes or escapes;" + " write it plainly.");
        }
        if (url.sentPath().length() > config.maxUrlLength()) {
            throw invalid("The path has " + url.sentPath().length() + " characters; at most " + config.maxUrlLength()
                    + " are accepted.");
        }
        return Optional.of(signed(rest.get()));
    }

    /** What follows the prefix in the raw path; empty when the raw path does not begin with it. */
    private Optional<String> behindPrefix(String raw) {
        int end = -1;
        for (int i = 0; i < prefixSlashes; i++) {
            end = raw.indexOf('/', end + 1);
            if (end < 0) {
                return Optional.empty();
            }
        }
        return UrlText.decoded(raw.substring(0, end + 1)).equals(Optional.of(config.prefix()))
                ? Optional.of(raw.substring(end + 1))
                : Optional.empty();
    }

    private ParsedUrl signed(String rest) throws ImageException {
        int slash = rest.indexOf('/');
        if (slash < 1 || slash == rest.length() - 1) {
            throw invalid("The URL takes the form " + config.prefix()
                    + "signature/options/plain/source or .../base64url-source.");
        }
        String path = Repair.repaired(rest.substring(slash + 1));
        signatures.check(rest.substring(0, slash), path);
        return understood(path);
    }

    private ParsedUrl understood(String path) throws ImageException {
        RequestBuilder builder = new RequestBuilder(config.options(), sourceReader);
        PathSource.Named named = source.read(path.substring(options.apply(path, builder)));
        if (!named.extension().isEmpty()) {
            builder.extension(named.extension());
        }
        Expiry.refusePast(builder.expires(), clock);
        return new ParsedUrl(builder.image(named.source()), builder.delivery(name()));
    }

    private static ImageException invalid(String sentence) {
        return new ImageException(Problem.INVALID_URL, sentence);
    }
}
