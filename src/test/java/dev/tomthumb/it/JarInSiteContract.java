package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The jars of our zip in the site's {@code WEB-INF/lib}, and then no longer. */
abstract class JarInSiteContract extends DeploymentContract {
    private boolean removed;

    JarInSiteContract(String line) {
        super(line, "jar");
    }

    @Override
    void deploy(TomcatServer.Builder builder, Path directory) throws IOException {
        SiteFiles site = SiteFiles.of(line(), directory.resolve("shop"), HostSite.ofSchema("3.1"))
                .unzipLibraries();
        if (removed) {
            site.removeLibraries();
            assertThat(site.libraries()).isEmpty();
        }
        builder.deploy("shop", site.war());
    }

    @Override
    String context() {
        return "shop";
    }

    @Override
    String original() {
        return "/pictures/a.jpg";
    }

    @Test
    void membersHaveRenditionsToo() throws IOException {
        Visitor member = shop().loggedInAs("ben");

        assertThat(member.get("/members/b.jpg?w=80").status()).isEqualTo(200);
        assertThat(member.get("/members/b.jpg?w=80").get("X-Cache")).isEqualTo("Hit from tomthumb");
    }

    @Test
    void theTagWritesAnAddressThatWorks() throws IOException {
        Response page = shop().get("/gallery.jsp");

        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.text()).contains("/shop/pictures/a.jpg?w=64");
        assertThat(Visitor.width(shop().get("/pictures/a.jpg?w=64"))).isEqualTo(64);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void withoutOurJarsTheSiteIsAsItWas() throws Exception {
        removed = true;
        restart();

        pagesAndPicturesOfTheSiteAreItsOwn();
        errorsOfTheSiteAreOnItsOwnPage();
        theLoginOfTheSiteGuards();
        Response whole = shop().get("/pictures/a.jpg?w=64");
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(HostSite.OPEN_PICTURE);
        theLogNamesTheLineAndHasNothingToWarnOf();
    }
}
