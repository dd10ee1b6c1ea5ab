package dev.tomthumb.shop;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/**
 * A browser of few words: reads addresses out of pages as browsers do (the path in UTF-8, the query in the page's
 * encoding), keeps its cookies, and follows every link within one application.
 */
final class ShopVisitor {
    private static final int FAR_ENOUGH = 500;
    private static final Pattern ADDRESS =
            Pattern.compile("\\b(?:href|src|background)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_STYLE = Pattern.compile("url\\(\\s*([^)\"']+)\\s*\\)");

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI context;

    /** @param context ends in a slash */
    ShopVisitor(URI context) {
        this.context = context;
    }

    /**
     * What came back. The application's own context path and session ids are left out of texts, so that two deployments
     * can be compared.
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, String type, byte[] body, Optional<String> location, Map<String, List<String>> headers) {
        boolean isPage() {
            return type.startsWith("text/html");
        }

        /** In the encoding the answer says it is in. */
        String text() {
            int named = type.indexOf("charset=");
            return new String(
                    body, named < 0 ? StandardCharsets.ISO_8859_1 : Charset.forName(type.substring(named + 8)));
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)))
                    .map(values -> String.join(", ", values));
        }

        /** Pixels across and down, if a decoder of the JDK reads it. */
        Optional<String> size() throws IOException {
            return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(body)))
                    .map(image -> image.getWidth() + "x" + image.getHeight());
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(context.resolve(path)).GET());
    }

    /** Sends a form in the encoding of its page. */
    Answer post(String path, Charset charset, Map<String, String> form) throws IOException, InterruptedException {
        List<String> fields = new ArrayList<>();
        form.forEach((name, value) -> fields.add(name + "=" + URLEncoder.encode(value, charset)));
        return send(HttpRequest.newBuilder(context.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(String.join("&", fields))));
    }

    ShopVisitor loggedIn() throws IOException, InterruptedException {
        get("login.jsp");
        post("login.jsp", StandardCharsets.ISO_8859_1, Map.of("member", "anna", "password", "clay"));
        return this;
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        String type = response.headers().firstValue("Content-Type").orElse("");
        return new Answer(
                response.statusCode(),
                type,
                response.body(),
                response.headers().firstValue("Location"),
                response.headers().map());
    }

    /** Everything that can be reached from a page, itself included, by its address relative to the context. */
    Map<String, Answer> crawl(String start) throws IOException, InterruptedException {
        Map<String, Answer> seen = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty() && seen.size() < FAR_ENOUGH) {
            String path = open.remove();
            if (!seen.containsKey(path)) {
                Answer answer = get(path);
                seen.put(path, answer);
                open.addAll(links(path, answer));
            }
        }
        return seen;
    }

    /** Addresses that a page or stylesheet names, as far as they are within the application. */
    List<String> links(String path, Answer answer) {
        boolean style = answer.type().startsWith("text/css");
        if (!style && !answer.isPage()) {
            return List.of();
        }
        List<String> links = new ArrayList<>();
        Matcher found = (style ? IN_STYLE : ADDRESS).matcher(withoutSession(answer.text()));
        while (found.find()) {
            String address = found.group(1) != null ? found.group(1) : found.group(2);
            resolve(path, unescaped(address), style ? StandardCharsets.UTF_8 : charset(answer))
                    .ifPresent(links::add);
        }
        return links;
    }

    /** A page's text without what differs between two deployments of one application. */
    String comparable(Answer answer) {
        return withoutSession(answer.text()).replace(context.getPath(), "/shop/");
    }

    private static String withoutSession(String text) {
        return text.replaceAll(";jsessionid=[0-9A-Fa-f]+", "");
    }

    private Optional<String> resolve(String page, String address, Charset charset) {
        if (address.isEmpty() || address.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*:.*|#.*")) {
            return Optional.empty();
        }
        String bare = address.replaceFirst("#.*", "");
        int question = bare.indexOf('?');
        String path = encoded(question < 0 ? bare : bare.substring(0, question), StandardCharsets.UTF_8);
        String query = question < 0 ? "" : encoded(bare.substring(question), charset);
        URI resolved = context.resolve(page).resolve(URI.create(path + query));
        String root = context.toString();
        return resolved.toString().startsWith(root)
                ? Optional.of(resolved.toString().substring(root.length()))
                : Optional.empty();
    }

    /** What a browser encodes, and no more: a percent sign stays what it is. */
    private static String encoded(String text, Charset charset) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(charset)) {
            int c = each & 255;
            if (c <= ' ' || c > '~' || "\"<>`{}|\\^".indexOf(c) >= 0) {
                encoded.append(String.format("%%%02X", c));
            } else {
                encoded.append((char) c);
            }
        }
        return encoded.toString();
    }

    private static Charset charset(Answer answer) {
        int named = answer.type().indexOf("charset=");
        return named < 0
                ? StandardCharsets.ISO_8859_1
                : Charset.forName(answer.type().substring(named + 8));
    }

    private static String unescaped(String html) {
        return html.replace("&quot;", "\"")
                .replace("&#34;", "\"")
                .replace("&#034;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
