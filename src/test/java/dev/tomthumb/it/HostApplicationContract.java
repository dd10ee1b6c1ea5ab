package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.RawHttp.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What visitors of an old site see once our jar lies in its {@code WEB-INF/lib} and nothing has been set: everything as
 * before, and renditions of its pictures besides. Held by every schema of {@code web.xml} that sites still have.
 */
@Execution(ExecutionMode.SAME_THREAD)
abstract class HostApplicationContract {
    private static final String MISS = "Miss from tomthumb";
    private static final String HIT = "Hit from tomthumb";
    private static final String BOARD = "Authorization: Basic "
            + Base64.getEncoder().encodeToString("chair:chair-secret".getBytes(StandardCharsets.US_ASCII));

    @ArquillianResource
    private URL context;

    private Visitor anybody;

    @BeforeEach
    void arrive() {
        anybody = new Visitor(URI.create(context.toString()));
    }

    private Visitor member() throws IOException {
        return new Visitor(URI.create(context.toString())).loggedInAs("anna");
    }

    private static void assertUntouched(Response response, byte[] original) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(original);
        assertThat(response.header("X-Cache")).isEmpty();
        assertThat(response.header("Content-Security-Policy")).isEmpty();
    }

    // ---- As before

    @Test
    void pagesOfTheSiteAreAsTheyWere() throws IOException {
        assertThat(anybody.get("/").text()).contains("<h1>The old site</h1>");
        assertThat(anybody.get("/none.html").text()).contains("The old site has no such page.");
        assertThat(anybody.get("/none.html").status()).isEqualTo(404);
    }

    @Test
    void picturesWithoutParametersAreTheSitesOwnBytes() throws IOException {
        assertUntouched(anybody.get("/pictures/a.jpg"), HostSite.OPEN_PICTURE);
        assertUntouched(anybody.get("/pictures/a.jpg?utm_source=news"), HostSite.OPEN_PICTURE);
        assertUntouched(anybody.get("/img/old.jpg"), HostSite.OLD_PICTURE);
        assertUntouched(anybody.get("/uploads/42.png"), HostSite.UPLOADED_PICTURE);
        assertUntouched(member().get("/members/b.jpg"), HostSite.MEMBERS_PICTURE);
    }

    @Test
    void whatIsPostedReachesTheSite() throws IOException {
        assertUntouched(anybody.send("POST", "/pictures/a.jpg?w=64"), HostSite.OPEN_PICTURE);
        assertThat(anybody.send("POST", "/uploads/42.png?w=64").text()).isEqualTo("uploaded /42.png");
    }

    @Test
    void aMissingPictureIsAnsweredByTheSitesOwnErrorPage() throws IOException {
        Response response = anybody.get("/pictures/none.jpg?w=64");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.text()).contains("The old site has no such page.");
    }

    // ---- Renditions

    @Test
    void theJarBringsFilterAndServletWithoutAnEditOfWebXml() throws IOException {
        String url = "/pictures/a.jpg?w=64&v=" + Visitor.fresh();

        Response first = anybody.get(url);
        Response second = anybody.get(url);

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.get("X-Cache")).isEqualTo(MISS);
        assertThat(Visitor.width(first)).isEqualTo(64);
        assertThat(first.get("Cache-Control")).isEqualTo("public, max-age=86400");
        assertThat(second.get("X-Cache")).isEqualTo(HIT);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(anybody.get("/tomthumb/health").text()).contains("is running");
    }

    @Test
    void aPictureMadeByAServletIsAnOriginalTooAndPrivateUnlessItSaysOtherwise() throws IOException {
        String url = "/uploads/42.png?w=64&v=" + Visitor.fresh();

        Response first = anybody.get(url);
        Response second = anybody.get(url);

        assertThat(first.get("X-Cache")).isEqualTo(MISS);
        assertThat(Visitor.width(first)).isEqualTo(64);
        assertThat(first.get("Cache-Control")).startsWith("private");
        assertThat(second.get("X-Cache")).isEqualTo(HIT);
        assertThat(second.get("Cache-Control")).startsWith("private");
        assertThat(anybody.get("/uploads/43.png?w=64").status()).isEqualTo(404);
    }

    @Test
    void namesThatAreNotAsciiAreFound() throws IOException {
        assertThat(anybody.get("/pictures/%ED%95%9C%EA%B5%AD%EC%96%B4%20%EC%82%AC%EC%A7%84.jpg?w=64")
                        .get("X-Cache"))
                .isIn(MISS, HIT);
    }

    @Test
    void sessionIdsInThePathAreNoPartOfTheKey() throws IOException {
        String query = "?w=64&v=" + Visitor.fresh();

        assertThat(anybody.get("/pictures/a.jpg;jsessionid=0123456789ABCDEF" + query)
                        .get("X-Cache"))
                .isEqualTo(MISS);
        assertThat(anybody.get("/pictures/a.jpg;jsessionid=FEDCBA9876543210" + query)
                        .get("X-Cache"))
                .isEqualTo(HIT);
        assertThat(anybody.get("/pictures/a.jpg" + query).get("X-Cache")).isEqualTo(HIT);
    }

    @Test
    void theTagWritesAnImgElementThatWorks() throws IOException {
        Response page = anybody.get("/gallery.jsp");
        String root = context.getPath().replaceAll("/$", "");

        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.text())
                .containsPattern("<img src=\"" + root + "/pictures/a\\.jpg\\?w=64\" srcset=\"[^\"]* 2x\""
                        + "( width=\"64\" height=\"48\")? loading=\"lazy\" decoding=\"async\""
                        + " alt=\"A &quot;picture&quot;\" class=\"thumb\">")
                // There is no such file, which is known now or later.
                .containsPattern("<img src=\"(data:image/svg[^\"]*|" + root
                        + "/pictures/no%20&amp;%20yes\\.jpg\\?w=64&amp;h=48&amp;fit=cover\" srcset=\"[^\"]*)\""
                        + " width=\"64\" height=\"48\"");
        assertThat(anybody.get("/pictures/a.jpg?w=64").status()).isEqualTo(200);
    }

    // ---- The site's own /img/

    @Test
    void theSitesOwnImgPathIsAnImagePathLikeAnyOther() throws IOException {
        Response rendition = anybody.get("/img/old.jpg?w=64&v=" + Visitor.fresh());

        assertThat(rendition.get("X-Cache")).isEqualTo(MISS);
        assertThat(Visitor.width(rendition)).isEqualTo(64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/img/x/rs:fit:10:10/plain/local:///etc/hostname",
                "/img/insecure/rs:fit:10:10/plain/webapp:/pictures/a.jpg",
                "/img/insecure/w:10/plain/s3://originals/portrait_1.jpg@png",
                "/img/info",
            })
    void imgproxysLanguageIsNotSpokenUntilAPrefixIsSet(String path) throws IOException {
        Response response = anybody.get(path);

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.header("X-Cache")).isEmpty();
        assertThat(response.text()).contains("The old site has no such page.");
    }

    // ---- Guards

    @Test
    void theLoginGuardsCachedRenditions() throws IOException {
        String url = "/members/b.jpg?w=64&v=" + Visitor.fresh();
        Visitor member = member();

        assertThat(member.get(url).get("X-Cache")).isEqualTo(MISS);
        assertThat(member.get(url).get("X-Cache")).isEqualTo(HIT);

        Response toAnybody = anybody.get(url);
        assertThat(toAnybody.status()).isEqualTo(302);
        assertThat(toAnybody.get("Location")).endsWith("/login.jsp");
        assertThat(toAnybody.header("X-Cache")).isEmpty();
        assertThat(Visitor.isPicture(toAnybody)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/members/b.jpg;jsessionid=0123456789ABCDEF?w=64",
                "/members;x/b.jpg?w=64",
                "/pictures/../members/b.jpg?w=64",
                "/pictures/%2e%2e/members/b.jpg?w=64",
                "/pictures/..;x/members/b.jpg?w=64",
                "/pictures/%2e%2e;x/members/b.jpg?w=64",
                "/./members/b.jpg?w=64",
                "//members/b.jpg?w=64",
                "/%6dembers/b.jpg?w=64",
                "/%256dembers/b.jpg?w=64",
                "/members%2Fb.jpg?w=64",
                "/pictures/..%2Fmembers%2Fb.jpg?w=64",
                "/pictures/..%5Cmembers%5Cb.jpg?w=64",
                "/MEMBERS/b.jpg?w=64",
                "/members/b.jpg%00.jpg?w=64",
                "/uploads/../members/b.jpg?w=64",
            })
    void noSpellingOfAPathLeadsAroundTheLogin(String path) throws IOException {
        member().get("/members/b.jpg?w=64");

        Response response = anybody.get(path);

        assertThat(response.status()).as(response.text()).isIn(302, 400, 404);
        assertThat(Visitor.isPicture(response)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/WEB-INF/database/42.png?w=64",
                "/web-inf/database/42.png?w=64",
                "/pictures/../WEB-INF/database/42.png?w=64",
                "/WEB-INF;x/database/42.png?w=64",
                "/%57EB-INF/database/42.png?w=64",
                "/META-INF/x.png?w=64",
            })
    void whatTheContainerKeepsToItselfStaysThere(String path) throws IOException {
        Response response = anybody.get(path);

        assertThat(response.status()).as(response.text()).isIn(400, 404);
        assertThat(Visitor.isPicture(response)).isFalse();
    }

    @Test
    void renditionsBehindASecurityConstraintArePrivateAndStayBehindIt() throws IOException {
        String url = "/secure/plan.png?w=64&v=" + Visitor.fresh();

        Response first = anybody.get(url, BOARD);
        Response second = anybody.get(url, BOARD);
        Response toAnybody = anybody.get(url);

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.get("X-Cache")).isEqualTo(MISS);
        assertThat(first.get("Cache-Control")).startsWith("private");
        assertThat(second.get("X-Cache")).isEqualTo(HIT);
        assertThat(second.get("Cache-Control")).startsWith("private");
        assertThat(toAnybody.status()).isEqualTo(401);
        assertThat(toAnybody.header("X-Cache")).isEmpty();
        assertThat(Visitor.isPicture(toAnybody)).isFalse();
    }
}
