package dev.tomthumb.source.s3;

import static dev.tomthumb.source.ScriptedServer.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.model.ImageException;
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
import dev.tomthumb.source.Source;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3SourceTest {
    private static final S3Credentials KEYS = new S3Credentials.Keys("id", "secret");

    private ScriptedServer server;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    // ---- Passed on, and several servers

    @Test
    void anObjectIsPassedOnInPartsWithWhatIsStoredOfIt() throws Exception {
        serve(saying(
                "HTTP/1.1 206 Partial Content",
                "Content-Type: image/png",
                "Content-Range: bytes 1-2/9",
                "Accept-Ranges: bytes",
                "ETag: \"t\"",
                "Last-Modified: Fri, 01 Mar 2024 08:05:09 GMT",
                "Content-Length: 2",
                "",
                "ab"));
        try (S3Source source = new S3Source(config(KEYS, Duration.ofSeconds(20)))) {
            Passed passed = source.pass(
                    new SourceRef("s3", "//originals/x"), new Asked(Map.of("Range", "bytes=1-2")), Room.upTo(100));

            assertThat(passed.status()).isEqualTo(206);
            assertThat(passed.body()).asString().isEqualTo("ab");
            assertThat(passed.fields())
                    .containsEntry("Content-Type", "image/png")
                    .containsEntry("Content-Range", "bytes 1-2/9")
                    .containsEntry("ETag", "\"t\"")
                    .containsEntry("Last-Modified", "Fri, 01 Mar 2024 08:05:09 GMT");
        }
        assertThat(server.requests().get(0)).containsIgnoringCase("\nRange: bytes=1-2\n");
    }

    @ParameterizedTest
    @CsvSource({"bytes 0-1/9, ORIGIN_FAILED", "bytes 1-2/3, ORIGIN_FAILED", "nonsense, ORIGIN_FAILED", "bytes 0-1/2, "})
    void aPartThatNobodyAskedForIsNotTheOriginal(String range, Problem problem) throws Exception {
        serve(saying("HTTP/1.1 206 Partial Content", "Content-Range: " + range, "Content-Length: 2", "", "ab"));
        try (S3Source source = new S3Source(config(KEYS, Duration.ofSeconds(20)))) {
            ImageException refusal = catchThrowableOfType(
                    ImageException.class,
                    () -> source.fetch(new SourceRef("s3", "//originals/x"), Validators.NONE, Room.upTo(100)));
            assertThat(refusal == null ? null : refusal.problem()).isEqualTo(problem);
        }
    }

    @ParameterizedTest
    @CsvSource({"304, Not Modified", "416, Range Not Satisfiable"})
    void whatIsNoFaultIsPassedOn(int status, String reason) throws Exception {
        serve(saying("HTTP/1.1 " + status + " " + reason, "Content-Length: 0", "", ""));
        try (S3Source source = new S3Source(config(KEYS, Duration.ofSeconds(20)))) {
            Passed passed = source.pass(
                    new SourceRef("s3", "//originals/x"), new Asked(Map.of("If-None-Match", "\"t\"")), Room.upTo(9));
            assertThat(passed.status()).isEqualTo(status);
        }
    }

    @Test
    void aMissingObjectsXmlIsNotPassedOn() throws Exception {
        serve(saying("HTTP/1.1 404 Not Found", "Content-Length: 0", "", ""));
        try (S3Source source = new S3Source(config(KEYS, Duration.ofSeconds(20)))) {
            ImageException refusal = catchThrowableOfType(
                    ImageException.class,
                    () -> source.pass(new SourceRef("s3", "//originals/x"), Asked.WHOLE, Room.upTo(9)));
            assertThat(refusal.problem()).isEqualTo(Problem.ORIGINAL_MISSING);
            assertThat(refusal.imgproxyStatus()).isEqualTo(404);
        }
    }

    @Test
    void eachBucketIsAskedForAtItsOwnServer() throws Exception {
        Source mine = (ref, known, room) -> new Fetched.Original(new byte[] {1}, Validators.NONE, Visibility.PUBLIC);
        Source others = (ref, known, room) -> new Fetched.Original(new byte[] {2}, Validators.NONE, Visibility.PUBLIC);
        S3Stores stores = new S3Stores(Map.of("scans", mine), others);

        assertThat(bytes(stores.fetch(new SourceRef("s3", "//scans/a.png"), Validators.NONE, 9)))
                .containsExactly(1);
        assertThat(bytes(stores.fetch(new SourceRef("s3", "//scans2/a.png"), Validators.NONE, 9)))
                .containsExactly(2);
        assertThat(stores.pass(new SourceRef("s3", "//scans/a.png"), Asked.WHOLE, Room.upTo(9))
                        .body())
                .containsExactly(1);
    }

    private static byte[] bytes(Fetched fetched) {
        return ((Fetched.Original) fetched).bytes();
    }

    // ---- The request

    @Test
    void aKeyIsEscapedOnceAndSigned() throws Exception {
        serve(object("abc"));

        fetch("//originals/고양이 a+b/c.jpg?v1");

        assertThat(server.requests().get(0))
                .startsWith("GET /originals/%EA%B3%A0%EC%96%91%EC%9D%B4%20a%2Bb/c.jpg?versionId=v1 HTTP/1.1\n")
                .contains("Authorization: AWS4-HMAC-SHA256 Credential=id/", "/us-east-1/s3/aws4_request");
    }

    @Test
    void theRegionIsTheOneConfigured() throws Exception {
        serve(object("abc"));
        S3Config config = config(KEYS, Duration.ofSeconds(20));
        try (S3Source source = new S3Source(new S3Config(
                config.endpoint(),
                Optional.of("eu-central-1"),
                true,
                KEYS,
                bucket -> true,
                true,
                config.connectTimeout(),
                config.readTimeout(),
                config.deadline()))) {
            source.fetch(new SourceRef("s3", "//originals/x"), Validators.NONE, 100);
        }

        assertThat(server.requests().get(0)).contains("/eu-central-1/s3/aws4_request");
    }

    @Test
    void anAnonymousRequestIsNotSigned() throws Exception {
        serve(object("abc"));
        try (S3Source source = new S3Source(config(new S3Credentials.Anonymous(), Duration.ofSeconds(20)))) {
            source.fetch(new SourceRef("s3", "//originals/x"), Validators.NONE, 100);
        }

        assertThat(server.requests().get(0)).doesNotContain("Authorization");
    }

    @Test
    void knownValidatorsAreSentAndTheirConfirmationUnderstood() throws Exception {
        serve(saying("HTTP/1.1 304 Not Modified", "ETag: \"v1\"", "", ""));
        Validators known = new Validators(Optional.of("\"v1\""), Optional.of(Instant.parse("2024-03-01T08:05:09Z")));

        try (S3Source source = source()) {
            assertThat(source.fetch(new SourceRef("s3", "//originals/x"), known, 100))
                    .isInstanceOf(Fetched.NotModified.class);
        }
        assertThat(server.requests().get(0))
                .containsIgnoringCase("If-None-Match: \"v1\"\n")
                .containsIgnoringCase("If-Modified-Since: Fri, 01 Mar 2024 08:05:09 GMT\n");
    }

    @Test
    void aBucketThatIsNotAllowedIsNotAsked() throws Exception {
        serve(object("abc"));

        assertThat(refusal("//secrets/x").problem()).isEqualTo(Problem.BUCKET_FORBIDDEN);
        assertThat(server.requests()).isEmpty();
    }

    // ---- The answer

    @Test
    void validatorsAndVisibilityComeFromTheAnswer() throws Exception {
        serve(saying(
                "HTTP/1.1 200 OK",
                "ETag: \"v1\"",
                "Last-Modified: Thu, 29 Feb 2024 12:00:00 GMT",
                "Cache-Control: private",
                "Content-Length: 3",
                "Connection: close",
                "",
                "abc"));

        Fetched.Original original = fetch("//originals/x");

        assertThat(original.validators())
                .isEqualTo(new Validators(Optional.of("\"v1\""), Optional.of(Instant.parse("2024-02-29T12:00:00Z"))));
        assertThat(original.visibility()).isEqualTo(Visibility.PRIVATE);
    }

    @Test
    void tagsAreMetadataOfTheObject() throws Exception {
        serve(saying(
                "HTTP/1.1 200 OK",
                "x-amz-meta-Cache-Tag: Product:42, summer",
                "x-amz-meta-other: winter",
                "Content-Length: 3",
                "Connection: close",
                "",
                "abc"));

        assertThat(fetch("//originals/x").tags()).containsExactly("product:42", "summer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | NoSuchKey | ORIGINAL_MISSING | There is no such original in S3.",
                "404 | NoSuchVersion | ORIGINAL_MISSING | There is no such original in S3.",
                "404 | NoSuchBucket | ORIGINAL_MISSING | The original's S3 bucket does not exist.",
                "405 | MethodNotAllowed | ORIGINAL_MISSING | There is no such original in S3.",
                "400 | InvalidArgument | ORIGINAL_MISSING | The S3 server does not give the original (status 400).",
                "403 | AccessDenied | ORIGIN_DENIED | The S3 server does not let this server read the original: its "
                        + "credentials do not cover it, or there is no such key (without the right s3:ListBucket both look the same).",
                "403 | SignatureDoesNotMatch | ORIGIN_DENIED | The S3 server does not accept this server's credentials "
                        + "(tomthumb.s3.access-key, tomthumb.s3.secret-key or the AWS default chain).",
                "403 | RequestTimeTooSkewed | ORIGIN_DENIED | The S3 server refuses this server's signature because one "
                        + "of the two clocks is wrong.",
                "403 | InvalidObjectState | ORIGIN_DENIED | The original is archived in S3 and must be restored first.",
                "301 | PermanentRedirect | ORIGIN_FAILED | The original's S3 bucket lies in another region, eu-west-3 "
                        + "(tomthumb.s3.region must name it).",
                "400 | AuthorizationHeaderMalformed | ORIGIN_FAILED | The original's S3 bucket lies in another region, "
                        + "eu-west-3 (tomthumb.s3.region must name it).",
                "500 | InternalError | ORIGIN_FAILED | The S3 server failed (status 500).",
                "503 | SlowDown | ORIGIN_FAILED | The S3 server failed (status 503)."
            })
    void everyErrorOfTheServerHasItsSentence(int status, String code, Problem problem, String sentence)
            throws Exception {
        serve(error(status, code));

        ImageException refusal = refusal("//originals/x");

        assertThat(refusal).hasMessage(sentence);
        assertThat(refusal.problem()).isEqualTo(problem);
        assertThat(refusal.getMessage()).doesNotContain("127.0.0.1", "SECRET-DETAIL");
    }

    @Test
    void aFailureIsTriedOnceMore() throws Exception {
        serve(error(500, "InternalError"));

        refusal("//originals/x");

        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aServerThatRecoversIsNotHeldAgainst() throws Exception {
        Script failing = error(500, "InternalError");
        Script recovered = object("abc");
        serve((request, out, hold) -> (server.requests().size() == 1 ? failing : recovered).answer(request, out, hold));

        assertThat(fetch("//originals/x").bytes()).hasSize(3);
    }

    /** By the server's Date; more than a quarter of an hour off, it takes no signature. */
    @Test
    void aClockThatIsHoursOffIsPutRightByTheServers() throws Exception {
        Instant there = Instant.now().plus(Duration.ofHours(2));
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>RequestTimeTooSkewed</Code></Error>";
        Script refusing = saying(
                "HTTP/1.1 403 Forbidden",
                "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(there.atZone(ZoneOffset.UTC)),
                "Content-Type: application/xml",
                "Content-Length: " + body.length(),
                "Connection: close",
                "",
                body);
        Script content = object("abc");
        serve((request, out, hold) -> (server.requests().size() == 1 ? refusing : content).answer(request, out, hold));

        assertThat(fetch("//originals/x").bytes()).hasSize(3);

        Matcher signed = Pattern.compile("(?i)x-amz-date: ([0-9TZ]+)")
                .matcher(server.requests().get(1));
        assertThat(signed.find()).isTrue();
        Instant date = LocalDateTime.parse(signed.group(1), DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'"))
                .toInstant(ZoneOffset.UTC);
        assertThat(Duration.between(date, there).abs()).isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void anAnswerWithoutAnErrorBodyIsReadByItsStatus() throws Exception {
        serve(saying("HTTP/1.1 403 Forbidden", "Content-Length: 0", "Connection: close", "", ""));

        assertThat(refusal("//originals/x").problem()).isEqualTo(Problem.ORIGIN_DENIED);
    }

    @Test
    void somethingThatIsNoWebServerIsTheOriginsFailure() throws Exception {
        serve(saying("SSH-2.0-OpenSSH_9.2", "", ""));

        assertThat(refusal("//originals/x").problem()).isEqualTo(Problem.ORIGIN_FAILED);
    }

    @Test
    void aBodyCutShortIsIncomplete() throws Exception {
        serve(saying("HTTP/1.1 200 OK", "Content-Length: 100", "Connection: close", "", "abc"));

        assertThat(refusal("//originals/x").problem()).isEqualTo(Problem.ORIGINAL_INCOMPLETE);
    }

    @Test
    void aChunkedBodyCutShortIsIncomplete() throws Exception {
        serve(saying("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "Connection: close", "", "100", "abc"));

        assertThat(refusal("//originals/x").problem()).isEqualTo(Problem.ORIGINAL_INCOMPLETE);
    }

    @Test
    void tooLargeAnObjectIsRefusedWithoutReadingIt() throws Exception {
        serve((request, out, hold) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\n\r\nabc".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            hold.untilTheServerCloses();
        });

        assertThat(refusal("//originals/x").problem()).isEqualTo(Problem.ORIGINAL_TOO_LARGE);
    }

    // ---- Time

    @Test
    void aServerThatSaysNothingTimesOut() throws Exception {
        serve((request, out, hold) -> hold.untilTheServerCloses());

        assertThat(refusal(impatient(Duration.ofMillis(100), Duration.ofSeconds(20)), "//originals/x")
                        .problem())
                .isEqualTo(Problem.ORIGIN_TIMEOUT);
        assertThat(refusal(impatient(Duration.ofSeconds(20), Duration.ofMillis(300)), "//originals/x")
                        .problem())
                .isEqualTo(Problem.ORIGIN_TIMEOUT);
    }

    @Test
    void aServerThatStallsInsideTheBodyTimesOut() throws Exception {
        serve((request, out, hold) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            hold.untilTheServerCloses();
        });

        assertThat(refusal(impatient(Duration.ofMillis(300), Duration.ofSeconds(20)), "//originals/x")
                        .problem())
                .isEqualTo(Problem.ORIGIN_TIMEOUT);
    }

    @Test
    void aServerThatDripsTimesOutAlthoughEveryByteIsInTime() throws Exception {
        serve((request, out, hold) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < 250; i++) {
                out.write('x');
                out.flush();
                Thread.sleep(20);
            }
        });

        assertThat(refusal(impatient(Duration.ofSeconds(20), Duration.ofMillis(700)), "//originals/x")
                        .problem())
                .isEqualTo(Problem.ORIGIN_TIMEOUT);
    }

    @Test
    void aPortNobodyListensOnIsUnreachable() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(refusal(config(port, KEYS, Duration.ofSeconds(1), Duration.ofSeconds(20)), "//originals/x")
                        .problem())
                .isEqualTo(Problem.ORIGIN_UNREACHABLE);
    }

    // ---- What it leaves behind

    @Test
    void nothingRunsOnceItIsClosed() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        serve(object("abc"));

        S3Source source = source();
        source.fetch(new SourceRef("s3", "//originals/x"), Validators.NONE, 100);
        assertThat(started(before)).extracting(Thread::getName).contains("tomthumb-s3-timeout");
        source.close();

        for (Thread thread : started(before)) {
            thread.join(5000);
        }
        assertThat(started(before)).extracting(Thread::getName).isEmpty();
    }

    @Test
    void theSecretIsNotInTheConfigurationsText() {
        assertThat(KEYS.toString()).doesNotContain("secret");
    }

    /** The JVM's own keep-alive timer is not ours and ends by itself; the server's threads are the test's. */
    private static Set<Thread> started(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !before.contains(thread))
                .filter(thread -> !thread.getName().equals("Keep-Alive-Timer"))
                .filter(thread -> !thread.getName().equals("scripted-server"))
                .collect(Collectors.toSet());
    }

    // ---- Plumbing

    private void serve(Script script) throws Exception {
        server = ScriptedServer.start(script);
    }

    private static Script object(String content) {
        return saying("HTTP/1.1 200 OK", "Content-Length: " + content.length(), "Connection: close", "", content);
    }

    private static Script error(int status, String code) {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code
                + "</Code><Message>SECRET-DETAIL</Message></Error>";
        return saying(
                "HTTP/1.1 " + status + " Whatever",
                "Content-Type: application/xml",
                "x-amz-bucket-region: eu-west-3",
                "Content-Length: " + body.length(),
                "Connection: close",
                "",
                body);
    }

    private S3Config config(S3Credentials credentials, Duration deadline) {
        return config(server.port(), credentials, Duration.ofSeconds(10), deadline);
    }

    private S3Config impatient(Duration readTimeout, Duration deadline) {
        return config(server.port(), KEYS, readTimeout, deadline);
    }

    private static S3Config config(int port, S3Credentials credentials, Duration readTimeout, Duration deadline) {
        return new S3Config(
                Optional.of(URI.create("http://127.0.0.1:" + port)),
                Optional.of("us-east-1"),
                true,
                credentials,
                "originals"::equals,
                true,
                Duration.ofSeconds(5),
                readTimeout,
                deadline);
    }

    private S3Source source() {
        return new S3Source(config(KEYS, Duration.ofSeconds(20)));
    }

    private Fetched.Original fetch(String location) throws ImageException {
        try (S3Source source = source()) {
            return (Fetched.Original) source.fetch(new SourceRef("s3", location), Validators.NONE, 1_000_000);
        }
    }

    private ImageException refusal(String location) {
        return refusal(config(KEYS, Duration.ofSeconds(20)), location);
    }

    private static ImageException refusal(S3Config config, String location) {
        try (S3Source source = new S3Source(config)) {
            ImageException refusal = catchThrowableOfType(
                    ImageException.class,
                    () -> source.fetch(new SourceRef("s3", location), Validators.NONE, 1_000_000));
            assertThat(refusal).isNotNull();
            return refusal;
        }
    }
}
