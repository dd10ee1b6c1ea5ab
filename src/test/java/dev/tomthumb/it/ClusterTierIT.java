package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.Renditions;
import dev.tomthumb.cache.ehcache.ClusterShape;
import dev.tomthumb.cache.ehcache.EhcacheXml;
import dev.tomthumb.cache.ehcache.cluster.ClusterTier;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.TerracottaServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes and a real Terracotta server, without Tomcat. */
class ClusterTierIT {
    private static final Duration RENDER = Duration.ofMillis(300);

    @TempDir
    private static Path directory;

    private static TerracottaServer server;

    private final List<Node> nodes = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        server = TerracottaServer.start(BuildOutputs.terracottaHome(), directory.resolve("server"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void closeNodes() {
        nodes.forEach(node -> node.tier.close());
    }

    private final class Node {
        final ClusterTier tier;
        final List<Invalidation> heard = new CopyOnWriteArrayList<>();

        Node(String name) throws Exception {
            this(name, name);
        }

        Node(String name, String cluster) throws Exception {
            tier = ClusterTier.open(shape(cluster, 32), directory.resolve(name), InstantSource.system());
            nodes.add(this);
            tier.start(heard::addAll);
        }

        Optional<Rendition> find(CacheKey key) {
            return tier.renditions().find(key, RENDER);
        }

        void make(CacheKey key, Rendition rendition) {
            long stamp = tier.renditions().stamp();
            assertThat(find(key)).isEmpty();
            tier.renditions().offer(key, rendition, stamp);
        }
    }

    private static ClusterShape shape(String name, int megabytes) throws Exception {
        Path file = Files.createTempFile(directory, "ehcache", ".xml");
        Files.writeString(file, """
                <config xmlns="http://www.ehcache.org/v3" xmlns:tc="http://www.ehcache.org/v3/clustered">
                  <service>
                    <tc:cluster>
                      <tc:connection url="%s"/>
                      <tc:server-side-config client-mode="auto-create-on-reconnect">
                        <tc:default-resource from="main"/>
                      </tc:server-side-config>
                    </tc:cluster>
                  </service>
                  <cache alias="renditions">
                    <resources>
                      <heap unit="entries">100</heap>
                      <disk unit="MB" persistent="true">64</disk>
                    </resources>
                  </cache>
                  <cache alias="shared">
                    <resources>
                      <tc:clustered-dedicated unit="MB">%d</tc:clustered-dedicated>
                    </resources>
                  </cache>
                </config>
                """.formatted(server.uri(name), megabytes));
        return EhcacheXml.readCluster(EhcacheXml.at(file)).orElseThrow();
    }

    @Test
    void whatOneMakesTheOtherFinds() throws Exception {
        Node one = new Node("a1", "found");
        Node other = new Node("b1", "found");
        Rendition made = Renditions.of(2, 20_000);

        one.make(Renditions.key(2), made);
        Eventually.isTrue("it is there", () -> other.find(Renditions.key(2)).isPresent());

        Rendition found = other.find(Renditions.key(2)).orElseThrow();
        assertThat(found.body()).isEqualTo(made.body());
        assertThat(found).usingRecursiveComparison().isEqualTo(made);
        assertThat(one.tier.lack()).isEmpty();
    }
}
