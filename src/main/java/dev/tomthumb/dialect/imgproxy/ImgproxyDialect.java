package dev.tomthumb.dialect.imgproxy;

import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.SizeSettings;
import dev.tomthumb.config.UnsignedUrls;
import dev.tomthumb.dialect.Confinement;
import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.Expiry;
import dev.tomthumb.dialect.OptionTable;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.Presets;
import dev.tomthumb.dialect.RequestBuilder;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.dialect.SourceReader;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code <prefix><signature>/<options>/plain/<source>[@ext]}, {@code
 * <prefix><signature>/<options>/<base64url source>[.ext]} and {@code <prefix><signature>/<options>/enc/<encrypted
 * source>[.ext]} (imgproxy features, sections 2 to 5). Behind {@code <prefix>info/} the same asks what an original is,
 * with other options and without an extension (imgproxy Pro's info endpoint).
 *
 * <p>Path safety: the raw path is parsed, for {@code //} and {@code %2F} are at home in a source's text, and it names no
 * file of the host application. The prefix alone must be the same in both readings of the path, so that {@code
 * /img/../members/b.jpg} is refused here.
 *
 * <p>Two deliberate differences from imgproxy: only the scheme's own collapsed slashes are repaired (imgproxy repairs
 * the last {@code :/} of the path, which may lie inside the source), and dot segments in a source are refused.
 */
public final class ImgproxyDialect implements Dialect {
    private static final String INFO = "info/";

    private final ImgproxyConfig config;
    private final Optional<ImgproxyConfig> info;
    private final InstantSource clock;
    private final Signatures signatures;
    private final SourceReader sourceReader;
    private final PathOptions options;
    private final Optional<PathOptions> infoOptions;
    private final PathSource source;
    private final int prefixSlashes;

    /**
     * As {@link #ImgproxyDialect(ImgproxyConfig, Optional, InstantSource)}, with an info endpoint without presets.
     *
     * @param clock tells whether a URL has expired
     */
    public ImgproxyDialect(ImgproxyConfig config, InstantSource clock) {
        this(config, Optional.of(config.withOptions(config.options().ofInfo(Set.of(), Presets.NONE))), clock);
    }

    /**
     * @param info how the info endpoint speaks, which differs in options and presets alone; empty = there is none
     * @param clock tells whether a URL has expired
     */
    public ImgproxyDialect(ImgproxyConfig config, Optional<ImgproxyConfig> info, InstantSource clock) {
        this.config = config;
        this.info = info;
        this.clock = clock;
        this.signatures = new Signatures(config);
        this.sourceReader = config.sourceReader();
        this.options = new PathOptions(config, OptionTable.standard());
        this.infoOptions = info.map(spoken -> new PathOptions(spoken, OptionTable.info()));
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
        boolean asksInfo = info.isPresent() && rest.get().startsWith(INFO);
        return Optional.of(
                asksInfo
                        ? told(signed(rest.get().substring(INFO.length()), INFO))
                        : understood(signed(rest.get(), "")));
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

    /**
     * What is signed, once the signature is known to be right.
     *
     * @param vouched whether somebody has signed it, or anybody may have written it
     */
    private record Signed(String path, boolean vouched) {}

    private Signed signed(String rest, String endpoint) throws ImageException {
        int slash = rest.indexOf('/');
        if (slash < 1 || slash == rest.length() - 1) {
            throw invalid("The URL takes the form " + config.prefix() + endpoint
                    + "signature/options/plain/source or .../base64url-source.");
        }
        String path = Repair.repaired(rest.substring(slash + 1));
        boolean vouched = signatures.check(rest.substring(0, slash), path);
        if (!vouched && config.unsigned() == UnsignedUrls.REFUSE) {
            throw new ImageException(
                    Problem.BAD_SIGNATURE,
                    "URLs of this form are for those who sign them: there is no " + SettingTable.IMG_KEY.name()
                            + ", and " + SizeSettings.IMG_UNSIGNED.name() + " refuses what nobody has signed.");
        }
        return new Signed(path, vouched);
    }

    private ParsedUrl understood(Signed url) throws ImageException {
        String path = url.path;
        RequestBuilder builder = new RequestBuilder(config.options(), sourceReader);
        if (!url.vouched) {
            builder.confine(Confinement.of(config.unsigned(), config.ladder()));
        }
        PathSource.Named named = source.read(path.substring(options.apply(path, builder)));
        if (!named.extension().isEmpty()) {
            builder.extension(named.extension());
        }
        Expiry.refusePast(builder.expires(), clock);
        return new ParsedUrl(builder.image(named.source()), delivery(builder, url));
    }

    private Delivery delivery(RequestBuilder builder, Signed url) {
        Delivery delivery = builder.delivery(name());
        return url.vouched ? delivery : delivery.asUnsigned();
    }

    private ParsedUrl told(Signed url) throws ImageException {
        String path = url.path;
        RequestBuilder builder = new RequestBuilder(info.orElseThrow().options(), sourceReader);
        if (!url.vouched) {
            builder.confine(Confinement.ofInfo(config.unsigned()));
        }
        PathSource.Named named =
                source.read(path.substring(infoOptions.orElseThrow().apply(path, builder)));
        if (!named.extension().isEmpty()) {
            throw invalid("The extension " + UrlText.quoted(named.extension()) + " says nothing here: below "
                    + config.prefix() + INFO + " the answer is JSON.");
        }
        Expiry.refusePast(builder.expires(), clock);
        return new ParsedUrl(builder.info(named.source()), delivery(builder, url));
    }

    private static ImageException invalid(String sentence) {
        return new ImageException(Problem.INVALID_URL, sentence);
    }
}
