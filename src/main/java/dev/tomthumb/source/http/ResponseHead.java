package dev.tomthumb.source.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Status line and header fields of a response (RFC 9112, sections 4 and 5).
 *
 * @param status 200..599
 * @param fields values by lower-case name, in the order they came
 */
record ResponseHead(int status, Map<String, List<String>> fields) {
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_FIELDS = 200;
    private static final int MAX_INTERIM = 8;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z\\-]+):[ \\t]*(.*?)[ \\t]*");

    /** Reads past interim responses to the final one. Consumes exactly the head. */
    static ResponseHead read(InputStream in) throws IOException {
        LineReader lines = new LineReader(in, MAX_BYTES);
        for (int i = 0; i < MAX_INTERIM; i++) {
            ResponseHead head = one(lines);
            if (head.status >= 200) {
                return head;
            }
        }
        throw new ProtocolException("nothing but interim responses");
    }

    private static ResponseHead one(LineReader lines) throws IOException {
        Matcher status = STATUS_LINE.matcher(lines.next());
        if (!status.matches()) {
            throw new ProtocolException("not an HTTP/1 status line");
        }
        Map<String, List<String>> fields = new HashMap<>();
        for (int i = 0; i < MAX_FIELDS; i++) {
            String line = lines.next();
            if (line.isEmpty()) {
                return new ResponseHead(Integer.parseInt(status.group(1)), fields);
            }
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) {
                throw new ProtocolException("not a header field");
            }
            fields.computeIfAbsent(field.group(1).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(field.group(2));
        }
        throw new ProtocolException("more than " + MAX_FIELDS + " header fields");
    }

    /** All values of a field as one list; empty if the field is absent. */
    Optional<String> field(String lowerCaseName) {
        return Optional.ofNullable(fields.get(lowerCaseName)).map(values -> String.join(", ", values));
    }

    /** The body's length as declared; repeated equal values are one (RFC 9112, section 6.3). */
    OptionalLong contentLength() throws ProtocolException {
        List<String> values = fields.getOrDefault("content-length", List.of());
        if (values.isEmpty()) {
            return OptionalLong.empty();
        }
        String value = values.get(0);
        if (!value.matches("[0-9]{1,18}") || values.stream().anyMatch(other -> !other.equals(value))) {
            throw new ProtocolException("Content-Length is no length");
        }
        return OptionalLong.of(Long.parseLong(value));
    }

    /** Whether the body comes in chunks. */
    boolean chunked() throws ProtocolException {
        String coding = field("transfer-encoding").orElse("").toLowerCase(Locale.ROOT);
        if (!coding.isEmpty() && !coding.equals("chunked")) {
            throw new ProtocolException("a transfer coding other than chunked");
        }
        return !coding.isEmpty();
    }

    /** Lines ended by CRLF or LF, all of them together under a ceiling. */
    private static final class LineReader {
        private final InputStream in;
        private int left;

        LineReader(InputStream in, int left) {
            this.in = in;
            this.left = left;
        }

        String next() throws IOException {
            StringBuilder line = new StringBuilder(80);
            for (int c = one(); c != '\n'; c = one()) {
                line.append((char) c);
            }
            int length = line.length();
            return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
        }

        private int one() throws IOException {
            if (left-- == 0) {
                throw new ProtocolException("the header is larger than " + MAX_BYTES + " bytes");
            }
            int c = in.read();
            if (c < 0) {
                throw new EOFException("the connection ended inside the header");
            }
            return c;
        }
    }
}
