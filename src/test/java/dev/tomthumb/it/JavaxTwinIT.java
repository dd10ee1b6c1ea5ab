package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.Ports;
import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The WAR for Tomcat 9 on a Tomcat 9, with the {@code server.xml} that ships. Once, beside one of the other lines; the
 * fast build does not make that WAR.
 */
@EnabledIfSystemProperty(named = "tomcat.line", matches = "11")
@DisabledIfSystemProperty(named = "tomthumb.fast", matches = ".*")
class JavaxTwinIT {
    private static TomcatServer tomcat;
    private static RawHttp http;

    @BeforeAll
    static void start() throws Exception {
        Path directory = BuildOutputs.target().resolve("it-javax");
        Path originals = Files.createDirectories(directory.resolve("originals"));
        Files.write(originals.resolve("portrait_1.jpg"), SampleOriginals.bytes("portrait_1.jpg"));
        Files.write(originals.resolve("landscape.jpg"), SampleOriginals.bytes("portrait_1.jpg"));
        int port = Ports.free();
        String shipped = Files.readString(Path.of("tomcat-conf/server.xml"));
        tomcat = TomcatServer.of(BuildOutputs.tomcatHome("9"), directory.resolve("base"))
                .port(port)
                .serverXml(unused -> shipped)
                .systemProperty("tomcat.http.port", Integer.toString(port))
                .systemProperty("tomthumb.mounts", "/photos/ = local:///")
                .systemProperty("tomthumb.local.root", originals.toString())
                .systemProperty("tomthumb.img.unsigned", "open")
                .systemProperty("tomthumb.ops.token", "it-token-it-token-it")
                .systemProperty("dev.tomthumb.demo", "true")
                .deploy("ROOT", BuildOutputs.javaxWar())
                .start();
        http = new RawHttp(tomcat.uri());
    }

    @AfterAll
    static void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
    }

    @Test
    void missThenHit() throws IOException {
        String url = "/photos/portrait_1.jpg?w=160&v=" + System.nanoTime();
        Response first = http.get(url);
        Response second = http.get(url);

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.get("X-Cache")).isEqualTo("Miss from tomthumb");
        assertThat(second.get("X-Cache")).isEqualTo("Hit from tomthumb");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(http.get(url, "If-None-Match: " + first.get("ETag")).status())
                .isEqualTo(304);
    }

    @Test
    void imgproxysLanguageWithAnEncodedSource() throws IOException {
        Response response = http.get("/img/insecure/rs:fill:60:60/plain/local:%2F%2F%2Fportrait_1.jpg@webp");

        assertThat(response.status()).as(response.text()).isEqualTo(200);
        assertThat(response.get("Content-Type")).isEqualTo("image/webp");
        Response png = http.get("/img/insecure/rs:fill:60:60/plain/local:///portrait_1.jpg@png");
        assertThat(ImageIO.read(new ByteArrayInputStream(png.body())).getWidth())
                .isEqualTo(60);
    }

    @Test
    void refusalsInItsOwnWords() throws IOException {
        Response response = http.get("/photos/portrait_1.jpg?w=0");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).startsWith("bad-option\n");
        assertThat(http.get("/photos/none.jpg?w=64").status()).isEqualTo(404);
    }

    @Test
    void thePageAndItsTag() throws IOException {
        Response page = http.get("/");

        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(tomcat.logs()).contains("Apache Tomcat/9.");
        assertThat(page.text())
                .contains(">Running<")
                .containsPattern("<img [^>]*src=\"/photos/landscape.jpg\\?[^\"]*w=640");
    }

    @Test
    void theOperatorsPages() throws IOException {
        assertThat(http.get("/tomthumb/health").text()).startsWith("Tomthumb is running\n");
        assertThat(http.get("/tomthumb/metrics").text()).contains("tomthumb_responses_total{");
        assertThat(http.get("/tomthumb/health", "Via: 1.1 squid").status()).isEqualTo(401);
        assertThat(http.get("/tomthumb/health", "Via: 1.1 squid", "Authorization: Bearer it-token-it-token-it")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void nothingToWarnAbout() {
        assertThat(tomcat.logs().lines())
                .filteredOn(line -> line.contains("WARNING") || line.contains("SEVERE"))
                // The page shows more samples than are there.
                .filteredOn(line -> !line.contains("is missing; a grey box stands there"))
                .isEmpty();
    }
}
