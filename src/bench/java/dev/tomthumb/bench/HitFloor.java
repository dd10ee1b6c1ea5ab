package dev.tomthumb.bench;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * What no filter in Tomcat can be cheaper than: one that does nothing but write an array and headers that it has ready, the
 * same ones that Tomthumb sends. It has them from there, once for each picture, and never counts, ages or looks anything up
 * but its URL.
 */
public final class HitFloor implements Filter {
    /** The context parameter that names the port of the Tomcat to be imitated. */
    static final String IMITATED = "bench.imitated";

    /** What the container writes of its own. */
    private static final Set<String> CONTAINERS = Set.of("connection", "keep-alive", "transfer-encoding", "server");

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true">
              <filter><filter-name>floor</filter-name><filter-class>%s</filter-class></filter>
              <filter-mapping><filter-name>floor</filter-name><url-pattern>/*</url-pattern></filter-mapping>
            </web-app>
            """;

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private int imitated;

    /** An answer, ready to be written; a line is a name and a value. */
    private record Answer(List<Map.Entry<String, String>> lines, byte[] body) {}

    /** A web application of nothing but this filter. */
    static Path war(Path file) throws IOException {
        try (JarOutputStream war = new JarOutputStream(Files.newOutputStream(file))) {
            add(
                    war,
                    "WEB-INF/web.xml",
                    WEB_XML.formatted(HitFloor.class.getName()).getBytes(StandardCharsets.UTF_8));
            for (Class<?> one : List.of(HitFloor.class, Answer.class)) {
                String name = one.getName().replace('.', '/') + ".class";
                try (InputStream in = HitFloor.class.getResourceAsStream("/" + name)) {
                    add(war, "WEB-INF/classes/" + name, in.readAllBytes());
                }
            }
        }
        return file;
    }

    private static void add(JarOutputStream war, String name, byte[] bytes) throws IOException {
        war.putNextEntry(new JarEntry(name));
        war.write(bytes);
        war.closeEntry();
    }

    @Override
    public void init(FilterConfig config) {
        imitated = Integer.parseInt(config.getServletContext().getInitParameter(IMITATED));
    }

    @Override
    public void doFilter(ServletRequest asked, ServletResponse answered, FilterChain chain) throws IOException {
        HttpServletRequest request = (HttpServletRequest) asked;
        HttpServletResponse response = (HttpServletResponse) answered;
        boolean conditional = request.getHeader("If-None-Match") != null;
        String url = request.getRequestURI() + "?" + request.getQueryString();
        Answer answer = answers.computeIfAbsent(
                conditional ? url + " 304" : url, any -> imitated(url, request.getHeader("If-None-Match")));
        if (conditional) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        }
        for (Map.Entry<String, String> line : answer.lines()) {
            response.setHeader(line.getKey(), line.getValue());
        }
        if (answer.body().length > 0) {
            response.getOutputStream().write(answer.body());
        }
    }

    /** Without java.net.http, whose selector thread would be measured as well. */
    private Answer imitated(String url, String tag) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + imitated + url).toURL().openConnection();
            connection.setRequestProperty("Accept", "image/avif,image/webp,image/apng,image/*,*/*;q=0.8");
            if (tag != null) {
                connection.setRequestProperty("If-None-Match", tag);
            }
            List<Map.Entry<String, String>> lines = new ArrayList<>();
            try (InputStream in = connection.getInputStream()) {
                byte[] body = in.readAllBytes();
                connection.getHeaderFields().forEach((name, values) -> {
                    if (name != null && !CONTAINERS.contains(name.toLowerCase(Locale.ROOT))) {
                        lines.add(Map.entry(name, String.join(", ", values)));
                    }
                });
                return new Answer(lines, body);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
