package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.TomcatServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The WAR for Tomcat 9, whose names the build turns back from jakarta to javax. */
@EnabledIfSystemProperty(named = "tomcat.line", matches = "11", disabledReason = "once is enough")
class JavaxTwinIT {

    @TempDir
    private Path base;

    @Test
    void answersItsFrontPageOnTomcat9() throws Exception {
        try (TomcatServer tomcat = TomcatServer.of(BuildOutputs.tomcatHome("9"), base)
                .deploy("ROOT", BuildOutputs.javaxWar())
                .start()) {
            var request = HttpRequest.newBuilder(tomcat.uri()).build();

            var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("Tomthumb");
            assertThat(tomcat.logs()).contains("Apache Tomcat/9.");
        }
    }
}
