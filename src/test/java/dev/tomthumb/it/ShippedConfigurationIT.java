package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.CatalinaSh;
import dev.tomthumb.testkit.Ports;
import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.S3Server;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The files of {@code tomcat-conf}, copied to where its README says and not changed, under Tomcat's own catalina.sh.
 * The descriptor's bucket {@code my-bucket} stands on an S3 server that the environment names, as its comment advises.
 */
@DisabledOnOs(OS.WINDOWS)
class ShippedConfigurationIT {
    private static final Path FILES = Path.of("tomcat-conf");
    private static final String SECRET = "shipped-secret-key";
    private static final String TOKEN = "shipped-ops-token-shipped";

    private static S3Server s3;

    @BeforeAll
    static void fillTheBucket() throws Exception {
        s3 = S3Server.in(directory("s3")).keys("shipped-access", SECRET).start();
        Path originals = Files.createDirectories(s3.bucket("my-bucket").resolve("originals"));
        Files.write(originals.resolve("portrait_1.jpg"), SampleOriginals.bytes("portrait_1.jpg"));
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    private static Path directory(String name) {
        return BuildOutputs.target().resolve("it-shipped-" + BuildOutputs.tomcatLine() + "-" + name);
    }

    private static CatalinaSh operatorsTomcat(String cache) throws IOException {
        int port = Ports.free();
        CatalinaSh tomcat = new CatalinaSh(BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()), directory(cache), port);
        tomcat.put(FILES.resolve("server.xml"), "conf/server.xml")
                .put(FILES.resolve("logging.properties"), "conf/logging.properties")
                .put(FILES.resolve("tomthumb.xml"), "conf/Catalina/localhost/ROOT.xml")
                .put(FILES.resolve(cache), "conf/tomthumb/ehcache.xml")
                .put(FILES.resolve("setenv.sh"), "bin/setenv.sh")
                .put(BuildOutputs.war(), "webapps/ROOT.war");
        return tomcat.environment("TOMCAT_HTTP_PORT", Integer.toString(port))
                .environment("TOMTHUMB_S3_ENDPOINT", s3.endpoint().toString())
                .environment("TOMTHUMB_S3_ACCESS_KEY", s3.accessKey())
                .environment("TOMTHUMB_S3_SECRET_KEY", s3.secretKey())
                .environment("TOMTHUMB_OPS_TOKEN", TOKEN);
    }

    @Test
    void theSmallServerServesLogsAndKeepsItsCacheOverASigterm() throws Exception {
        try (CatalinaSh tomcat = operatorsTomcat("ehcache-small.xml")) {
            tomcat.start();
            RawHttp http = new RawHttp(tomcat.uri());

            Response first = http.get("/photos/portrait_1.jpg?w=160");
            Response second = http.get("/photos/portrait_1.jpg?w=160");
            Response encoded = http.get("/img/insecure/w:64/plain/s3:%2F%2Fmy-bucket%2Foriginals%2Fportrait_1.jpg");
            Response slash = http.get("/photos/x%2Fportrait_1.jpg?w=64");
            Response long10k = http.get("/img/insecure/plain/s3://my-bucket/originals/" + "a".repeat(10_000) + ".jpg");
            Response health = http.get("/tomthumb/health");

            assertThat(first.status()).as(first.text()).isEqualTo(200);
            assertThat(first.get("X-Cache")).isEqualTo("Miss from tomthumb");
            assertThat(second.get("X-Cache")).isEqualTo("Hit from tomthumb");
            assertThat(encoded.status()).as(encoded.text()).isEqualTo(200);
            assertThat(slash.get("X-Cache")).isEqualTo("Error from tomthumb");
            assertThat(long10k.get("X-Cache")).isEqualTo("Error from tomthumb");
            assertThat(health.text()).startsWith("Tomthumb is running\n").contains("disk 512 MB");

            ProcessHandle process = tomcat.process();
            process.destroy();
            process.onExit().get(60, TimeUnit.SECONDS);

            List<String> visits = tomcat.log("access.").lines().toList();
            assertThat(visits)
                    .anyMatch(
                            line -> line.matches(
                                    ".*portrait_1.jpg\\?w=160 .* 200 \\d+ \\d+ - Miss wait=\\d+ fetch=.* s3://\\S+portrait_1.jpg -"));
            assertThat(visits)
                    .anyMatch(line -> line.matches(
                            ".*portrait_1.jpg\\?w=160 .* 200 \\d+ \\d+ - Hit wait=- .* s3://\\S+portrait_1.jpg -"));
            assertThat(visits)
                    .anyMatch(line -> line.matches(".*x%2Fportrait_1.jpg.* 400 \\d+ \\d+ invalid-url Error .*"));
            assertThat(visits).anyMatch(line -> line.matches(".*/tomthumb/health .* 200 \\d+ \\d+ - - .* - -"));
            startedInPeace(tomcat);

            tomcat.start();
            assertThat(http.get("/photos/portrait_1.jpg?w=160").get("X-Cache")).isEqualTo("Hit from tomthumb");
        }
    }

    private static void startedInPeace(CatalinaSh tomcat) throws IOException {
        assertThat(tomcat.log("tomthumb."))
                .contains("starts in the context ROOT")
                .containsPattern("tomthumb.mounts +/photos/ = s3://my-bucket/originals/ +context parameter")
                .containsPattern("tomthumb.s3.secret-key +\\*\\*\\*\\* +environment TOMTHUMB_S3_SECRET_KEY");
        for (String log : List.of("catalina.", "tomthumb.", "access.")) {
            assertThat(tomcat.log(log)).doesNotContain(SECRET).doesNotContain(TOKEN);
        }
        assertThat(tomcat.log("catalina.").lines())
                .filteredOn(line -> line.contains("WARNING") || line.contains("SEVERE"))
                .isEmpty();
    }

    @Test
    void theLargeDiskStartsAndCatalinaShStopsItWithoutLosingAnything() throws Exception {
        try (CatalinaSh tomcat = operatorsTomcat("ehcache-large-disk.xml")) {
            tomcat.start();
            RawHttp http = new RawHttp(tomcat.uri());
            assertThat(http.get("/photos/portrait_1.jpg?w=160").get("X-Cache")).isEqualTo("Miss from tomthumb");
            assertThat(http.get("/tomthumb/health").text()).contains("disk 102400 MB");
            ProcessHandle process = tomcat.process();

            String said = tomcat.stop();

            assertThat(process.isAlive()).as(said).isFalse();
            assertThat(tomcat.log("catalina.").lines())
                    .filteredOn(line -> line.contains("WARNING"))
                    .as("this cache is for -Xmx4g and setenv.sh gives 1g")
                    .allMatch(line -> line.contains("-Xmx"));
            tomcat.start();
            assertThat(http.get("/photos/portrait_1.jpg?w=160").get("X-Cache")).isEqualTo("Hit from tomthumb");
        }
    }

    @Test
    void aStockConnectorIsWarnedAboutByAttributeAndPort() throws Exception {
        Path home = BuildOutputs.tomcatHome(BuildOutputs.tomcatLine());
        String stock = Files.readString(home.resolve("conf/server.xml"));
        try (TomcatServer tomcat = TomcatServer.of(home, directory("stock"))
                .serverXml(unused -> stock.replace("port=\"8080\"", "port=\"${tomcat.port}\" address=\"127.0.0.1\"")
                        .replace("port=\"8005\"", "port=\"-1\""))
                .deploy("ROOT", BuildOutputs.war())
                .start()) {
            String port = "The connector on port " + tomcat.uri().getPort();

            assertThat(tomcat.logs().lines())
                    .filteredOn(line -> line.contains(port))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .anyMatch(line -> line.contains("encodedSolidusHandling=\"passthrough\""))
                    .anyMatch(line -> line.contains("maxHttpRequestHeaderSize=\"32768\""))
                    .allMatch(line -> line.contains("WARNING"));
            assertThat(new RawHttp(tomcat.uri())
                            .get("/img/insecure/plain/a%2Fb.jpg")
                            .header("X-Cache"))
                    .as("and this is what happens without them")
                    .isEmpty();
        }
    }
}
