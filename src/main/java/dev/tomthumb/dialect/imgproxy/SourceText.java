package dev.tomthumb.dialect.imgproxy;

import dev.tomthumb.config.UrlReplacement;
import dev.tomthumb.dialect.PathRule;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.DotSegments;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a source's text, decoded once: {@code s3://bucket/key}, {@code http://host/path}, {@code local:///path}.
 *
 * <p>Schemes are an allow-list; those of the host application's own files ({@code webapp}, {@code dispatch}) cannot get
 * onto it.
 */
final class SourceText {
    private static final Pattern SOURCE = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*+):(.*)", Pattern.DOTALL);
    /** What a URI may hold besides the unreserved characters (RFC 3986, section 2.2), and escapes. */
    private static final String URI_CHARACTERS = "%:/?@!$&'()*+,;=[]";

    private final ImgproxyConfig config;
    private final Grammar grammar;

    SourceText(ImgproxyConfig config) {
        this.config = config;
        this.grammar = config.grammar();
    }

    /** The original: replaced and completed as the operator says. */
    SourceRef original(String text) throws ImageException {
        String replaced = replaced(text);
        return parse(replaced.startsWith(grammar.baseUrl()) ? replaced : grammar.baseUrl() + replaced);
    }

    /** Another source, which stands in an option: completed only where it has no scheme of its own. */
    SourceRef named(String text) throws ImageException {
        String replaced = replaced(text);
        return parse(SOURCE.matcher(replaced).matches() ? replaced : grammar.baseUrl() + replaced);
    }

    private String replaced(String text) {
        String replaced = text;
        for (UrlReplacement replacement : grammar.replacements()) {
            replaced = replacement.applied(replaced);
        }
        return replaced;
    }

    private SourceRef parse(String text) throws ImageException {
        if (UrlText.hasControls(text)) {
            throw invalid("holds a control character");
        }
        Matcher source = SOURCE.matcher(text);
        if (!source.matches()) {
            throw new ImageException(
                    Problem.SOURCE_UNKNOWN,
                    "The source " + UrlText.quoted(text) + " has no scheme; there are " + schemes() + ".");
        }
        String scheme = source.group(1).toLowerCase(Locale.ROOT);
        if (!config.schemes().contains(scheme)) {
            throw switchedOff(scheme);
        }
        return new SourceRef(scheme, location(scheme, source.group(2)));
    }

    private ImageException switchedOff(String scheme) {
        String advice = Optional.ofNullable(config.schemeSettings().get(scheme))
                .map(setting -> " is switched off here; the setting " + setting + " switches it on.")
                .orElseGet(() -> " is not known here; there are " + schemes() + ".");
        return new ImageException(Problem.SOURCE_UNKNOWN, "The source scheme " + UrlText.quoted(scheme) + advice);
    }

    private String schemes() {
        return config.schemes().isEmpty() ? "none" : String.join(", ", new TreeSet<>(config.schemes()));
    }

    private String location(String scheme, String text) throws ImageException {
        return switch (scheme) {
            case "http", "https" -> httpLocation(text);
            case "local" -> localLocation(text);
            default -> bucketLocation(scheme, text);
        };
    }

    /** A URL, made one that {@code java.net.URI} reads: what may not stand raw is encoded, what is encoded stays. */
    private static String httpLocation(String text) throws ImageException {
        if (!text.startsWith("//") || text.length() < 3 || "/?#".indexOf(text.charAt(2)) >= 0) {
            throw invalid("has no host; it takes http://host/path");
        }
        // A fragment never reaches a server (RFC 3986, section 3.5).
        String url = text.indexOf('#') < 0 ? text : text.substring(0, text.indexOf('#'));
        for (int at = url.indexOf('%'); at >= 0; at = url.indexOf('%', at + 1)) {
            if (UrlText.escapeAt(url, at) < 0) {
                throw invalid("has a bad escape; a percent sign of its own is written %2525");
            }
        }
        String path = url.indexOf('?') < 0 ? url : url.substring(0, url.indexOf('?'));
        refuseDotSegments(DotSegments.inEncoded(path));
        return UrlText.encoded(url, URI_CHARACTERS);
    }

    private static String localLocation(String text) throws ImageException {
        if (!text.startsWith("///") || text.length() < 4) {
            throw invalid("takes the form local:///path");
        }
        // A file system reads a semicolon as it stands.
        refuseDotSegments(PathRule.hasDotSegment(text.replace('\\', '/')));
        return text;
    }

    private String bucketLocation(String scheme, String text) throws ImageException {
        int slash = text.indexOf('/', 2);
        if (!text.startsWith("//") || slash < 3 || slash == text.length() - 1) {
            throw invalid("takes the form " + scheme + "://bucket/key");
        }
        refuseDotSegments(DotSegments.in(text));
        return withVersion(text);
    }

    /** What separates a key's version is a question mark from here on, whatever URLs have in its place. */
    private String withVersion(String text) throws ImageException {
        String separator = grammar.querySeparator();
        if (separator.equals("?")) {
            return text;
        }
        if (text.indexOf('?') >= 0) {
            throw invalid("holds a question mark, which no key can have here");
        }
        int at = text.indexOf(separator);
        return at < 0 ? text : text.substring(0, at) + "?" + text.substring(at + separator.length());
    }

    /** HTTP clients and stores resolve them, which could lead out of a permitted bucket or folder. */
    private static void refuseDotSegments(boolean held) throws ImageException {
        if (held) {
            throw invalid("holds a dot segment (. or ..)");
        }
    }

    private static ImageException invalid(String why) {
        return new ImageException(Problem.INVALID_URL, "The source " + why + ".");
    }
}
