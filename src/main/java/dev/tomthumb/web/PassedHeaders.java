package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.http.Header;
import dev.tomthumb.http.ResponseHeaders;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Visibility;
import dev.tomthumb.source.Passed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The headers of an origin's answer on its way to a visitor. */
final class PassedHeaders {
    private static final String TYPE = "Content-Type";
    /** Of what nobody knows the type: a browser saves it. */
    private static final String BYTES = "application/octet-stream";

    /** What runs with the rights of the site that it comes from when a page of the site loads it, sandbox or not. */
    private static final Pattern RUNS = Pattern.compile(
            "[a-z]+/(?:x-)?(?:java|ecma|js|live|j)script[0-9.]*|(?:text|application)/(?:css|wasm)",
            Pattern.CASE_INSENSITIVE);

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    /** RFC 9110, section 5.6.4. */
    private static final String QUOTED = "\"(?:[^\"\\\\\\p{Cntrl}]|\t|\\\\[^\\p{Cntrl}])*+\"";
    /** One media type, its bare form in the first group (RFC 9110, section 8.3.1). */
    private static final Pattern MEDIA_TYPE = Pattern.compile(
            "(" + TOKEN + "/" + TOKEN + ")(?:[ \t]*+;[ \t]*+(?:" + TOKEN + "=(?:" + TOKEN + "|" + QUOTED + "))?+)*+");

    private static final Pattern NAMED = Pattern.compile("\\.([A-Za-z0-9]{1,8})(\\?.*)?$");

    private PassedHeaders() {}

    static List<Header> of(Tomthumb tomthumb, Exchange exchange, Passed passed) {
        Map<String, String> fields = new TreeMap<>(passed.fields());
        Optional<ImageFormat> known = tomthumb.codecs().sniff(passed.body());
        if (passed.body().length > 0) {
            fields.putIfAbsent(TYPE, known.map(ImageFormat::mediaType).orElse(BYTES));
            fields.computeIfPresent(TYPE, (name, type) -> harmless(type));
        }
        List<Header> headers = new ArrayList<>();
        fields.forEach((name, value) -> headers.add(new Header(name, value)));
        SourceRef source = exchange.image().source();
        Visibility visibility = passed.visibility() == Visibility.PRIVATE ? Visibility.PRIVATE : exchange.visibility();
        return tomthumb.headers()
                .passed(
                        headers,
                        new ResponseHeaders.PassedOn(
                                source,
                                exchange.delivery(),
                                known.map(ImageFormat::extension)
                                        .or(() -> byType(fields.getOrDefault(TYPE, "")))
                                        .orElseGet(() -> byName(source.location())),
                                visibility,
                                tomthumb.now(),
                                passed.status()),
                        passed.body().length,
                        passed.status() < 400);
    }

    /**
     * With nosniff, no browser runs or applies what comes as bytes. Of a list of types, which two lines of the field are as
     * well, browsers take the last one, and other texts they read each in its own way: only one plain type is passed on.
     */
    static String harmless(String type) {
        Matcher one = MEDIA_TYPE.matcher(type);
        return one.matches() && !RUNS.matcher(one.group(1)).matches() ? type : BYTES;
    }

    private static Optional<String> byType(String type) {
        String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(ImageFormat.values())
                .filter(format -> format.mediaType().equals(bare))
                .map(ImageFormat::extension)
                .findFirst();
    }

    private static String byName(String location) {
        Matcher named = NAMED.matcher(location);
        return named.find() ? named.group(1) : "bin";
    }
}
