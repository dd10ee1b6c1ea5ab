package dev.tomthumb.source.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.source.Fetched;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that gives a role, and the originals that are read in it. */
class RoleCredentialsTest {
    private static final String ARN = "arn:aws:iam::123456789012:role/pictures";
    private static final String GIVEN = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>\
            <AccessKeyId>ROLEKEY</AccessKeyId><SecretAccessKey>rolesecret</SecretAccessKey>\
            <SessionToken>roletoken</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration>\
            </Credentials></AssumeRoleResult></AssumeRoleResponse>""";
    private static final String DENIED = """
            <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>\
            <Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>""";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> signed = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("POST")) {
            asked.add(body);
            send(exchange, status, status == 200 ? GIVEN : DENIED);
        } else {
            signed.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("X-Amz-Security-Token"));
            send(exchange, 200, "a picture");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void theRoleIsAskedForOnceAndOriginalsAreReadInIt() throws ImageException {
        try (S3Source source = source(Optional.of("shop-7"))) {
            fetch(source);
            fetch(source);
        }
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0))
                .contains("Action=AssumeRole", "RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fpictures")
                .contains("ExternalId=shop-7");
        assertThat(signed)
                .hasSize(2)
                .allSatisfy(authorization -> assertThat(authorization)
                        .contains("Credential=ROLEKEY/")
                        .endsWith(" roletoken"));
    }

    @Test
    void aRoleThatIsNotGivenIsTheServersOwnFault() {
        status = 403;
        try (S3Source source = source(Optional.empty())) {
            ImageException refusal = catchThrowableOfType(ImageException.class, () -> fetch(source));
            assertThat(refusal.problem()).isEqualTo(Problem.ORIGIN_DENIED);
            assertThat(refusal)
                    .hasMessage("This server is not given the role of tomthumb.s3.assume-role-arn (status 403).");
        }
        assertThat(asked.get(0)).doesNotContain("ExternalId");
        assertThat(signed).isEmpty();
    }

    private static void fetch(S3Source source) throws ImageException {
        assertThat(source.fetch(new SourceRef("s3", "//originals/cat.jpg"), Validators.NONE, 1000))
                .isInstanceOf(Fetched.Original.class);
    }

    private S3Source source(Optional<String> externalId) {
        URI here = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new S3Source(new S3Config(
                Optional.of(here),
                Optional.of("us-east-1"),
                true,
                new S3Credentials.Role(new S3Credentials.Keys("id", "secret"), ARN, externalId, Optional.of(here)),
                bucket -> true,
                false,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20)));
    }
}
