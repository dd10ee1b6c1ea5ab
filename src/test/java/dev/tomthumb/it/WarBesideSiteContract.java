package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Our WAR on the same Tomcat, and the site untouched; both see the directory of originals. */
abstract class WarBesideSiteContract extends DeploymentContract {

    WarBesideSiteContract(String line) {
        super(line, "war");
    }

    @Override
    void deploy(TomcatServer.Builder builder, Path directory) throws IOException {
        SiteFiles site = SiteFiles.of(line(), directory.resolve("shop"), HostSite.ofSchema("3.1"));
        Path originals = Files.createDirectories(directory.resolve("originals"));
        if (Files.notExists(originals.resolve("a.jpg"))) {
            Files.write(originals.resolve("a.jpg"), HostSite.OPEN_PICTURE);
        }
        builder.deploy("shop", site.war())
                .deploy("images", BuildOutputs.war(line()))
                .systemProperty("tomthumb.img.unsigned", "open")
                .systemProperty("tomthumb.mounts", "/photos/ = local:///")
                .systemProperty("tomthumb.local.root", originals.toString());
    }

    @Override
    String context() {
        return "images";
    }

    @Override
    String original() {
        return "/photos/a.jpg";
    }

    @Test
    void theNeighbourDoesNotTouchTheSite() throws IOException {
        Response picture = shop().get("/pictures/a.jpg?w=64");

        assertThat(picture.body()).isEqualTo(HostSite.OPEN_PICTURE);
        assertThat(picture.header("X-Cache")).isEmpty();
        assertThat(shop().get("/tomthumb/health").status()).isEqualTo(404);
    }
}
