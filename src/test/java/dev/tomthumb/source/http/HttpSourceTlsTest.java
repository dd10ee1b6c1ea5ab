package dev.tomthumb.source.http;

import static dev.tomthumb.source.ScriptedServer.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.ScriptedServer;
import dev.tomthumb.source.ScriptedServer.Script;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fixing the address must not cost what the name is for: SNI, and a certificate that is checked against it. */
class HttpSourceTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static SSLContext context;

    private final AtomicReference<String> serverName = new AtomicReference<>("none");
    private ScriptedServer server;

    @BeforeAll
    static void makeACertificateForOneName(@TempDir Path directory) throws Exception {
        Path store = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=images.example",
                        "-ext",
                        "san=dns:images.example")
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        context = context(store);
    }

    private static SSLContext context(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("test", store.getCertificate("test"));
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void theNameOfTheUrlIsSentAndItsCertificateAccepted() throws Exception {
        serve(saying("HTTP/1.1 200 OK", "Content-Length: 3", "", "abc"));

        assertThat(((Fetched.Original) fetch(source(context.getSocketFactory()), "images.example")).bytes())
                .hasSize(3);
        assertThat(serverName.get()).isEqualTo("images.example");
        assertThat(server.requests().get(0)).contains("Host: images.example:" + server.port() + "\n");
    }

    @Test
    void aCertificateOfAnotherNameIsRefused() throws Exception {
        serve(saying("HTTP/1.1 200 OK", "Content-Length: 3", "", "abc"));

        assertThat(refusal(source(context.getSocketFactory()), "other.example").problem())
                .isEqualTo(Problem.ORIGIN_UNREACHABLE);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aCertificateNobodyVouchesForIsRefused() throws Exception {
        serve(saying("HTTP/1.1 200 OK", "Content-Length: 3", "", "abc"));

        ImageException refusal = refusal(source((SSLSocketFactory) SSLSocketFactory.getDefault()), "images.example");

        assertThat(refusal.problem()).isEqualTo(Problem.ORIGIN_UNREACHABLE);
        assertThat(refusal).hasMessageContaining("certificate");
    }

    @Test
    void aRedirectBackToPlainHttpIsNotFollowed() throws Exception {
        serve(saying("HTTP/1.1 302 Found", "Location: http://images.example/x", "", ""));

        assertThat(refusal(source(context.getSocketFactory()), "images.example").problem())
                .isEqualTo(Problem.SOURCE_FORBIDDEN);
    }

    @Test
    void aBodyCutShortIsIncomplete() throws Exception {
        serve(saying("HTTP/1.1 200 OK", "Content-Length: 100", "", "abc"));

        assertThat(refusal(source(context.getSocketFactory()), "images.example").problem())
                .isEqualTo(Problem.ORIGINAL_INCOMPLETE);
    }

    @Test
    void aServerThatNeverShakesHandsTimesOut() throws Exception {
        // Accepts by the backlog, and says nothing.
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            server = ScriptedServer.start(saying("unused"));
            HttpSource impatient = new HttpSource(
                    Configs.timed(
                            uri -> true,
                            new AddressRules(true, false, false),
                            Duration.ofSeconds(30),
                            Duration.ofMillis(300)),
                    host -> List.of(InetAddress.getLoopbackAddress()),
                    context.getSocketFactory());

            ImageException refusal = catchThrowableOfType(
                    ImageException.class,
                    () -> impatient.fetch(
                            new SourceRef("https", "//images.example:" + silent.getLocalPort() + "/x"),
                            Validators.NONE,
                            100));

            assertThat(refusal.problem()).isEqualTo(Problem.ORIGIN_TIMEOUT);
        }
    }

    private void serve(Script script) throws Exception {
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setSNIMatchers(List.of(new SNIMatcher(0) {
            @Override
            public boolean matches(SNIServerName name) {
                serverName.set(new SNIHostName(name.getEncoded()).getAsciiName());
                return true;
            }
        }));
        socket.setSSLParameters(parameters);
        server = ScriptedServer.start(socket, script);
    }

    private static HttpSource source(SSLSocketFactory tls) {
        return new HttpSource(Configs.loopback(uri -> true), host -> List.of(InetAddress.getLoopbackAddress()), tls);
    }

    private Fetched fetch(HttpSource source, String host) throws ImageException {
        return source.fetch(new SourceRef("https", "//" + host + ":" + server.port() + "/x"), Validators.NONE, 100_000);
    }

    private ImageException refusal(HttpSource source, String host) {
        ImageException refusal = catchThrowableOfType(ImageException.class, () -> fetch(source, host));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}
