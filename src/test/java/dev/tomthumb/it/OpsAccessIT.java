package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.Ports;
import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who reaches the operators' pages through the connectors and valves of a real Tomcat. */
class OpsAccessIT {
    private static final String TOKEN = "it-token-it-token-it";
    private static final String WITH_TOKEN = "Authorization: Bearer " + TOKEN;
    private static final String PAGE = "/tomthumb/health";

    private static TomcatServer.Builder tomcat(String name) {
        return TomcatServer.of(
                        BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()),
                        BuildOutputs.target().resolve("it-access-" + BuildOutputs.tomcatLine() + "-" + name))
                .systemProperty("tomthumb.ops.token", TOKEN)
                .deploy("ROOT", BuildOutputs.war());
    }

    @Test
    void directHttpFromTheMachineIsLetInAndAjpNeverWhateverItSays() throws Exception {
        int ajpPort = Ports.free();
        String connector = "<Connector protocol=\"AJP/1.3\" address=\"127.0.0.1\" port=\"" + ajpPort
                + "\" secretRequired=\"false\" />\n<Engine";
        try (TomcatServer tomcat = tomcat("ajp")
                .serverXml(xml -> xml.replace("<Engine", connector))
                .start()) {
            int httpPort = tomcat.uri().getPort();
            httpIsLetInUnlessProxied(new RawHttp(tomcat.uri()));

            AjpClient ajp = new AjpClient(ajpPort);
            for (int claimed : new int[] {80, ajpPort, httpPort}) {
                assertThat(ajp.get(PAGE, "127.0.0.1", claimed, Map.of()).status())
                        .as("AJP that says port " + claimed)
                        .isEqualTo(401);
            }
            AjpClient.Answer withToken = ajp.get(PAGE, "203.0.113.9", 80, Map.of("Authorization", "Bearer " + TOKEN));
            assertThat(withToken.status()).isEqualTo(200);
            assertThat(withToken.body()).startsWith("Tomthumb is running");
        }
    }

    private static void httpIsLetInUnlessProxied(RawHttp http) throws IOException {
        assertThat(http.get(PAGE).status()).isEqualTo(200);
        assertThat(http.get("/tomthumb/metrics").get("Content-Type"))
                .isEqualToIgnoringWhitespace("text/plain;version=0.0.4;charset=utf-8");
        for (String header : new String[] {
            "X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1", "Via: 1.1 squid", "X-Real-IP: 127.0.0.1"
        }) {
            assertThat(http.get(PAGE, header).status()).as(header).isEqualTo(401);
            assertThat(http.get(PAGE, header, "Authorization: Bearer it-token-it-token")
                            .status())
                    .isEqualTo(401);
            assertThat(http.get(PAGE, header, WITH_TOKEN).status()).isEqualTo(200);
        }
        assertThat(http.get(PAGE, "Via: 1.1 squid").text())
                .contains("tomthumb.ops.token")
                .doesNotContain(TOKEN);
        assertThat(http.send("POST", PAGE, WITH_TOKEN).status()).isEqualTo(405);
        assertThat(http.get("/tomthumb/nothing").status()).isEqualTo(404);
    }

    @Test
    void anAddressThatAValveTookFromAHeaderOpensNothing() throws Exception {
        for (String attributes : new String[] {"true", "false"}) {
            String valve = "<Valve className=\"org.apache.catalina.valves.RemoteIpValve\" remoteIpHeader=\"X-Visitor\""
                    + " requestAttributesEnabled=\"" + attributes + "\" />\n<Host";
            try (TomcatServer tomcat = tomcat("valve")
                    .serverXml(xml -> xml.replace("<Host", valve))
                    .start()) {
                RawHttp http = new RawHttp(tomcat.uri());

                assertThat(http.get(PAGE, "X-Visitor: 127.0.0.1").status()).isEqualTo(401);
                assertThat(http.get(PAGE, "X-Visitor: 203.0.113.9").status()).isEqualTo(401);
                assertThat(http.get(PAGE).status())
                        .as("behind such a valve nobody is known to be direct")
                        .isEqualTo(401);
                assertThat(http.get(PAGE, "X-Visitor: 203.0.113.9", WITH_TOKEN).status())
                        .isEqualTo(200);
            }
        }
    }
}
