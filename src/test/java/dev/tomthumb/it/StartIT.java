package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Settings as a real Tomcat hands them over: system properties, its environment, its context descriptor. */
class StartIT {
    private static final String KEY = "943b421c9eb07c830af81030552c86009268de4e532ba2ee2eab8247c6da0881";
    private static final String SALT = "520f986b998545b4785e0defbc4f3c1203f22de2374a3d53cb7a7fe9fea309c5";

    private static Path directory(String name) throws IOException {
        return Files.createDirectories(
                BuildOutputs.target().resolve("it-start-" + BuildOutputs.tomcatLine() + "-" + name));
    }

    /** A Tomcat whose ROOT is the WAR with these context parameters, given as {@code name=value}. */
    private static TomcatServer.Builder tomcat(String name, String... parameters) throws IOException {
        StringBuilder context = new StringBuilder("<Context docBase=\"" + BuildOutputs.war() + "\">\n");
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            context.append("<Parameter name=\"" + parameter.substring(0, equals) + "\" value=\""
                    + parameter.substring(equals + 1) + "\" override=\"false\" />\n");
        }
        Path configuration = directory(name + "-conf");
        Path descriptors = Files.createDirectories(configuration.resolve("Catalina/localhost"));
        Files.writeString(descriptors.resolve("ROOT.xml"), context + "</Context>\n");
        return TomcatServer.of(BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()), directory(name))
                .configuration(configuration);
    }

    @Test
    void allMistakesAreToldAtOnceInOnePlaceAndTheWarDoesNotStart() throws Exception {
        try (TomcatServer tomcat = tomcat("mistakes", "tomthumb.cach.dir=/var/cache", "tomthumb.async=sometimes")
                .systemProperty("tomthumb.mount", "/photos/ = local:///")
                .systemProperty("tomthumb.query.ladder", "64,big")
                .environment("TOMTHUMB_S3_SECRETKEY", "a-secret-under-a-wrong-name")
                .environment("TOMTHUMB_S3_SECRET_KEY", "a-secret-without-its-access-key")
                .environment("IMGPROXY_KEY", "not-hexadecimal-key")
                .start()) {
            assertThat(new RawHttp(tomcat.uri()).get("/").status()).isEqualTo(404);
            String log = tomcat.logs();

            assertThat(log)
                    .containsPattern("tomthumb\\.mount\\b.*tomthumb\\.mounts")
                    .containsPattern("tomthumb\\.cach\\.dir.*tomthumb\\.cache\\.dir")
                    .containsPattern("TOMTHUMB_S3_SECRETKEY.*TOMTHUMB_S3_SECRET_KEY")
                    .contains("tomthumb.query.ladder")
                    .contains("tomthumb.async")
                    .contains("IMGPROXY_KEY")
                    .doesNotContain("a-secret-under-a-wrong-name")
                    .doesNotContain("a-secret-without-its-access-key")
                    .doesNotContain("not-hexadecimal-key");
            assertThat(log.split("settings are wrong:", -1))
                    .as("one place in each of catalina.log and catalina.out:\n" + log)
                    .hasSize(3);
            assertThat(log).doesNotContain("at dev.tomthumb.config");
        }
    }

    @Test
    void theSystemPropertyWinsThenTheEnvironmentThenTheContextAndImgproxysNamesWork() throws Exception {
        Path originals = directory("originals");
        Files.write(originals.resolve("portrait_1.jpg"), SampleOriginals.bytes("portrait_1.jpg"));
        try (TomcatServer tomcat = tomcat(
                        "precedence",
                        "tomthumb.mounts=/context/ = local:///",
                        "tomthumb.query.ladder=48",
                        "tomthumb.img.prefix=/pictures/",
                        "tomthumb.local.root=" + originals)
                .environment("TOMTHUMB_MOUNTS", "/environment/ = local:///")
                .environment("TOMTHUMB_QUERY_LADDER", "100,200")
                .environment("IMGPROXY_PATH_PREFIX", "/ignored/")
                .environment("IMGPROXY_KEY", KEY)
                .environment("IMGPROXY_SALT", SALT)
                .environment("TOMTHUMB_OPS_TOKEN", "the-token-in-the-environment")
                .systemProperty("tomthumb.mounts", "/property/ = local:///")
                .start()) {
            RawHttp http = new RawHttp(tomcat.uri());

            assertThat(http.get("/property/portrait_1.jpg?w=150").status()).isEqualTo(200);
            assertThat(http.get("/environment/portrait_1.jpg?w=150").status()).isEqualTo(404);
            assertThat(http.get("/context/portrait_1.jpg?w=150").status()).isEqualTo(404);
            assertThat(width(http.get("/property/portrait_1.jpg?w=150")))
                    .as("the environment's ladder, not the context's")
                    .isEqualTo(200);

            String path = "/w:64/plain/local:///portrait_1.jpg";
            assertThat(http.get("/pictures/insecure" + path).status()).isEqualTo(403);
            Response signed = http.get("/pictures/" + signature(path) + path);
            assertThat(signed.status()).as(signed.text()).isEqualTo(200);
            assertThat(width(signed)).isEqualTo(64);

            assertThat(tomcat.logs())
                    .containsPattern("tomthumb.mounts .*/property/ = local:/// +system property")
                    .containsPattern("tomthumb.query.ladder +100,200 +environment TOMTHUMB_QUERY_LADDER")
                    .containsPattern("tomthumb.img.prefix +/pictures/ +context parameter")
                    .containsPattern("tomthumb.img.key +\\*\\*\\*\\* +environment IMGPROXY_KEY")
                    .doesNotContain(KEY)
                    .doesNotContain(SALT)
                    .doesNotContain("the-token-in-the-environment");
        }
    }

    private static int width(Response response) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(response.body())).getWidth();
    }

    /** As imgproxy's documentation has it: HMAC-SHA256 with the key over salt and path, in URL-safe base64. */
    private static String signature(String path) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(KEY), "HmacSHA256"));
        mac.update(HexFormat.of().parseHex(SALT));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal(path.getBytes(StandardCharsets.UTF_8)));
    }
}
