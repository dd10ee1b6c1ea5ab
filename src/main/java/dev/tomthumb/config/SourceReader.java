package dev.tomthumb.config;

import static dev.tomthumb.config.UnreadableException.about;

import dev.tomthumb.model.SourceRef;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the address of one original. */
final class SourceReader {
    private static final Pattern FORM =
            Pattern.compile("(https?|s3|local):(//[^\\p{Cntrl}]+)", Pattern.CASE_INSENSITIVE);

    private SourceReader() {}

    /** A web address stays as it is written; keys of S3 and paths are percent-decoded once: see {@link SourceRef}. */
    static SettingReader<SourceRef> one() {
        return SettingReader.of("`https://host/path`, `s3://bucket/key` or `local:///path`", text -> {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw about(text, "is not the address of an original");
            }
            String scheme = form.group(1).toLowerCase(Locale.ROOT);
            String decoded = decoded(form.group(2), text);
            return new SourceRef(scheme, scheme.startsWith("http") ? web(text, form.group(2)) : decoded);
        });
    }

    private static String decoded(String location, String text) throws UnreadableException {
        try {
            return URLDecoder.decode(location.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw about(text, "has a percent sign that begins no escape");
        }
    }

    private static String web(String text, String location) throws UnreadableException {
        try {
            if (new URI(text).getHost() != null) {
                return location;
            }
        } catch (URISyntaxException e) {
            throw about(text, "is not a URL: what is not ASCII, and blanks, are written percent-encoded");
        }
        throw about(text, "names no host");
    }
}
