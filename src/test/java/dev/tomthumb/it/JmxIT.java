package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.Ports;
import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;

/** What JMX shows of a running product, until its application goes. */
class JmxIT {
    @Test
    void theMBeanCountsClearsTheCacheAndGoesWithItsApplication() throws Exception {
        Path directory = BuildOutputs.target().resolve("it-jmx-" + BuildOutputs.tomcatLine());
        Path originals = Files.createDirectories(directory.resolve("originals"));
        Files.write(originals.resolve("portrait_1.jpg"), SampleOriginals.bytes("portrait_1.jpg"));
        int port = Ports.free();
        try (TomcatServer tomcat = TomcatServer.of(
                        BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()), directory.resolve("base"))
                // Looks for applications that came and went every second instead of every ten.
                .serverXml(xml -> xml.replace("<Engine ", "<Engine backgroundProcessorDelay=\"1\" "))
                .deploy("ROOT", BuildOutputs.war())
                .systemProperty("tomthumb.mounts", "/photos/ = local:///")
                .systemProperty("tomthumb.local.root", originals.toString())
                .systemProperty("tomthumb.ops.token", "a-token-that-nobody-sees")
                .jvmArguments(
                        "-Dcom.sun.management.jmxremote.port=" + port,
                        "-Dcom.sun.management.jmxremote.rmi.port=" + port,
                        "-Dcom.sun.management.jmxremote.host=127.0.0.1",
                        "-Djava.rmi.server.hostname=127.0.0.1",
                        "-Dcom.sun.management.jmxremote.authenticate=false",
                        "-Dcom.sun.management.jmxremote.ssl=false")
                .start()) {
            try (JMXConnector connector = connect(port)) {
                MBeanServerConnection beans = connector.getMBeanServerConnection();
                attributesFollowTheRequests(beans, new RawHttp(tomcat.uri()));
                theEntryFollowsTheApplications(beans, tomcat);
            }
        }
    }

    /** What it connects to is the Tomcat this test has started, on the loopback address. */
    @SuppressWarnings("BanJNDI")
    private static JMXConnector connect(int port) throws IOException {
        return JMXConnectorFactory.connect(
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi"));
    }

    private static void attributesFollowTheRequests(MBeanServerConnection beans, RawHttp http) throws Exception {
        ObjectName name = new ObjectName("dev.tomthumb:type=Tomthumb,context=ROOT");
        long misses = (long) beans.getAttribute(name, "Misses");
        long hits = (long) beans.getAttribute(name, "Hits");

        int bytes = http.get("/photos/portrait_1.jpg?w=160").body().length;
        http.get("/photos/portrait_1.jpg?w=160");
        http.get("/photos/portrait_1.jpg?w=0");

        assertThat(beans.getAttribute(name, "Misses")).isEqualTo(misses + 1);
        assertThat(beans.getAttribute(name, "Hits")).isEqualTo(hits + 1);
        assertThat(beans.getAttribute(name, "Errors")).isEqualTo(1L);
        assertThat((double) beans.getAttribute(name, "HitRatio")).isBetween(0.01, 0.99);
        assertThat((long) beans.getAttribute(name, "BytesSent")).isGreaterThanOrEqualTo(2L * bytes);
        assertThat((String) beans.getAttribute(name, "Cache")).contains("disk");
        assertThat((String) beans.getAttribute(name, "Settings"))
                .contains("tomthumb.ops.token")
                .doesNotContain("a-token-that-nobody-sees");
        assertThat(statistic(beans, name, "cache", "hits")).isEqualTo(1);
        assertThat(statistic(beans, name, "heap", "mappings")).isEqualTo(1);

        beans.invoke(name, "clearCache", new Object[0], new String[0]);

        assertThat(statistic(beans, name, "heap", "mappings")).isZero();
        assertThat(http.get("/photos/portrait_1.jpg?w=160").get("X-Cache")).isEqualTo("Miss from tomthumb");
    }

    private static long statistic(MBeanServerConnection beans, ObjectName name, String tier, String statistic)
            throws Exception {
        TabularData tiers = (TabularData) beans.getAttribute(name, "CacheStatistics");
        TabularData ofTier = (TabularData) tiers.get(new Object[] {tier}).get("value");
        return (long) ofTier.get(new Object[] {statistic}).get("value");
    }

    /** Parallel deployment: the second version comes, the first goes, then the second. */
    private static void theEntryFollowsTheApplications(MBeanServerConnection beans, TomcatServer tomcat)
            throws Exception {
        ObjectName shop = new ObjectName("dev.tomthumb:type=Tomthumb,context=shop");
        RawHttp http = new RawHttp(tomcat.uri());
        tomcat.deploy("shop##1", BuildOutputs.war());
        await(() -> beans.isRegistered(shop));
        await(() -> http.get("/shop/photos/portrait_1.jpg?w=64").status() == 200);
        assertThat((long) beans.getAttribute(shop, "Misses")).isPositive();
        tomcat.deploy("shop##2", BuildOutputs.war());
        await(() -> (long) beans.getAttribute(shop, "Misses") == 0);

        tomcat.undeploy("shop##1");
        await(() -> !Files.exists(tomcat.base().resolve("webapps/shop##1")));
        assertThat(beans.isRegistered(shop)).isTrue();

        tomcat.undeploy("shop##2");
        await(() -> !beans.isRegistered(shop));
        tomcat.undeploy("ROOT");
        await(() -> beans.queryNames(new ObjectName("dev.tomthumb:*"), null).isEmpty());
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(90));
        while (!holds(condition)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("it did not happen within 90 s");
            }
            Thread.sleep(200);
        }
    }

    private static boolean holds(Callable<Boolean> condition) throws Exception {
        try {
            return condition.call();
        } catch (IOException notYet) {
            return false;
        }
    }
}
