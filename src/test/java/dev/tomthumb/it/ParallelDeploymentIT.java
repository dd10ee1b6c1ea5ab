package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Two versions of one site in one Tomcat, and one after the other: they share a cache that one of them holds. */
@Isolated("its times are measured")
class ParallelDeploymentIT {
    private static final String MISS = "Miss from tomthumb";
    private static final String HIT = "Hit from tomthumb";

    private Path base;

    @BeforeEach
    void prepare() throws IOException {
        base = Bases.empty("parallel");
        Path originals = Files.createDirectories(base.resolve("originals"));
        for (String name : new String[] {"a.jpg", "b.jpg", "c.jpg"}) {
            Files.write(originals.resolve(name), HostSite.OPEN_PICTURE);
        }
    }

    private TomcatServer.Builder tomcat() {
        return TomcatServer.of(BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()), base)
                // Deploying takes longer than files are believed unasked.
                .systemProperty("tomthumb.ttl.files", "1h")
                .jvmArguments("-Xmx512m")
                .serverXml(xml -> xml.replace("<Engine ", "<Engine backgroundProcessorDelay=\"1\" "))
                .systemProperty("tomthumb.local.root", base.resolve("originals").toString())
                .systemProperty("tomthumb.mounts", "/photos/ = local:///");
    }

    @Test
    void theNewVersionTakesTheCacheOverFromTheOldOneAndRenditionsOutliveBoth() throws Exception {
        try (TomcatServer tomcat =
                tomcat().deploy("ROOT##1", BuildOutputs.war()).start()) {
            assertThat(xCache(tomcat, "a.jpg")).isEqualTo(MISS);
            assertThat(xCache(tomcat, "a.jpg")).isEqualTo(HIT);

            tomcat.deploy("ROOT##2", BuildOutputs.war());
            Eventually.isTrue("the new version serves", () -> health(tomcat).contains("does not serve"));
            assertThat(health(tomcat))
                    .contains("The disk cache does not serve: ")
                    .contains("is held by ROOT of process " + tomcat.pid());
            assertThat(tomcat.logs())
                    .contains("is held by ROOT of process " + tomcat.pid())
                    .doesNotContain("not visible in JMX");
            assertThat(xCache(tomcat, "b.jpg")).isEqualTo(MISS);
            assertThat(xCache(tomcat, "b.jpg")).isEqualTo(HIT);

            tomcat.undeploy("ROOT##1");
            Eventually.isTrue("it takes over", () -> !health(tomcat).contains("does not serve"));
            assertThat(tomcat.logs()).contains("The cache now serves with all its tiers");
            assertThat(xCache(tomcat, "a.jpg")).as("made by the old version").isEqualTo(HIT);
            assertThat(xCache(tomcat, "b.jpg")).as("made meanwhile").isEqualTo(HIT);
            assertThat(xCache(tomcat, "c.jpg")).isEqualTo(MISS);
        }

        try (TomcatServer tomcat =
                tomcat().deploy("ROOT##2", BuildOutputs.war()).start()) {
            assertThat(xCache(tomcat, "a.jpg")).as("after a restart").isEqualTo(HIT);
            assertThat(xCache(tomcat, "c.jpg")).as("after a restart").isEqualTo(HIT);

            tomcat.undeploy("ROOT##2");
            Eventually.isTrue(
                    "it has gone", () -> new Visitor(tomcat.uri()).get("/").status() == 404);
            tomcat.deploy("ROOT", BuildOutputs.war());
            Eventually.isTrue(
                    "it is back", () -> new Visitor(tomcat.uri()).get("/").status() == 200);

            assertThat(xCache(tomcat, "a.jpg")).as("after a redeployment").isEqualTo(HIT);
        }
    }

    private static String xCache(TomcatServer tomcat, String name) throws IOException {
        return new Visitor(tomcat.uri()).get("/photos/" + name + "?w=64").get("X-Cache");
    }

    private static String health(TomcatServer tomcat) throws IOException {
        return new Visitor(tomcat.uri()).get("/tomthumb/health").text();
    }
}
