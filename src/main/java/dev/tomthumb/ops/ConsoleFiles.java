package dev.tomthumb.ops;

import dev.tomthumb.http.EntityTags;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The console's page, scripts and styles, from the jar. They are the same for everybody and hold nothing secret; what they
 * show is asked for by the scripts.
 */
final class ConsoleFiles {
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /** Nothing comes from elsewhere, nothing is written in line, and no text ever becomes markup. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
            + " blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    /** By the end of its path behind {@code /tomthumb}. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("index.html", "text/html; charset=utf-8"),
            Map.entry("console.css", "text/css; charset=utf-8"),
            Map.entry("icon.svg", "image/svg+xml"),
            Map.entry("app.js", SCRIPT),
            Map.entry("charts.js", SCRIPT),
            Map.entry("chart.umd.min.js", SCRIPT),
            Map.entry("dom.js", SCRIPT),
            Map.entry("lists.js", SCRIPT),
            Map.entry("numbers.js", SCRIPT),
            Map.entry("playground.js", SCRIPT),
            Map.entry("purge.js", SCRIPT),
            Map.entry("server.js", SCRIPT),
            Map.entry("settings.js", SCRIPT),
            Map.entry("tiers.js", SCRIPT));

    /**
     * One file.
     *
     * @param entityTag a strong one
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record StaticFile(String type, byte[] body, String entityTag) {}

    private final Map<String, StaticFile> files;

    /** @throws IllegalStateException if one is missing from the jar */
    ConsoleFiles() {
        files = TYPES.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, file -> read(file.getKey(), file.getValue())));
    }

    private static StaticFile read(String name, String type) {
        try (InputStream stream = ConsoleFiles.class.getResourceAsStream("console/" + name)) {
            byte[] body = Objects.requireNonNull(stream, name).readAllBytes();
            return new StaticFile(type, body, EntityTags.strong(body));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The name of the file at a path; empty = there is none. */
    Optional<String> find(String page) {
        String name = page.equals("/") ? "index.html" : page.startsWith("/console/") ? page.substring(9) : "";
        return files.containsKey(name) ? Optional.of(name) : Optional.empty();
    }

    /** Answers with a file, or 304 to a browser that has it. */
    void send(String name, HttpServletRequest request, HttpServletResponse response) throws IOException {
        StaticFile file = Objects.requireNonNull(files.get(name), name);
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", file.entityTag());
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        String known = request.getHeader("If-None-Match");
        if (known != null && EntityTags.listed(known, file.entityTag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(file.type());
        response.setContentLength(file.body().length);
        response.getOutputStream().write(file.body());
    }
}
