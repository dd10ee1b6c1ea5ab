package dev.tomthumb.source.http;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.source.Asked;
import dev.tomthumb.source.ByteLimit;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.OriginHeaders;
import dev.tomthumb.source.Passed;
import dev.tomthumb.source.Room;
import dev.tomthumb.source.Source;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Originals on web servers, as {@code http://host/path} and {@code https://host/path}.
 *
 * <p>Speaks HTTP/1.1 over sockets of its own. The JDK's clients resolve the name themselves, after our check, and
 * neither lets the address be fixed while keeping {@code Host}, SNI and the certificate's name right; nor do they hold
 * a whole exchange to one deadline. What is needed here is small: one GET, no body, no cookies, no credentials, no
 * proxy. Each fetch has its own connection, closed after it; TLS sessions are resumed. Nothing needs closing.
 *
 * <p>The location is the text of a URL: escapes in it are escapes. Who appends the text of a file name must have
 * escaped it.
 *
 * <p>Name resolution has the JVM's own time limit, which the deadline cannot shorten.
 */
public final class HttpSource implements Source {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int PARTIAL = 206;
    private static final int NOT_MODIFIED = 304;
    /** {@code bytes 0-99/100}: first, last, complete length (RFC 9110, section 14.4). */
    private static final Pattern WHOLE_RANGE = Pattern.compile("bytes 0-([0-9]{1,18})/([0-9]{1,18})");

    private final HttpSourceConfig config;
    private final SourceGuard guard;
    private final Connector connector;

    /** With the JVM's resolver and trusted certificates. */
    public HttpSource(HttpSourceConfig config) {
        this(config, AddressResolver.SYSTEM, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /**
     * @param resolver instead of the JVM's
     * @param tls decides which certificates are trusted; their names are checked here
     */
    public HttpSource(HttpSourceConfig config, AddressResolver resolver, SSLSocketFactory tls) {
        this.config = config;
        this.guard = new SourceGuard(config, resolver);
        this.connector = new Connector(tls, config.connectTimeout(), config.readTimeout());
    }

    @Override
    public Fetched fetch(SourceRef ref, Validators known, Room room) throws ImageException {
        Map<String, String> fields = fields();
        fields.putAll(Conditions.of(known));
        return asked(ref, fields, exchange -> answer(exchange, known, room));
    }

    /** Whatever the origin answers once redirects have been followed, errors included. */
    @Override
    public Passed pass(SourceRef ref, Asked asked, Room room) throws ImageException {
        Map<String, String> fields = fields();
        fields.putAll(asked.fields());
        return asked(ref, fields, exchange -> passed(exchange, room));
    }

    /** Reads an answer that is no redirect. */
    @FunctionalInterface
    private interface Reading<T> {
        T read(Exchange exchange) throws IOException, ImageException;
    }

    private <T> T asked(SourceRef ref, Map<String, String> fields, Reading<T> reading) throws ImageException {
        HttpTarget target = HttpTarget.read(ref.scheme(), ref.location());
        Deadline deadline = Deadline.in(config.deadline());
        try {
            return follow(target, fields, reading, deadline);
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    private static ImageException refusal(IOException e) {
        if (isTimeout(e)) {
            return new ImageException(Problem.ORIGIN_TIMEOUT, "The source took too long.", e);
        }
        if (e instanceof ConnectFailedException) {
            return new ImageException(Problem.ORIGIN_UNREACHABLE, "The source accepts no connection.", e);
        }
        return e instanceof SSLException
                ? new ImageException(
                        Problem.ORIGIN_UNREACHABLE,
                        "No secure connection to the source: its certificate is not trusted or its TLS not supported.",
                        e)
                : new ImageException(Problem.ORIGIN_FAILED, "The source did not answer as a web server does.", e);
    }

    /** A time limit that strikes inside a TLS handshake arrives wrapped. */
    private static boolean isTimeout(IOException e) {
        return e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException;
    }

    private <T> T follow(HttpTarget first, Map<String, String> fields, Reading<T> reading, Deadline deadline)
            throws IOException, ImageException {
        HttpTarget target = first;
        for (int redirects = 0; redirects <= config.maxRedirects(); redirects++) {
            try (Exchange exchange = Exchange.start(connector, target, guard.admit(first, target), fields, deadline)) {
                if (!REDIRECTS.contains(exchange.head().status())) {
                    return reading.read(exchange);
                }
                target = target.redirected(location(exchange.head()));
            }
        }
        throw new ImageException(
                Problem.ORIGIN_UNREACHABLE, "The source redirects more than " + config.maxRedirects() + " times.");
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        fields.put("Accept", "image/*,*/*;q=0.1");
        fields.put("Accept-Encoding", "identity");
        fields.put("Connection", "close");
        fields.put("User-Agent", config.userAgent());
        return fields;
    }

    /** Servers send names in UTF-8 where the header's own encoding is Latin-1. */
    private static String location(ResponseHead head) throws ImageException {
        String location = head.field("location")
                .orElseThrow(() -> new ImageException(
                        Problem.ORIGIN_UNREACHABLE, "The source redirects without saying where to."));
        return new String(location.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static Fetched answer(Exchange exchange, Validators known, Room room) throws IOException, ImageException {
        ResponseHead head = exchange.head();
        if (head.status() == NOT_MODIFIED && !Conditions.of(known).isEmpty()) {
            return new Fetched.NotModified(lifetime(head));
        }
        if (head.status() != OK && head.status() != PARTIAL) {
            throw StatusRefusal.of(head.status());
        }
        if (head.status() == PARTIAL && !isWhole(head)) {
            throw new ImageException(
                    Problem.ORIGIN_UNREACHABLE, "The source gave only a part of the original (status 206).");
        }
        return new Fetched.Original(
                body(exchange, room),
                Conditions.of(head),
                OriginHeaders.visibility(head.field("cache-control")),
                lifetime(head));
    }

    private static Lifetime lifetime(ResponseHead head) {
        return new Lifetime(
                head.field("cache-control"),
                head.field("expires").map(value -> Conditions.date(value).orElse(Instant.EPOCH)),
                OriginHeaders.TARGETED.stream()
                        .flatMap(name -> head.field(name).stream())
                        .toList(),
                head.field("date").flatMap(Conditions::date),
                head.field("age").map(OriginHeaders::age).orElse(OptionalLong.empty()));
    }

    private static Passed passed(Exchange exchange, Room room) throws IOException, ImageException {
        ResponseHead head = exchange.head();
        Map<String, String> fields = new TreeMap<>();
        Passed.NAMES.forEach(
                name -> head.field(name.toLowerCase(Locale.ROOT)).ifPresent(value -> fields.put(name, value)));
        boolean bodiless = head.status() == NOT_MODIFIED || head.status() == NO_CONTENT;
        return new Passed(
                head.status(),
                fields,
                bodiless ? new byte[0] : raw(exchange, room),
                OriginHeaders.visibility(head.field("cache-control")));
    }

    /** As coded as it comes: whoever asks has been asked what he understands. */
    private static byte[] raw(Exchange exchange, Room room) throws IOException, ImageException {
        ResponseHead head = exchange.head();
        try {
            return ByteLimit.read(exchange.body(), head.chunked() ? OptionalLong.empty() : head.contentLength(), room);
        } catch (EOFException | SocketException | SSLException e) {
            if (isTimeout(e)) {
                throw e;
            }
            throw cutShort(e);
        }
    }

    private static ImageException cutShort(IOException e) {
        return new ImageException(Problem.ORIGINAL_INCOMPLETE, "The original was cut short by its source.", e);
    }

    private static boolean isWhole(ResponseHead head) {
        var range = WHOLE_RANGE.matcher(head.field("content-range").orElse(""));
        return range.matches() && Long.parseLong(range.group(1)) + 1 == Long.parseLong(range.group(2));
    }

    private static byte[] body(Exchange exchange, Room room) throws IOException, ImageException {
        ResponseHead head = exchange.head();
        try {
            InputStream body = OriginHeaders.decoded(exchange.body(), head.field("content-encoding"))
                    .orElseThrow(() -> new ImageException(
                            Problem.ORIGIN_FAILED,
                            "The source compressed the original in a way nobody asked for; gzip and none are read."));
            return ByteLimit.read(body, declared(head), room);
        } catch (EOFException | SocketException | SSLException e) {
            if (isTimeout(e)) {
                throw e;
            }
            throw cutShort(e);
        } catch (ZipException e) {
            throw new ImageException(Problem.ORIGIN_FAILED, "The source's gzip coding is broken.", e);
        }
    }

    /** The length of what arrives is the length of the original only if neither is coded. */
    private static OptionalLong declared(ResponseHead head) throws IOException {
        return head.chunked() || !OriginHeaders.isIdentity(head.field("content-encoding"))
                ? OptionalLong.empty()
                : head.contentLength();
    }
}
