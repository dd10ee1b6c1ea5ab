package dev.tomthumb.tomcat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.jspecify.annotations.Nullable;

/** One request, as a line of CloudFront's standard log. */
final class CloudFrontLine {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final Pattern RANGE = Pattern.compile("bytes ([0-9]+)-([0-9]+)/.*");

    /** What Tomcat's RemoteIpValve leaves of an address it has taken from a header. */
    private static final String REMOTE_ADDRESS = "org.apache.catalina.AccessLog.RemoteAddr";

    private static final String PROTOCOL = "org.apache.tomcat.util.net.secure_protocol_version";
    private static final String CIPHER = ".servlet.request.cipher_suite";

    private final Request request;
    private final Response response;
    private final Instant now;
    private final String edgeLocation;
    private final boolean withCookies;
    private final boolean withAttributes;

    CloudFrontLine(
            Request request,
            Response response,
            Instant now,
            String edgeLocation,
            boolean withCookies,
            boolean withAttributes) {
        this.request = request;
        this.response = response;
        this.now = now;
        this.edgeLocation = edgeLocation;
        this.withCookies = withCookies;
        this.withAttributes = withAttributes;
    }

    String text() {
        EdgeResult result = EdgeResult.of(
                attribute("tomthumb.result"),
                attribute("tomthumb.problem"),
                response.getStatus(),
                response.getCoyoteResponse().getErrorException() != null);
        long begun = request.getCoyoteRequest().getStartTime();
        long first = response.getCoyoteResponse().getCommitTime();
        return String.join(
                "\t",
                DATE.format(now),
                TIME.format(now),
                edgeLocation,
                Long.toString(sentBytes()),
                FieldText.of(address()),
                FieldText.of(request.getMethod()),
                FieldText.of(request.getServerName()),
                FieldText.ofUrl(request.getRequestURI()),
                Integer.toString(response.getStatus()),
                FieldText.ofUrl(request.getHeader("Referer")),
                FieldText.of(request.getHeader("User-Agent")),
                FieldText.ofUrl(request.getQueryString()),
                withCookies ? FieldText.of(request.getHeader("Cookie")) : FieldText.NONE,
                result.type(),
                FieldText.of(id()),
                FieldText.of(request.getHeader("Host")),
                FieldText.of(request.getScheme()),
                Long.toString(readBytes()),
                begun <= 0 ? FieldText.NONE : FieldText.seconds(now.toEpochMilli() - begun),
                FieldText.of(request.getHeader("X-Forwarded-For")),
                FieldText.of(attribute(PROTOCOL)),
                FieldText.of(cipher()),
                result.type(),
                FieldText.of(request.getProtocol()),
                FieldText.NONE,
                FieldText.NONE,
                Integer.toString(request.getRemotePort()),
                begun <= 0 || first <= 0 ? FieldText.NONE : FieldText.seconds(first - begun),
                result.detailed(),
                FieldText.of(response.getHeader("Content-Type")),
                FieldText.of(response.getHeader("Content-Length")),
                range(1),
                range(2));
    }

    private @Nullable String attribute(String name) {
        Object value = request.getAttribute(name);
        return value == null ? null : value.toString();
    }

    private @Nullable String address() {
        String known = withAttributes ? attribute(REMOTE_ADDRESS) : null;
        return known != null ? known : request.getRemoteAddr();
    }

    private @Nullable String cipher() {
        String now = attribute("jakarta" + CIPHER);
        return now != null ? now : attribute("javax" + CIPHER);
    }

    /** The id that other logs have, where there is one. */
    private String id() {
        for (String name : List.of("tomthumb.request-id", "tomthumb.trace-id")) {
            String known = attribute(name);
            if (known != null) {
                return known;
            }
        }
        return UUID.randomUUID().toString();
    }

    private String range(int group) {
        String range = response.getHeader("Content-Range");
        Matcher bytes = RANGE.matcher(range == null ? "" : range);
        return bytes.matches() ? bytes.group(group) : FieldText.NONE;
    }

    /** Status line and headers counted as HTTP/1.1 writes them, and the body as it left. */
    private long sentBytes() {
        long bytes = "HTTP/1.1 200 \r\n\r\n".length() + response.getBytesWritten(false);
        for (String name : response.getHeaderNames()) {
            for (String value : response.getHeaders(name)) {
                bytes += line(name, value);
            }
        }
        return bytes;
    }

    private long readBytes() {
        String query = request.getQueryString();
        long bytes = length(request.getMethod())
                + length(request.getRequestURI())
                + (query == null ? 0 : query.length() + 1)
                + length(request.getProtocol())
                + "  \r\n\r\n".length()
                + request.getCoyoteRequest().getBytesRead();
        for (String name : Collections.list(request.getHeaderNames())) {
            for (String value : Collections.list(request.getHeaders(name))) {
                bytes += line(name, value);
            }
        }
        return bytes;
    }

    /** Of a request that could not be read to the end of its first line Tomcat knows nothing. */
    private static int length(@Nullable String part) {
        return part == null ? 0 : part.length();
    }

    private static long line(String name, String value) {
        return name.length() + value.length() + ": \r\n".length();
    }
}
