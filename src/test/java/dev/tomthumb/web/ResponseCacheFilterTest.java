package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tomthumb.engine.responses.Asking;
import dev.tomthumb.engine.responses.HostResponses;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one visitor does to the cache of answers, and what the next one gets. */
class ResponseCacheFilterTest {
    private static final String PATH = "/page/7";
    private static final String[] NONE = {};
    /** Came in older than it may be, so it is asked about. */
    private static final List<String> OLD =
            List.of("Cache-Control: max-age=60, stale-if-error=600", "Age: 100", "ETag: \"v1\"");

    @TempDir
    private static Path directory;

    private final ResponseCacheFilter filter = new ResponseCacheFilter();
    private WholeSite site;

    @BeforeEach
    void start() throws Exception {
        site = new WholeSite(
                directory.resolve(Long.toString(System.nanoTime())), Map.of("tomthumb.responses", "/page/*"));
        ServletContext context = Fake.of(ServletContext.class, Map.of("getAttribute", given -> site.tomthumb()));
        filter.init(Fake.of(FilterConfig.class, Map.of("getServletContext", given -> context)));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void whatAFilterInFrontHasMarkedIsNotKeptWhenThePageMakesAPicture() throws Exception {
        FakeResponse alice = new FakeResponse();
        alice.headers.add("Cache-Control: private");
        ask(
                request("GET"),
                new CapturingResponse(alice.response(), 1000),
                says("Alice's", "Cache-Control: max-age=60"));

        assertThat(text(get(says("Bob's")))).isEqualTo("Bob's");
    }

    @Test
    void whatAFilterInFrontHasMarkedInASecondLineIsNotKept() throws Exception {
        FakeResponse alice = new FakeResponse();
        alice.headers.addAll(List.of("Cache-Control: max-age=5", "Cache-Control: private"));
        ask(request("GET"), alice.response(), says("Alice's", "Cache-Control: max-age=60"));

        assertThat(text(get(says("Bob's")))).isEqualTo("Bob's");
    }

    @Test
    void whatBeginsASessionIsNotKeptWhenThePageMakesAPicture() throws Exception {
        FakeResponse alice = new FakeResponse();
        ask(request("GET"), new CapturingResponse(alice.response(), 1000), response -> {
            // The container writes it on its own response, past all wrappers.
            alice.headers.add("Set-Cookie: JSESSIONID=1");
            says("Alice's", "Cache-Control: max-age=60").to(response);
        });

        assertThat(text(get(says("Bob's")))).isEqualTo("Bob's");
    }

    @Test
    void whatThePageSetsTakesThePlaceOfWhatWasSetInFrontAndIsToldOnce() throws Exception {
        FakeResponse visitor = new FakeResponse();
        visitor.headers.add("X-Frame-Options: DENY");
        ask(request("GET"), visitor.response(), response -> {
            response.setHeader("X-Frame-Options", response.getHeader("X-Frame-Options"));
            says("his", "Cache-Control: private").to(response);
        });

        assertThat(visitor.headers("X-Frame-Options")).containsExactly("DENY");
    }

    @ParameterizedTest
    @CsvSource({
        "416, Range, bytes=5000-",
        "400, Range, bytes=x",
        "404, If-None-Match, *",
        "400, If-Range, x",
        "500, If-Modified-Since, yesterday",
        "412, If-Match, x",
        "412, Accept, x",
        "406, Accept, x/y",
        "417, Expect, x",
        "429, Cookie, x",
        "431, Cookie, x",
    })
    void anErrorThatAFieldOutsideTheKeyHasProvokedIsNotKept(int status, String field, String value) throws Exception {
        get(says(status, "odd", "Cache-Control: max-age=60"), field + ": " + value);

        assertThat(text(get(says("as ever")))).isEqualTo("as ever");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410, 414, 418})
    void anErrorOfTheResourceIsKept(int status) throws Exception {
        get(says(status, "gone", "Cache-Control: max-age=60"));

        FakeResponse next = get(says("as ever"));
        assertThat(next.status).isEqualTo(status);
        assertThat(text(next)).isEqualTo("gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: x", "Cache-Control: no-store", "Cookie: session"})
    void aStrangersRequestForgetsNothingAndUnsharesNothing(String field) throws Exception {
        get(says("stored", OLD));
        // Nothing of how long, so a session's is not kept.
        get(says("for him", "ETag: \"v2\""), field);

        assertThat(responses().isNotShared(asking(request("GET")))).isFalse();
        assertThat(text(get(says(503, "down")))).isEqualTo("stored");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: x", "Cache-Control: no-store"})
    void aStrangersConfirmationOrHeadForgetsNothing(String field) throws Exception {
        get(says("stored", OLD));
        get(says(304, "", "ETag: \"v1\""), field);
        ask(
                request("HEAD", field),
                new FakeResponse().response(),
                says("", "ETag: \"v2\"", "Cache-Control: max-age=60"));

        assertThat(text(get(says(503, "down")))).isEqualTo("stored");
    }

    @Test
    void anOddRequestsRefusalForgetsNothing() throws Exception {
        get(says("stored", OLD));
        get(says(406, "no"), "Accept: x/y");

        assertThat(text(get(says(503, "down")))).isEqualTo("stored");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cache-Control: private", "Cache-Control: no-store", "Set-Cookie: a=1"})
    void anAnswerThatMayNotBeKeptForgetsTheOldOne(String field) throws Exception {
        get(says("stored", OLD));
        get(says("for one visitor", field));

        assertThat(responses().isNotShared(asking(request("GET")))).isTrue();
        assertThat(text(get(says(503, "down")))).isEqualTo("down");
    }

    @Test
    void headWithoutAValidatorFreshensNothing() throws Exception {
        get(says("of yesterday", "Cache-Control: max-age=60, stale-if-error=600", "Age: 100"));
        ask(request("HEAD"), new FakeResponse().response(), says("", "Cache-Control: max-age=60"));

        assertThat(text(get(says("of today", "Cache-Control: max-age=60")))).isEqualTo("of today");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void aRequestWithContentIsNeitherAnsweredFromTheCacheNorKept(String method) throws Exception {
        for (String field : List.of("Content-Length: 3", "Transfer-Encoding: chunked")) {
            FakeResponse first = new FakeResponse();
            ask(request(method, field), first.response(), says("for its content", "Cache-Control: max-age=60"));
            assertThat(first.header("X-Cache")).isEmpty();
        }
        assertThat(text(get(says("without", "Cache-Control: max-age=60")))).isEqualTo("without");
        FakeResponse last = new FakeResponse();
        ask(request(method, "Content-Length: 3"), last.response(), says("for its content"));
        assertThat(text(last)).isEqualTo("for its content");
    }

    @Test
    void aLengthOfZeroIsNoContent() throws Exception {
        get(says("stored", "Cache-Control: max-age=60"), "Content-Length: 0");

        assertThat(text(get(says("new")))).isEqualTo("stored");
    }

    @Test
    void aRefreshBehindAVisitorAsksNobodyWhenAnotherOneHasJustLanded() throws Exception {
        get(says("old", "Cache-Control: max-age=60, stale-while-revalidate=600", "Age: 100"));
        AtomicInteger asked = new AtomicInteger();
        Page counted = response -> {
            asked.incrementAndGet();
            says("new", "Cache-Control: max-age=60").to(response);
        };
        FakeResponse first = new FakeResponse();
        first.flushed =
                () -> assertThatCode(() -> assertThat(text(get(counted))).isEqualTo("old"))
                        .doesNotThrowAnyException();

        ask(request("GET"), first.response(), counted);

        assertThat(text(first)).isEqualTo("old");
        assertThat(text(get(says("newer")))).isEqualTo("new");
        assertThat(asked).hasValue(1);
    }

    // ---- The application, and those who ask it

    /** What the application answers. */
    @FunctionalInterface
    private interface Page {
        void to(HttpServletResponse response) throws IOException;
    }

    private static Page says(String body, String... fields) {
        return says(200, body, fields);
    }

    private static Page says(String body, List<String> fields) {
        return says(200, body, fields.toArray(NONE));
    }

    private static Page says(int status, String body, String... fields) {
        return response -> {
            response.setStatus(status);
            for (String field : fields) {
                response.addHeader(name(field), value(field));
            }
            response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        };
    }

    private FakeResponse get(Page page, String... fields) throws IOException, ServletException {
        FakeResponse response = new FakeResponse();
        ask(request("GET", fields), response.response(), page);
        return response;
    }

    private void ask(HttpServletRequest request, HttpServletResponse response, Page page)
            throws IOException, ServletException {
        filter.doFilter(request, response, (seen, out) -> {
            page.to((HttpServletResponse) out);
        });
    }

    private static String text(FakeResponse response) {
        return response.body.toString(StandardCharsets.UTF_8);
    }

    private HostResponses responses() {
        return site.tomthumb().responses().orElseThrow();
    }

    private Asking asking(HttpServletRequest request) {
        return ResponseTargets.asking(
                request, site.tomthumb().responsePolicies(PATH).orElseThrow());
    }

    private static HttpServletRequest request(String method, String... fields) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String field : fields) {
            headers.put(name(field), value(field));
        }
        Map<String, Object> attributes = new HashMap<>();
        Map<String, Function<Object[], Object>> methods = new HashMap<>();
        methods.put("getMethod", given -> method);
        methods.put("getScheme", given -> "http");
        methods.put("getServerName", given -> "shop.example");
        methods.put("getServerPort", given -> 80);
        methods.put("getContextPath", given -> "");
        methods.put("getServletPath", given -> PATH);
        methods.put("getPathInfo", given -> null);
        methods.put("getRequestURI", given -> PATH);
        methods.put("getQueryString", given -> null);
        methods.put("isRequestedSessionIdFromURL", given -> false);
        methods.put(
                "getHttpServletMapping",
                given -> Fake.of(HttpServletMapping.class, Map.of("getServletName", none -> "page")));
        methods.put(
                "getServletContext",
                given -> Fake.of(ServletContext.class, Map.of("getFilterRegistrations", none -> Map.of())));
        methods.put("getHeader", given -> headers.get(given[0]));
        methods.put(
                "getHeaders",
                given -> Collections.enumeration(
                        Optional.ofNullable(headers.get(given[0])).map(List::of).orElse(List.of())));
        methods.put("getContentLengthLong", given -> Long.parseLong(headers.getOrDefault("Content-Length", "-1")));
        methods.put(
                "getSession",
                given -> "session".equals(headers.get("Cookie")) ? Fake.of(HttpSession.class, Map.of()) : null);
        methods.put("getAttribute", given -> attributes.get(given[0]));
        methods.put("setAttribute", given -> attributes.put((String) given[0], given[1]));
        methods.put("getRemoteUser", given -> null);
        methods.put("getAuthType", given -> null);
        return Fake.of(HttpServletRequest.class, methods);
    }

    private static String name(String field) {
        return field.substring(0, field.indexOf(':'));
    }

    private static String value(String field) {
        return field.substring(field.indexOf(':') + 2);
    }
}
