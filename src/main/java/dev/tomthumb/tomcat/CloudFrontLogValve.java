package dev.tomthumb.tomcat;

import java.io.CharArrayWriter;
import java.time.Instant;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.AccessLogValve;

/**
 * Writes CloudFront's standard log: two lines of head, then one line of 33 fields between tabs for each request, so that
 * what reads those logs reads these. Files, rotation and conditions are those of Tomcat's own {@code AccessLogValve}; its
 * {@code pattern} does not apply.
 *
 * <pre>{@code
 * <Valve className="dev.tomthumb.tomcat.CloudFrontLogValve" directory="logs" prefix="cloudfront" maxDays="14"
 *        edgeLocation="SEO1" logCookies="false" />
 * }</pre>
 */
public final class CloudFrontLogValve extends AccessLogValve {
    /** The fields, in their order. */
    static final List<String> FIELDS = List.of(
            "date",
            "time",
            "x-edge-location",
            "sc-bytes",
            "c-ip",
            "cs-method",
            "cs(Host)",
            "cs-uri-stem",
            "sc-status",
            "cs(Referer)",
            "cs(User-Agent)",
            "cs-uri-query",
            "cs(Cookie)",
            "x-edge-result-type",
            "x-edge-request-id",
            "x-host-header",
            "cs-protocol",
            "cs-bytes",
            "time-taken",
            "x-forwarded-for",
            "ssl-protocol",
            "ssl-cipher",
            "x-edge-response-result-type",
            "cs-protocol-version",
            "fle-status",
            "fle-encrypted-fields",
            "c-port",
            "time-to-first-byte",
            "x-edge-detailed-result-type",
            "sc-content-type",
            "sc-content-len",
            "sc-range-start",
            "sc-range-end");

    private String edgeLocation = "TOM1";
    private boolean logCookies;

    /** With the file name {@code cloudfront.<date>.log}. */
    public CloudFrontLogValve() {
        setPrefix("cloudfront");
        setSuffix(".log");
        // Without one the valve takes itself for switched off.
        setPattern("common");
    }

    /** What stands as {@code x-edge-location}. */
    public String getEdgeLocation() {
        return edgeLocation;
    }

    /** For {@code edgeLocation="…"}: a word for this server. */
    public void setEdgeLocation(String edgeLocation) {
        this.edgeLocation = FieldText.of(edgeLocation);
    }

    /** Whether cookies are logged. */
    public boolean isLogCookies() {
        return logCookies;
    }

    /** For {@code logCookies="true"}: they let whoever reads the log act as the visitor. */
    public void setLogCookies(boolean logCookies) {
        this.logCookies = logCookies;
    }

    /** Opens the file of the day, and begins it with the two lines if it is new. */
    @Override
    protected synchronized void open() {
        super.open();
        if (writer != null && currentLogFile != null && currentLogFile.length() == 0) {
            writer.println("#Version: 1.0");
            writer.println("#Fields: " + String.join(" ", FIELDS));
        }
    }

    @Override
    public void log(Request request, Response response, long time) {
        if (!getState().isAvailable() || !getEnabled() || isLeftOut(request)) {
            return;
        }
        CloudFrontLine line = new CloudFrontLine(
                request, response, Instant.now(), edgeLocation, logCookies, getRequestAttributesEnabled());
        CharArrayWriter text = new CharArrayWriter(512);
        String fields = line.text();
        text.write(fields, 0, fields.length());
        log(text);
    }

    private boolean isLeftOut(Request request) {
        String unless = getConditionUnless();
        String only = getConditionIf();
        return unless != null && request.getAttribute(unless) != null
                || only != null && request.getAttribute(only) == null;
    }
}
