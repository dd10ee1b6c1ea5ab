package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.Ports;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.S3Server;
import dev.tomthumb.testkit.TomcatServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What becomes of renditions when their time ends, on a Tomcat with an S3 server that changes, dies and comes back. The
 * time they have is none, so that nobody has to wait for its end. On one line of Tomcat: it is not about the container.
 */
@Isolated("its times are measured")
@EnabledIfSystemProperty(named = "tomcat.line", matches = "11")
class FreshnessIT {
    private static final String ORIGINALS = "originals";
    private static final byte[] WIDE = TestPictures.png(TestPictures.geometry(320, 160));
    private static final byte[] TALL = TestPictures.png(TestPictures.geometry(160, 320));

    @Test
    void renditionsFollowTheirOriginalAndOutliveItsServer() throws Exception {
        Path base = Bases.empty("freshness");
        int port = Ports.free();
        S3Server s3 = s3(base, port);
        s3.put(ORIGINALS, "a.png", WIDE, "image/png");
        try (TomcatServer tomcat = tomcat(base, s3).start()) {
            Visitor visitor = new Visitor(tomcat.uri());
            String small = "/photos/a.png?w=64";
            String large = "/photos/a.png?w=128";
            assertThat(visitor.get(small).get("X-Cache")).isEqualTo("Miss from tomthumb");
            assertThat(visitor.get(large).get("X-Cache")).isEqualTo("Miss from tomthumb");

            Response confirmed = visitor.get(small);
            assertThat(confirmed.get("X-Cache")).isEqualTo("RefreshHit from tomthumb");
            assertThat(confirmed.get("Cache-Status")).startsWith("tomthumb; fwd=stale; fwd-status=304; ttl=");
            assertThat(confirmed.get("Age")).isEqualTo("0");
            assertThat(width(confirmed)).isEqualTo(64);

            s3.put(ORIGINALS, "a.png", TALL, "image/png");
            Response changed = visitor.get(small);
            assertThat(changed.get("X-Cache")).isEqualTo("Miss from tomthumb");
            assertThat(height(changed)).as("the new picture").isEqualTo(128);
            assertThat(height(visitor.get(large))).as("in all sizes").isEqualTo(256);

            s3.kill();
            Response stale = visitor.get(small);
            assertThat(stale.status()).isEqualTo(200);
            assertThat(stale.get("X-Cache")).isEqualTo("StaleHit from tomthumb");
            assertThat(stale.get("Cache-Status")).contains("detail=origin-unreachable");
            assertThat(stale.body()).isEqualTo(changed.body());
            assertThat(visitor.get(large).get("Cache-Status"))
                    .contains("; hit; ")
                    .contains("detail=stale-if-error");
            assertThat(visitor.get("/photos/a.png?w=160").status())
                    .as("nothing to show")
                    .isEqualTo(502);

            s3 = s3(base, port);
            Eventually.isTrue(
                    "it recovers by itself",
                    () -> visitor.get(small).get("X-Cache").equals("RefreshHit from tomthumb"));
            assertThat(visitor.get("/photos/a.png?w=160").status()).isEqualTo(200);

            try (var client = s3.client()) {
                client.deleteObject(delete -> delete.bucket(ORIGINALS).key("a.png"));
            }
            assertThat(visitor.get(small).status()).as("gone").isEqualTo(404);
            assertThat(visitor.get(large).status()).as("in all sizes").isEqualTo(404);
        } finally {
            s3.close();
        }
    }

    private static S3Server s3(Path base, int port) throws IOException, InterruptedException {
        return S3Server.in(base.resolve("s3")).port(port).start();
    }

    private static TomcatServer.Builder tomcat(Path base, S3Server s3) {
        return TomcatServer.of(BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()), base)
                .jvmArguments("-Xmx512m")
                .systemProperty("tomthumb.mounts", "/photos/ = s3://" + ORIGINALS + "/")
                .systemProperty("tomthumb.s3.endpoint", s3.endpoint().toString())
                .systemProperty("tomthumb.s3.region", S3Server.REGION)
                .systemProperty("tomthumb.s3.access-key", s3.accessKey())
                .systemProperty("tomthumb.s3.secret-key", s3.secretKey())
                .systemProperty("tomthumb.ttl.rules", "/photos/* = 0, 0, 1 d")
                .systemProperty("tomthumb.stale-while-revalidate", "0")
                .systemProperty("tomthumb.error-ttl.5xx", "1 s")
                .deploy("ROOT", BuildOutputs.war());
    }

    private static int width(Response response) throws IOException {
        return picture(response).getWidth();
    }

    private static int height(Response response) throws IOException {
        return picture(response).getHeight();
    }

    private static BufferedImage picture(Response response) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(response.body()));
    }
}
