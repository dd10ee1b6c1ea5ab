package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.Site;
import dev.tomthumb.Tomthumb;
import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.SettingsException;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.dialect.Urls;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The product behind its filter and its servlet, without a container. */
public final class WholeSite implements AutoCloseable {
    private final Tomthumb tomthumb;
    private final ImageFilter filter = new ImageFilter();
    private final ResizeServlet servlet = new ResizeServlet();
    private Map<String, Object> attributes = new HashMap<>();

    /**
     * @param state where caches may lie
     * @param settings beside those that make a test quick
     */
    public WholeSite(Path state, Map<String, String> settings) throws SettingsException, ServletException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("tomthumb.warm-up", "false");
        all.put("tomthumb.async", "off");
        // Its clock is the machine's: the usual 5 s may pass within a test on a busy one.
        all.putIfAbsent("tomthumb.ttl.files", "1 h");
        tomthumb = Tomthumb.open(
                SettingsLoader.load(SettingTexts.ofProperties(all), new Installation(true, 2, 256_000_000, state)),
                new Site("ROOT", true, Map.of()));
        ServletContext context = Fake.of(
                ServletContext.class,
                Map.of(
                        "getAttribute", given -> Tomthumb.ATTRIBUTE.equals(given[0]) ? tomthumb : null,
                        "getNamedDispatcher", given -> dispatcher(),
                        "getResource", given -> null,
                        "getResourcePaths", given -> null));
        filter.init(Fake.of(FilterConfig.class, Map.of("getServletContext", given -> context)));
        servlet.init(Fake.of(
                ServletConfig.class, Map.of("getServletContext", given -> context, "getInitParameter", given -> null)));
    }

    /** The product itself. */
    public Tomthumb tomthumb() {
        return tomthumb;
    }

    private RequestDispatcher dispatcher() {
        return Fake.of(RequestDispatcher.class, Map.of("forward", given -> {
            try {
                servlet.service((HttpServletRequest) given[0], (HttpServletResponse) given[1]);
                return null;
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }));
    }

    /**
     * What came back.
     *
     * @param headers names in lower case; several lines joined with a comma
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(int status, Map<String, String> headers, byte[] body) {}

    /** The answer to GET, for whoever is not of this package. */
    public Answer answer(String rawUrl, Map<String, String> headers) throws IOException, ServletException {
        FakeResponse response = get(rawUrl, headers);
        Map<String, String> fields = new TreeMap<>();
        for (String line : response.headers) {
            int colon = line.indexOf(": ");
            fields.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 2),
                    (one, other) -> one + ", " + other);
        }
        return new Answer(response.status, fields, response.body.toByteArray());
    }

    /** The answer to a request for this URL; 404 without a body if it goes down the chain. */
    FakeResponse get(String rawUrl, Map<String, String> headers) throws IOException, ServletException {
        return ask("GET", rawUrl, headers);
    }

    /** As {@link #get}, by another method. A field of several lines has line ends in its value. */
    FakeResponse ask(String method, String rawUrl, Map<String, String> headers) throws IOException, ServletException {
        FakeResponse response = new FakeResponse();
        FilterChain chain = (request, ignored) -> response.status = 404;
        filter.doFilter(request(method, rawUrl, headers), response.response(), chain);
        return response;
    }

    /** An attribute of the last request, as an access log has it; {@code -} if there is none. */
    String logged(String attribute) {
        return String.valueOf(attributes.getOrDefault(attribute, "-"));
    }

    /** How many renditions there are on disk. */
    long stored() {
        return tomthumb.cache().statistics().get("disk").get("mappings");
    }

    private HttpServletRequest request(String method, String rawUrl, Map<String, String> headers) {
        RequestUrl url = Urls.of(rawUrl);
        attributes = new HashMap<>();
        Map<String, Function<Object[], Object>> methods = new HashMap<>();
        methods.put("getMethod", given -> method);
        methods.put("getContextPath", given -> "");
        methods.put("getServletPath", given -> url.path());
        methods.put("getPathInfo", given -> null);
        methods.put("getRequestURI", given -> url.rawPath());
        methods.put("getQueryString", given -> url.rawQuery().isEmpty() ? null : url.rawQuery());
        methods.put(
                "getHeader",
                given -> lines(headers, given[0]).stream().findFirst().orElse(null));
        methods.put("getHeaders", given -> Collections.enumeration(lines(headers, given[0])));
        methods.put("getAttribute", given -> attributes.get(given[0]));
        methods.put("setAttribute", given -> attributes.put((String) given[0], given[1]));
        methods.put("getRemoteUser", given -> null);
        methods.put("getAuthType", given -> null);
        methods.put("isAsyncSupported", given -> false);
        return Fake.of(HttpServletRequest.class, methods);
    }

    private static List<String> lines(Map<String, String> headers, Object name) {
        return Optional.ofNullable(headers.get(name))
                .map(value -> value.lines().toList())
                .orElse(List.of());
    }

    /** Waits until nobody works any more, which is a moment after the last answer; fails if somebody never ends. */
    void awaitIdle() {
        long latest = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (tomthumb.engine().queued() + tomthumb.engine().working() > 0) {
            assertThat(System.nanoTime()).as("still at work").isLessThan(latest);
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        tomthumb.close();
    }
}
