package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.TomcatServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

/** The console for whom the container knows, in an application that makes visitors of {@code /tomthumb/*} log in. */
class ConsoleRoleIT {
    private static final String CONSTRAINT = """
            <security-constraint>
              <web-resource-collection>
                <web-resource-name>operators</web-resource-name>
                <url-pattern>/tomthumb/*</url-pattern>
              </web-resource-collection>
              <auth-constraint><role-name>**</role-name></auth-constraint>
            </security-constraint>
            <login-config><auth-method>BASIC</auth-method></login-config>
            <security-role><role-name>ops</role-name></security-role>
            </web-app>""";

    private static final String USERS = """
            <tomcat-users>
              <user username="olga" password="pw" roles="ops"/>
              <user username="carl" password="pw" roles="customers"/>
            </tomcat-users>
            """;

    @Test
    void theRoleReadsAtOnceAndChangesWithTheSessionsWord() throws Exception {
        Path base = Bases.empty("console-role");
        Path conf = Files.createDirectories(base.resolve("conf"));
        Files.writeString(conf.resolve("tomcat-users.xml"), USERS);
        try (TomcatServer tomcat = TomcatServer.of(
                        BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()), base.resolve("tomcat"))
                .systemProperty("tomthumb.ops.role", "ops")
                .systemProperty("tomthumb.cache.dir", base.resolve("cache").toString())
                .configuration(conf)
                .serverXml(xml ->
                        xml.replace("<Host ", "<Realm className=\"org.apache.catalina.realm.MemoryRealm\" />\n<Host "))
                .deploy("ROOT", guarded(base.resolve("guarded.war")))
                .start()) {
            RawHttp http = new RawHttp(tomcat.uri());
            String afar = "X-Forwarded-For: 203.0.113.9";
            assertThat(http.get("/tomthumb/console/data", afar).status()).isEqualTo(401);
            assertThat(http.get("/tomthumb/console/data", afar, user("carl")).status())
                    .isEqualTo(401);
            assertThat(http.get("/tomthumb/console/data", afar, user("olga")).status())
                    .isEqualTo(200);
            assertThat(http.send("POST", "/tomthumb/warm/stop", afar, user("olga"))
                            .status())
                    .as("a browser sends the password along with a form of another site, too")
                    .isEqualTo(401);

            HttpResponse<String> login = login(tomcat, "olga");
            assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
            String cookie = "Cookie: "
                    + login.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
            String csrf = "X-Tomthumb-Csrf: " + new JSONObject(login.body()).getString("csrf");
            assertThat(http.send("POST", "/tomthumb/warm/stop", afar, user("olga"), cookie, csrf)
                            .status())
                    .isEqualTo(200);
            assertThat(http.send("POST", "/tomthumb/warm/stop", afar, user("carl"), cookie, csrf)
                            .status())
                    .as("somebody else with the cookie")
                    .isEqualTo(401);
            assertThat(login(tomcat, "carl").statusCode()).isEqualTo(401);
        }
    }

    private static HttpResponse<String> login(TomcatServer tomcat, String name) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(tomcat.uri("/tomthumb/console/login"))
                .headers(
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        user(name).split(": ")[1])
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String user(String name) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((name + ":pw").getBytes(StandardCharsets.UTF_8));
    }

    private static Path guarded(Path copy) throws Exception {
        Files.copy(BuildOutputs.war(), copy);
        try (FileSystem war = FileSystems.newFileSystem(copy)) {
            Path xml = war.getPath("WEB-INF/web.xml");
            Files.writeString(xml, Files.readString(xml).replace("</web-app>", CONSTRAINT));
        }
        return copy;
    }
}
