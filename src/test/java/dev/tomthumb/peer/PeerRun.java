package dev.tomthumb.peer;

import dev.tomthumb.config.SettingsException;
import dev.tomthumb.options.OptionExample;
import dev.tomthumb.options.OptionExamples;
import dev.tomthumb.options.OptionKitchen;
import dev.tomthumb.options.Originals;
import dev.tomthumb.web.WholeSite;
import dev.tomthumb.web.WholeSite.Answer;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends every example, and what must be refused, to this product and to a peer. */
final class PeerRun implements AutoCloseable {
    private static final List<String> FORMATS =
            List.of("jpg", "png", "webp", "gif", "bmp", "tiff", "ico", "avif", "svg");
    private static final List<String> REFUSED = List.of(
            "w:x", "w:-1", "nonsense:1", "rs:odd:1:1", "rot:45", "q:101", "f:exe", "pr:none", "bg:xyz", "w:1:2");

    private static final String HEAD = """
            | URL | ours / the peer's |
            | --- | --- |
            """;

    private final Origin origin = new Origin();
    private final OptionKitchen reader = new OptionKitchen(Originals.star(24));
    private final WholeSite ours;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    PeerRun(Path state) throws IOException, ServletException, SettingsException {
        ours = site(state, Map.of());
    }

    /** Another Tomthumb that fetches from the same origin. */
    WholeSite site(Path state, Map<String, String> changed) throws ServletException, SettingsException {
        Map<String, String> settings = new HashMap<>();
        settings.put("tomthumb.img.prefix", "/img/");
        settings.put("tomthumb.img.allow-security-options", "true");
        settings.put("tomthumb.img.presets", "old=mc:0.8:a08050/bl:0.5");
        settings.put("tomthumb.watermark.data", Base64.getEncoder().encodeToString(Originals.star(120)));
        settings.put("tomthumb.max-animation-frames", "100");
        settings.put("tomthumb.http.allow", origin.authority());
        settings.put("tomthumb.http.allow-loopback", "true");
        settings.put("tomthumb.debug-headers", "true");
        settings.putAll(changed);
        return new WholeSite(state, settings);
    }

    /** What a peer of imgproxy's own needs to be told, for the same to be asked of both. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("IMGPROXY_ALLOW_LOOPBACK_SOURCE_ADDRESSES", "true");
        environment.put("IMGPROXY_ALLOW_SECURITY_OPTIONS", "true");
        environment.put("IMGPROXY_PRESETS", "old=bl:0.5");
        environment.put("IMGPROXY_WATERMARK_DATA", Base64.getEncoder().encodeToString(Originals.star(120)));
        environment.put("IMGPROXY_MAX_ANIMATION_FRAMES", "100");
        environment.put("IMGPROXY_ENABLE_DEBUG_HEADERS", "true");
        return environment;
    }

    /** What follows the signature in every URL that is tried. */
    List<String> urls() {
        List<String> urls = new ArrayList<>();
        for (OptionExample example : OptionExamples.all()) {
            String options = example.url(origin.file(example.original()))
                    .replace(base64(OptionExamples.MARK), base64(origin.url("star")));
            urls.add(options + "/plain/" + origin.url(example.original().name()));
        }
        for (OptionExample.Original original : OptionExample.Original.values()) {
            FORMATS.forEach(format -> urls.add("w:40/plain/" + origin.url(original.name()) + "@" + format));
        }
        REFUSED.forEach(options -> urls.add(options + "/plain/" + origin.url("lake")));
        urls.add("w:40/plain/" + origin.url("none"));
        urls.add("w:40/plain/" + origin.url("text"));
        urls.add("w:40/plain/ftp://example.com/a.jpg");
        urls.add("w:40/" + base64(origin.url("lake")) + ".png");
        urls.add("w:40");
        return urls;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends all.
     *
     * @param peer what stands before the signature in the peer's URLs, without a slash at the end
     * @return the differences of every URL that has some
     */
    Map<String, List<String>> differences(String peer) throws IOException, ServletException, InterruptedException {
        Comparison comparison = new Comparison(reader);
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String url : urls()) {
            Answer mine = ours.answer("/img/_/" + url, Map.of());
            List<String> differences = comparison.differences(mine, asked(peer + "/_/" + url));
            if (!differences.isEmpty()) {
                all.put(url.replace(origin.authority(), "origin"), differences);
            }
        }
        return all;
    }

    private Answer asked(String url) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofMinutes(1))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        Map<String, String> headers = new TreeMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return new Answer(response.statusCode(), headers, response.body());
    }

    /** The differences as a table: ours / the peer's. */
    String table(Map<String, List<String>> differences) {
        StringBuilder table = new StringBuilder(HEAD);
        differences.forEach((url, all) -> table.append("| `")
                .append(url)
                .append("` | ")
                .append(String.join("; ", all))
                .append(" |\n"));
        return table.append("\n%d of %d URLs differ.\n".formatted(differences.size(), urls().size()))
                .toString();
    }

    @Override
    public void close() {
        ours.close();
        reader.close();
        origin.close();
    }
}
