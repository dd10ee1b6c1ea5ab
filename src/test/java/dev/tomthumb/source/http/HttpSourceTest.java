package dev.tomthumb.source.http;

import static dev.tomthumb.source.ScriptedServer.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import dev.tomthumb.source.Asked;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.Passed;
import dev.tomthumb.source.Room;
import dev.tomthumb.source.ScriptedServer;
import dev.tomthumb.source.ScriptedServer.Script;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSourceTest {
    private static final AddressResolver LOOPBACK = host -> List.of(InetAddress.getLoopbackAddress());

    private ScriptedServer server;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    // ---- The request

    @Test
    void theRequestSaysWhatItWantsAndNothingAboutTheVisitor() throws Exception {
        serve(saying("HTTP/1.1 200 OK", "Content-Length: 1", "", "x"));

        fetch("/a b.jpg?v=1");

        assertThat(server.requests()).containsExactly("""
                GET /a%20b.jpg?v=1 HTTP/1.1
                Host: images.example:PORT
                Accept: image/*,*/*;q=0.1
                Accept-Encoding: identity
                Connection: close
                User-Agent: Tomthumb/test
                """.replace("PORT", Integer.toString(server.port())));
    }

    @Test
    void knownValidatorsAreSentVerbatim() throws Exception {
        serve(saying("HTTP/1.1 304 Not Modified", "", ""));

        Fetched fetched = source().fetch(
                        ref("/x"),
                        new Validators(Optional.of("W/\"a,b\""), Optional.of(Instant.parse("2024-03-01T08:05:09Z"))),
                        100);

        assertThat(fetched).isInstanceOf(Fetched.NotModified.class);
        assertThat(server.requests().get(0))
                .contains("If-None-Match: W/\"a,b\"\n", "If-Modified-Since: Fri, 01 Mar 2024 08:05:09 GMT\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unquoted", "\"a\"\r\nX-Injected: 1", "\"a\" \"b\"", ""})
    void somethingThatIsNoEntityTagIsNotSent(String tag) throws Exception {
        serve(saying("HTTP/1.1 200 OK", "Content-Length: 1", "", "x"));

        source().fetch(ref("/x"), new Validators(Optional.of(tag), Optional.empty()), 100);

        assertThat(server.requests().get(0)).doesNotContain("If-None-Match", "Injected");
    }

    // ---- The answer's head

    @Test
    void validatorsAndVisibilityComeFromTheAnswer() throws Exception {
        serve(saying(
                "HTTP/1.1 200 OK",
                "etag:\"v1\"",
                "Last-Modified: Thu, 29 Feb 2024 12:00:00 GMT",
                "Cache-Control: max-age=9",
                "cache-control: private",
                "Content-Length: 3",
                "",
                "abc"));

        Fetched.Original original = fetch("/x");

        assertThat(original.bytes()).asString().isEqualTo("abc");
        assertThat(original.validators())
                .isEqualTo(new Validators(Optional.of("\"v1\""), Optional.of(Instant.parse("2024-02-29T12:00:00Z"))));
        assertThat(original.visibility()).isEqualTo(Visibility.PRIVATE);
    }

    @Test
    void validatorsNobodyCanUseAreIgnored() throws Exception {
        serve(saying("HTTP/1.1 200 OK", "ETag: v1", "Last-Modified: yesterday", "Content-Length: 1", "", "x"));

        assertThat(fetch("/x").validators()).isEqualTo(Validators.NONE);
    }

    @Test
    void interimAnswersAreSkipped() throws Exception {
        serve(saying("HTTP/1.1 103 Early Hints", "Link: <x>", "", "HTTP/1.1 200 OK", "Content-Length: 1", "", "x"));

        assertThat(fetch("/x").bytes()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "404, ORIGINAL_MISSING",
        "410, ORIGINAL_MISSING",
        "401, ORIGIN_DENIED",
        "403, ORIGIN_DENIED",
        "400, ORIGINAL_MISSING",
        "418, ORIGINAL_MISSING",
        "408, ORIGIN_TIMEOUT",
        "429, ORIGIN_FAILED",
        "500, ORIGIN_FAILED",
        "503, ORIGIN_FAILED",
        "504, ORIGIN_TIMEOUT",
        "204, ORIGIN_UNREACHABLE",
        "300, ORIGIN_UNREACHABLE",
        "304, ORIGIN_UNREACHABLE"
    })
    void everyStatusHasItsRefusal(int status, Problem problem) throws Exception {
        serve(saying("HTTP/1.1 " + status + " Whatever", "Content-Length: 0", "", ""));

        ImageException refusal = refusal("/x");

        assertThat(refusal.problem()).isEqualTo(problem);
        assertThat(refusal).hasMessageContaining("(status " + status + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2",
                "HTTP/2 200",
                "HTTP/1.1 999 X",
                "HTTP/1.1 200 OK\r\nno colon here",
                "HTTP/1.1 200 OK\r\nBad Name: x",
                "HTTP/1.1 200 OK\r\nContent-Length: -1",
                "HTTP/1.1 200 OK\r\nContent-Length: 1e3",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked",
                "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 1"
            })
    void anAnswerThatIsNotHttpIsTheOriginsFailure(String head) throws Exception {
        serve(saying(head, "", "x"));

        assertThat(refusal("/x").problem()).isEqualTo(Problem.ORIGIN_FAILED);
    }

    @Test
    void anEndlessHeaderIsCutOff() throws Exception {
        serve((request, out, hold) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < 100_000; i++) {
                out.write("X: y".getBytes(StandardCharsets.ISO_8859_1));
            }
        });

        assertThat(refusal("/x").problem()).isEqualTo(Problem.ORIGIN_FAILED);
    }

    @Test
    void aConnectionThatEndsBeforeTheAnswerIsTheOriginsFailure() throws Exception {
        serve((request, out, hold) -> {});

        assertThat(refusal("/x").problem()).isEqualTo(Problem.ORIGIN_FAILED);
    }

    // ---- The body

    @Test
    void aChunkedBodyIsPutTogether() throws Exception {
        serve(saying(
                "HTTP/1.1 200 OK",
                "Transfer-Encoding: chunked",
                "Content-Length: 999",
                "",
                "3;name=value",
                "abc",
                "00A",
                "0123456789",
                "0",
                "Trailer: x",
                "",
                ""));

        assertThat(fetch("/x").bytes()).asString().isEqualTo("abc0123456789");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\nabc", "-1\r\nabc", "\r\nabc", "3\r\nabcdef\r\n0\r\n", "FFFFFFFFFFFFFFFF\r\nabc"})
    void brokenChunksAreTheOriginsFailure(String body) throws Exception {
        serve(saying("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", body));

        assertThat(refusal("/x").problem()).isEqualTo(Problem.ORIGIN_FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 10\r\n\r\nabc",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nabc",
                "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                "Content-Encoding: gzip\r\n\r\n\u001f"
            })
    void aBodyCutShortIsIncomplete(String rest) throws Exception {
        serve(saying("HTTP/1.1 200 OK", rest));

        assertThat(refusal("/x").problem()).isEqualTo(Problem.ORIGINAL_INCOMPLETE);
    }

    @Test
    void aBodyWithoutALengthEndsWithTheConnection() throws Exception {
        serve(saying("HTTP/1.0 200 OK", "", "abc"));

        assertThat(fetch("/x").bytes()).asString().isEqualTo("abc");
    }

    @Test
    void bytesBehindTheDeclaredLengthAreNotPartOfTheOriginal() throws Exception {
        serve(saying("HTTP/1.1 200 OK", "Content-Length: 3", "", "abcdef"));

        assertThat(fetch("/x").bytes()).asString().isEqualTo("abc");
    }

    @Test
    void aBodyCompressedUnaskedIsUnpackedUnderTheSameCeiling() throws Exception {
        byte[] packed = gzip(new byte[50_000]);
        serve((request, out, hold) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.write(packed);
        });

        assertThat(fetch("/x").bytes()).hasSize(50_000);
        assertThat(catchThrowableOfType(ImageException.class, () -> source().fetch(ref("/x"), Validators.NONE, 49_999))
                        .problem())
                .isEqualTo(Problem.ORIGINAL_TOO_LARGE);
    }

    @Test
    void anEndlessBodyIsCutOffAtTheCeiling() throws Exception {
        serve((request, out, hold) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(new byte[8192]);
            }
        });

        assertThat(catchThrowableOfType(
                                ImageException.class, () -> source().fetch(ref("/x"), Validators.NONE, 1_000_000))
                        .problem())
                .isEqualTo(Problem.ORIGINAL_TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({"bytes 0-2/3, true", "bytes 0-2/4, false", "bytes 1-3/4, false", "bytes 0-2/*, false", "'', false"})
    void apartialAnswerIsAcceptedOnlyIfItIsTheWhole(String range, boolean whole) throws Exception {
        serve(saying("HTTP/1.1 206 Partial Content", "Content-Range: " + range, "Content-Length: 3", "", "abc"));

        if (whole) {
            assertThat(fetch("/x").bytes()).hasSize(3);
        } else {
            assertThat(refusal("/x").problem()).isEqualTo(Problem.ORIGIN_UNREACHABLE);
        }
    }

    // ---- Time

    @Test
    void aServerThatSaysNothingTimesOut() throws Exception {
        serve((request, out, hold) -> hold.untilTheServerCloses());

        assertThat(refusal(impatient(), "/x").problem()).isEqualTo(Problem.ORIGIN_TIMEOUT);
    }

    @Test
    void aServerThatStallsInsideTheBodyTimesOut() throws Exception {
        serve((request, out, hold) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            hold.untilTheServerCloses();
        });

        assertThat(refusal(impatient(), "/x").problem()).isEqualTo(Problem.ORIGIN_TIMEOUT);
    }

    @Test
    void aServerThatDripsTimesOutAlthoughEveryByteIsInTime() throws Exception {
        serve((request, out, hold) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < 250; i++) {
                out.write('x');
                out.flush();
                Thread.sleep(20);
            }
        });

        assertThat(refusal(dripping(), "/x").problem()).isEqualTo(Problem.ORIGIN_TIMEOUT);
    }

    // ---- Redirects and the guard

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsFollowed(int status) throws Exception {
        serve((request, out, hold) -> out.write((request.startsWith("GET /new%20one ")
                        ? "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"
                        : "HTTP/1.1 " + status + " Moved\r\nLocation: /new one\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1)));

        assertThat(fetch("/old").bytes()).hasSize(3);
    }

    @Test
    void aRedirectWithoutADestinationIsRefused() throws Exception {
        serve(saying("HTTP/1.1 302 Found", "", ""));

        assertThat(refusal("/x").problem()).isEqualTo(Problem.ORIGIN_UNREACHABLE);
    }

    @Test
    void redirectsInACircleEnd() throws Exception {
        serve(saying("HTTP/1.1 302 Found", "Location: /x", "", ""));

        assertThat(refusal("/x")).hasMessage("The source redirects more than 3 times.");
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void aHostThatIsNotAllowedIsNeverResolved() {
        HttpSource source = new HttpSource(
                Configs.loopback(uri -> uri.getHost().equals("images.example")),
                host -> {
                    throw new AssertionError("resolved " + host);
                },
                tls());

        ImageException refusal = catchThrowableOfType(
                ImageException.class,
                () -> source.fetch(new SourceRef("http", "//other.example/x"), Validators.NONE, 100));

        assertThat(refusal.problem()).isEqualTo(Problem.SOURCE_FORBIDDEN);
        assertThat(refusal).hasMessageContaining("tomthumb.http.allow");
    }

    @Test
    void aRedirectToAHostThatIsNotAllowedIsRefusedWithoutNamingIt() throws Exception {
        serve(saying("HTTP/1.1 302 Found", "Location: http://internal.example/x", "", ""));
        HttpSource source =
                new HttpSource(Configs.loopback(uri -> uri.getHost().equals("images.example")), LOOPBACK, tls());

        ImageException refusal = refusal(source, "/x");

        assertThat(refusal.problem()).isEqualTo(Problem.SOURCE_FORBIDDEN);
        assertThat(refusal).hasMessageNotContaining("internal");
    }

    @Test
    void everyHopsAddressIsChecked() throws Exception {
        serve(saying("HTTP/1.1 302 Found", "Location: http://169.254.169.254/latest/meta-data/", "", ""));

        ImageException refusal = refusal("/x");

        assertThat(refusal.problem()).isEqualTo(Problem.SOURCE_FORBIDDEN);
        assertThat(refusal).hasMessageContaining("a link-local address");
    }

    @Test
    void aNameThatResolvesToThisMachineIsRefusedByDefault() throws Exception {
        serve(saying("HTTP/1.1 200 OK", "Content-Length: 1", "", "x"));
        HttpSource source = new HttpSource(Configs.config(uri -> true, AddressRules.PUBLIC_ONLY), LOOPBACK, tls());

        assertThat(refusal(source, "/x")).hasMessageContaining("a loopback address");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aNameIsResolvedOnceAndItsPermittedAddressConnectedTo() throws Exception {
        serve(saying("HTTP/1.1 200 OK", "Content-Length: 1", "", "x"));
        List<String> asked = new java.util.ArrayList<>();
        HttpSource source = new HttpSource(
                Configs.loopback(uri -> true),
                host -> {
                    asked.add(host);
                    return asked.size() == 1
                            ? List.of(InetAddress.getByName("10.1.2.3"), InetAddress.getLoopbackAddress())
                            : List.of(InetAddress.getByName("10.1.2.3"));
                },
                tls());

        assertThat(((Fetched.Original) source.fetch(ref("/x"), Validators.NONE, 100)).bytes())
                .hasSize(1);
        assertThat(asked).containsExactly("images.example");
    }

    @Test
    void aNameWithoutAnAddressIsUnreachable() {
        HttpSource source = new HttpSource(
                Configs.loopback(uri -> true),
                host -> {
                    throw new java.net.UnknownHostException(host);
                },
                tls());

        assertThat(catchThrowableOfType(
                                ImageException.class,
                                () -> source.fetch(new SourceRef("http", "//gone.example/"), Validators.NONE, 1))
                        .problem())
                .isEqualTo(Problem.ORIGIN_UNREACHABLE);
    }

    @Test
    void aPortNobodyListensOnIsUnreachable() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(catchThrowableOfType(
                                ImageException.class,
                                () -> source().fetch(
                                                new SourceRef("http", "//images.example:" + port + "/x"),
                                                Validators.NONE,
                                                1))
                        .problem())
                .isEqualTo(Problem.ORIGIN_UNREACHABLE);
    }

    // ---- Plumbing

    // ---- Passed on as it is

    private Passed pass(Map<String, String> fields, int maxBytes) throws ImageException {
        return source().pass(ref("/x"), new Asked(fields), Room.upTo(maxBytes));
    }

    @Test
    void anAnswerIsPassedOnWithItsStatusAndTheFieldsOfItsBody() throws Exception {
        serve(saying(
                "HTTP/1.1 206 Partial Content",
                "Content-Type: image/svg+xml",
                "Content-Encoding: br",
                "Content-Range: bytes 1-2/9",
                "Accept-Ranges: bytes",
                "ETag: \"t\"",
                "Last-Modified: Fri, 01 Mar 2024 08:05:09 GMT",
                "Set-Cookie: session=1",
                "Cache-Control: private",
                "Content-Length: 2",
                "",
                "ab"));

        Passed passed = pass(
                Map.of("Range", "bytes=1-2", "If-Range", "\"t\"", "Accept-Encoding", "br", "Cookie", "secret=1"), 100);

        assertThat(passed.status()).isEqualTo(206);
        assertThat(passed.body()).asString().isEqualTo("ab");
        assertThat(passed.visibility()).isEqualTo(Visibility.PRIVATE);
        assertThat(passed.fields())
                .containsOnly(
                        Map.entry("Content-Type", "image/svg+xml"),
                        Map.entry("Content-Encoding", "br"),
                        Map.entry("Content-Range", "bytes 1-2/9"),
                        Map.entry("Accept-Ranges", "bytes"),
                        Map.entry("ETag", "\"t\""),
                        Map.entry("Last-Modified", "Fri, 01 Mar 2024 08:05:09 GMT"));
        assertThat(server.requests().get(0))
                .contains("Range: bytes=1-2\n", "If-Range: \"t\"\n", "Accept-Encoding: br\n")
                .doesNotContain("identity", "Cookie");
    }

    @ParameterizedTest
    @CsvSource({"404, Not Found", "500, Oops", "304, Not Modified", "204, No Content"})
    void everyStatusIsPassedOn(int status, String reason) throws Exception {
        boolean bodiless = status == 304 || status == 204;
        serve(
                bodiless
                        ? saying("HTTP/1.1 " + status + " " + reason, "Content-Length: 4", "", "")
                        : saying("HTTP/1.1 " + status + " " + reason, "Content-Length: 4", "", "sorr"));

        Passed passed = pass(Map.of("If-None-Match", "\"t\""), 100);

        assertThat(passed.status()).isEqualTo(status);
        assertThat(passed.body()).hasSize(bodiless ? 0 : 4);
    }

    @Test
    void whatIsPassedOnHasTheCeilingOfAllOriginals() throws Exception {
        serve(saying("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", "5", "abcde", "0", "", ""));

        assertThat(catchThrowableOfType(ImageException.class, () -> pass(Map.of(), 4))
                        .problem())
                .isEqualTo(Problem.ORIGINAL_TOO_LARGE);
    }

    @Test
    void aVisitorsFieldCannotAddALineToTheRequest() throws Exception {
        serve(saying("HTTP/1.1 200 OK", "Content-Length: 1", "", "x"));

        pass(Map.of("Range", "bytes=0-1\r\nX-Injected: 1"), 100);

        assertThat(server.requests().get(0)).doesNotContain("X-Injected", "Range");
    }

    @Test
    void theOriginsLifetimeIsRead() throws Exception {
        serve(saying(
                "HTTP/1.1 200 OK",
                "Cache-Control: max-age=5",
                "Expires: Fri, 01 Mar 2024 08:05:09 GMT",
                "Content-Length: 1",
                "",
                "x"));

        assertThat(fetch("/x").lifetime())
                .isEqualTo(new Lifetime(Optional.of("max-age=5"), Optional.of(Instant.parse("2024-03-01T08:05:09Z"))));
    }

    @Test
    void theOriginsTagsAreRead() throws Exception {
        serve(saying("HTTP/1.1 200 OK", "Cache-Tag: Product:42, summer", "Content-Length: 1", "", "x"));

        assertThat(fetch("/x").tags()).containsExactly("product:42", "summer");
    }

    private void serve(Script script) throws Exception {
        server = ScriptedServer.start(script);
    }

    private static HttpSource source() {
        return new HttpSource(Configs.loopback(uri -> true), LOOPBACK, tls());
    }

    private static HttpSource impatient() {
        return timed(Duration.ofMillis(100), Duration.ofSeconds(30));
    }

    private static HttpSource dripping() {
        return timed(Duration.ofSeconds(30), Duration.ofMillis(300));
    }

    private static HttpSource timed(Duration readTimeout, Duration deadline) {
        return new HttpSource(
                Configs.timed(uri -> true, new AddressRules(true, false, false), readTimeout, deadline),
                LOOPBACK,
                tls());
    }

    private static SSLSocketFactory tls() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    private SourceRef ref(String path) {
        return new SourceRef("http", "//images.example:" + server.port() + path);
    }

    private Fetched.Original fetch(String path) throws ImageException {
        return (Fetched.Original) source().fetch(ref(path), Validators.NONE, 1_000_000);
    }

    private ImageException refusal(String path) {
        return refusal(source(), path);
    }

    private ImageException refusal(HttpSource source, String path) {
        ImageException refusal =
                catchThrowableOfType(ImageException.class, () -> source.fetch(ref(path), Validators.NONE, 1_000_000));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static byte[] gzip(byte[] content) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }
}
