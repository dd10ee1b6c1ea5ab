package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.TestPictures;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered below a mount, whatever originals are called there. */
final class MountsTest {
    private static final byte[] PICTURE = TestPictures.png(TestPictures.geometry(60, 40));
    private static final String DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
            + "<script>alert(1)</script><rect width='9' height='9'/></svg>";

    @TempDir
    private Path dir;

    private WholeSite site;

    @BeforeEach
    void start() throws Exception {
        Path originals = Files.createDirectories(dir.resolve("originals"));
        for (String name : new String[] {"7f3a", "photo.jfif", "photo.dat", "shop.jsp"}) {
            Files.write(originals.resolve(name), PICTURE);
        }
        Files.writeString(originals.resolve("drawing.svg"), DRAWING, StandardCharsets.UTF_8);
        Files.writeString(originals.resolve("page"), "<html><script>alert(1)</script></html>", StandardCharsets.UTF_8);
        site = new WholeSite(
                dir.resolve("state"),
                Map.of(
                        "tomthumb.local.root", originals.toString(),
                        "tomthumb.mounts", "/photos/ = local:///",
                        "tomthumb.cors", "*",
                        "tomthumb.query.ladder", "off"));
    }

    @AfterEach
    void stop() {
        site.awaitIdle();
        site.close();
    }

    @ParameterizedTest
    @CsvSource({
        "7f3a, 200",
        "7f3a?w=20, 200",
        "photo.jfif, 200",
        "photo.jfif?w=20, 200",
        "photo.dat?w=20, 200",
        "shop.jsp?w=20, 200",
        "photo.dat, chain",
        "shop.jsp, chain",
        "shop.jsp?v=1, chain",
        "page, 422",
        "page?w=20, 422",
        "nothing, 404"
    })
    void aNameWithoutSuffixIsAnOriginalAndAnotherOneWhereAPictureIsAskedFor(String url, String status)
            throws Exception {
        WholeSite.Answer answer = site.answer("/photos/" + url, Map.of());
        boolean chain = answer.status() == 404 && answer.headers().isEmpty();
        assertThat(chain ? "chain" : Integer.toString(answer.status())).isEqualTo(status);
        if (answer.status() == 200) {
            assertThat(answer.headers()).containsEntry("content-type", "image/png");
        }
    }

    @Test
    void aDrawingWithASmallPictureInItIsDrawnWhereverThereIsRoomForBoth() throws Exception {
        String pixel = "data:image/gif;base64,R0lGODlhAQABAIAAAP8AAAAAACwAAAAAAQABAAACAkQBADs=";
        Files.writeString(
                dir.resolve("originals/embedded.svg"),
                "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image width='9' height='9' href='"
                        + pixel + "'/><text>caf&#233;</text></svg>",
                StandardCharsets.UTF_8);
        WholeSite.Answer drawn = site.answer("/photos/embedded.svg?w=20&fm=png", Map.of());
        assertThat(drawn.status()).isEqualTo(200);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(drawn.body()));
        assertThat(new Color(picture.getRGB(10, 10), true)).isEqualTo(new Color(255, 0, 0, 255));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/photos/7f3a", "/photos/photo.jfif?w=20", "/img/_/w:20/plain/local:///7f3a", "/img/nonsense"})
    void browsersMayAskBeforehandInEveryLanguage(String url) throws Exception {
        FakeResponse answer = site.ask("OPTIONS", url, Map.of("Access-Control-Request-Headers", "x-own"));
        assertThat(answer.status).isEqualTo(200);
        assertThat(answer.body.size()).isZero();
        assertThat(answer.headers)
                .contains(
                        "Allow: GET, HEAD, OPTIONS",
                        "Access-Control-Allow-Origin: *",
                        "Access-Control-Allow-Methods: GET, OPTIONS",
                        "Access-Control-Allow-Headers: *, Authorization");
        assertThat(site.ask("POST", "/photos/7f3a", Map.of()).headers).contains("Allow: GET, HEAD, OPTIONS");
    }

    @Test
    void aDrawingIsPassedOnHarmlessAndDrawnOnDemand() throws Exception {
        WholeSite.Answer original = site.answer("/photos/drawing.svg", Map.of());
        assertThat(new String(original.body(), StandardCharsets.UTF_8))
                .contains("<rect")
                .doesNotContain("script");
        assertThat(original.headers()).containsEntry("content-type", "image/svg+xml");
        assertThat(original.headers().get("content-security-policy")).contains("default-src 'none'", "sandbox");
        assertThat(site.answer("/photos/drawing.svg?w=20&fm=png", Map.of()).headers())
                .containsEntry("content-type", "image/png");
    }
}
