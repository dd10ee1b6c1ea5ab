package dev.tomthumb.ops;

import dev.tomthumb.dialect.UrlText;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What comes with a POST, within limits. */
final class Body {
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED = 415;

    private static final Pattern JSON =
            Pattern.compile("\\s*application/json\\s*(;.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Body() {}

    /**
     * The whole body as text.
     *
     * @throws MistakeException it is longer than {@code most} bytes, no UTF-8, or a form
     */
    static String text(HttpServletRequest request, int most) throws IOException, MistakeException {
        refuseForms(request);
        byte[] bytes = request.getInputStream().readNBytes(most + 1);
        if (bytes.length > most) {
            throw new MistakeException(TOO_LARGE, List.of("The body has more than " + most + " bytes."));
        }
        return UrlText.utf8(bytes).orElseThrow(() -> new MistakeException("The body is not UTF-8."));
    }

    /** What a page of another site can make a browser send without asking; nothing is ever meant by it here. */
    static void refuseForms(HttpServletRequest request) throws MistakeException {
        String type =
                request.getContentType() == null ? "" : request.getContentType().toLowerCase(Locale.ROOT);
        if (type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/")) {
            throw new MistakeException(
                    UNSUPPORTED, List.of("Forms are not read; send JSON with \"Content-Type: application/json\"."));
        }
    }

    /**
     * Takes JSON only that is called so: a browser that sends it for a page of another site has to ask first (Fetch
     * standard, CORS-safelisted request header).
     */
    static void requireJson(HttpServletRequest request) throws MistakeException {
        String type = request.getContentType() == null ? "" : request.getContentType();
        if (!JSON.matcher(type).matches()) {
            throw new MistakeException(
                    UNSUPPORTED, List.of("This page takes JSON with \"Content-Type: application/json\"."));
        }
    }

    /** The body, which ends with {@link TooLongException} behind {@code most} bytes. */
    static InputStream stream(InputStream body, long most) {
        return new FilterInputStream(body) {
            private long left = most;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                int read = super.read(to, from, length);
                left -= Math.max(0, read);
                if (left < 0) {
                    throw new TooLongException(most);
                }
                return read;
            }
        };
    }

    /** The input is longer than is read. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException(long most) {
            super("The input has more than " + most + " bytes.");
        }
    }

    /** Names and values of the query, in their order; the body is left alone, which a container's reading may not do. */
    static List<Map.Entry<String, String>> parameters(HttpServletRequest request) throws MistakeException {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        String query = request.getQueryString();
        for (String part : query == null ? new String[0] : query.split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                String value = equals < 0 ? "" : part.substring(equals + 1);
                parameters.add(Map.entry(decoded(name), decoded(value)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) throws MistakeException {
        return UrlText.decodedQuery(text)
                .orElseThrow(() ->
                        new MistakeException("The query's " + UrlText.quoted(text) + " is no percent-encoded UTF-8."));
    }
}
