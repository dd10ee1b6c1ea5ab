package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.BuildOutputs;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WAR that ships, byte for byte, deployed through the manager of a real Tomcat. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ShippedWarIT {

    @ArquillianResource
    private URL context;

    @Deployment(testable = false)
    static WebArchive shippedWar() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, BuildOutputs.war().toFile());
    }

    @Test
    void answersItsFrontPage() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(context.toString())).build();

        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("Tomthumb");
    }
}
