package dev.tomthumb.dialect.imgproxy;

import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.Expiry;
import dev.tomthumb.dialect.OptionTable;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestBuilder;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads {@code <prefix><signature>/<options>/plain/<source>[@ext]} and {@code
 * <prefix><signature>/<options>/<base64url source>[.ext]} (imgproxy features, sections 2 to 4).
 *
 * <p>Path safety: the raw path is parsed, for {@code //} and {@code %2F} are at home in a source's text, and it names no
 * file of the host application. The prefix alone must be the same in both readings of the path, so that {@code
 * /img/../members/b.jpg} is refused here.
 *
 * <p>Two deliberate differences from imgproxy: only the scheme's own collapsed slashes are repaired (imgproxy repairs
 * the last {@code :/} of the path, which may lie inside the source), and dot segments in a source are refused.
 */
public final class ImgproxyDialect implements Dialect {
    private static final List<String> OLD_FORM = List.of("fit", "fill", "fill-down", "force", "auto");
    private static final String PLAIN = "plain/";

    private final ImgproxyConfig config;
    private final InstantSource clock;
    private final Signatures signatures;
    private final SourceText sources;
    private final OptionTable table = OptionTable.standard();
    private final int prefixSlashes;

    /** @param clock tells whether a URL has expired */
    public ImgproxyDialect(ImgproxyConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.signatures = new Signatures(config);
        this.sources = new SourceText(config);
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
        RequestBuilder builder = new RequestBuilder();
        String source = path.substring(applyOptions(path, builder));
        Split split = source.startsWith(PLAIN) ? plain(source.substring(PLAIN.length())) : base64(source);
        if (!split.extension.isEmpty()) {
            builder.format(format(split.extension));
        }
        Expiry.refusePast(builder.expires(), clock);
        return new ParsedUrl(builder.image(sources.parse(split.text)), builder.delivery(name()));
    }

    /** Applies the leading segments that hold a colon; returns where the source begins. */
    private int applyOptions(String path, RequestBuilder builder) throws ImageException {
        int at = 0;
        while (at < path.length()) {
            int end = path.indexOf('/', at);
            String segment = path.substring(at, end < 0 ? path.length() : end);
            if (segment.indexOf(':') < 0) {
                return at;
            }
            applyOption(segment, path.startsWith("/", end + 1), builder);
            at = end < 0 ? path.length() : end + 1;
        }
        return at;
    }

    private void applyOption(String segment, boolean slashFollows, RequestBuilder builder) throws ImageException {
        List<String> parts = Arrays.asList(segment.split(":", -1));
        String written = parts.get(0);
        if (slashFollows
                && parts.size() == 2
                && parts.get(1).isEmpty()
                && table.find(written).isEmpty()) {
            throw invalid("A source URL as it is begins with plain/; else it is base64url.");
        }
        table.named(written).apply(written, parts.subList(1, parts.size()), builder);
    }

    private static ImageFormat format(String extension) throws ImageException {
        return ImageFormat.named(extension)
                .orElseThrow(() -> new ImageException(
                        Problem.BAD_OPTION,
                        "The extension " + UrlText.quoted(extension) + " is not a format; there are "
                                + Arrays.stream(ImageFormat.values())
                                        .flatMap(format -> format.names().stream())
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private static Split plain(String text) throws ImageException {
        Split split = split(text, '@', "an at sign of the source itself is written %40");
        String decoded = UrlText.decoded(split.text)
                .orElseThrow(() -> invalid(
                        "The source is not percent-encoded UTF-8; a percent sign of its own is" + " written %25."));
        return present(new Split(decoded, split.extension));
    }

    private static Split base64(String text) throws ImageException {
        int slash = text.indexOf('/');
        if (OLD_FORM.contains(slash < 0 ? text : text.substring(0, slash))) {
            throw invalid("The URL has imgproxy's form of version 1; options are written name:argument, as in"
                    + " rs:fill:320:200.");
        }
        Split split = split(text.replace("/", ""), '.', "a base64url source has no dot of its own");
        return present(new Split(base64Decoded(split.text), split.extension));
    }

    private static String base64Decoded(String text) throws ImageException {
        try {
            return UrlText.utf8(Base64.getUrlDecoder().decode(unpadded(text).getBytes(StandardCharsets.UTF_8)))
                    .orElseThrow(() -> invalid("The base64url source is not UTF-8 text."));
        } catch (IllegalArgumentException e) {
            throw invalid(
                    "The source " + UrlText.quoted(text) + " is not base64url; a source as it is begins with plain/.");
        }
    }

    private static String unpadded(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        return text.substring(0, end);
    }

    private static Split split(String text, char separator, String advice) throws ImageException {
        int first = text.indexOf(separator);
        if (first < 0) {
            return new Split(text, "");
        }
        if (text.indexOf(separator, first + 1) >= 0) {
            throw invalid("The source has more than one " + separator + "; " + advice + ".");
        }
        return new Split(text.substring(0, first), text.substring(first + 1));
    }

    private static Split present(Split split) throws ImageException {
        if (split.text.isEmpty()) {
            throw invalid("The URL names no source; it ends with plain/source or a base64url source.");
        }
        return split;
    }

    private static ImageException invalid(String sentence) {
        return new ImageException(Problem.INVALID_URL, sentence);
    }

    private record Split(String text, String extension) {}
}
