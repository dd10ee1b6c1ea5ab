package dev.tomthumb.source;

import dev.tomthumb.model.Visibility;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** What origins say about an original in header fields, as far as it matters to more than one source. */
public final class OriginHeaders {
    /**
     * The fields by which an origin tells caches in general from this one, lower case, the nearest first (RFC 9213,
     * section 2.2).
     */
    public static final List<String> TARGETED = List.of("tomthumb-cache-control", "cdn-cache-control");

    private static final Pattern SECONDS = Pattern.compile("\\s*([0-9]{1,18})\\s*(?:,.*)?");

    private OriginHeaders() {}

    /** The seconds an {@code Age} names: its first member; empty if that is no number (RFC 9111, section 5.1). */
    public static OptionalLong age(String value) {
        Matcher seconds = SECONDS.matcher(value);
        return seconds.matches() ? OptionalLong.of(Long.parseLong(seconds.group(1))) : OptionalLong.empty();
    }

    /**
     * Who may keep renditions of an original that came with this {@code Cache-Control} (RFC 9111, sections 5.2.2.5 and
     * 5.2.2.7). {@code private} for some fields only counts as well.
     */
    public static Visibility visibility(Optional<String> cacheControl) {
        boolean guarded = cacheControl.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(OriginHeaders::directiveName)
                .anyMatch(name -> name.equals("private") || name.equals("no-store"));
        return guarded ? Visibility.PRIVATE : Visibility.PUBLIC;
    }

    private static String directiveName(String directive) {
        int equals = directive.indexOf('=');
        return (equals < 0 ? directive : directive.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
    }

    /** Whether {@code contentEncoding} leaves the bytes as they are. {@code aws-chunked} is framing of an upload. */
    public static boolean isIdentity(Optional<String> contentEncoding) {
        return coding(contentEncoding).isEmpty();
    }

    /**
     * The original inside a coded body. Nobody was asked to compress, yet some origins store pictures compressed.
     *
     * @return empty for a coding other than gzip
     */
    public static Optional<InputStream> decoded(InputStream body, Optional<String> contentEncoding) throws IOException {
        return switch (coding(contentEncoding)) {
            case "" -> Optional.of(body);
            case "gzip", "x-gzip" -> Optional.of(new GZIPInputStream(body));
            default -> Optional.empty();
        };
    }

    private static String coding(Optional<String> contentEncoding) {
        return contentEncoding
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .replace("aws-chunked", "")
                .replace("identity", "")
                .replace(",", " ")
                .strip();
    }
}
