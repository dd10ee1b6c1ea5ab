package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What imgproxy's dialect does with pictures, through the WAR that ships in a real Tomcat, once: unsigned and public
 * ({@code /open}), and signed with a secret ({@code /closed}). Answers as such: {@link ImgproxyAnswersIT}.
 */
class ImgproxyIT {
    private static final byte[] PICTURE = TestPictures.png(TestPictures.geometry(120, 80));
    private static final String SVG = """
            <svg xmlns="http://www.w3.org/2000/svg" width="40" height="30" onload="alert(1)">\
            <script>alert(2)</script><rect width="40" height="30" fill="#e02020"/></svg>""";
    private static final byte[] KEY = HexFormat.of().parseHex("736563726574");
    private static final byte[] SALT = HexFormat.of().parseHex("68656c6c6f");
    private static final String SECRET = "Authorization: Bearer open-sesame";

    @TempDir
    private static Path directory;

    private static TomcatServer tomcat;

    @BeforeAll
    static void start() throws Exception {
        Path originals = Files.createDirectory(directory.resolve("originals"));
        Files.write(originals.resolve("picture.png"), PICTURE);
        Files.write(originals.resolve("ball.gif"), SampleOriginals.bytes("animated.gif"));
        Files.writeString(originals.resolve("drawing.svg"), SVG);
        Path wars = directory.resolve("wars");
        tomcat = TomcatServer.of(BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()), Bases.empty("imgproxy"))
                .jvmArguments("-Xmx768m")
                .deploy("open", site(originals).file(wars, "open.war"))
                .deploy(
                        "closed",
                        site(originals)
                                .with("tomthumb.img.key", HexFormat.of().formatHex(KEY))
                                .with("tomthumb.img.salt", HexFormat.of().formatHex(SALT))
                                .with("tomthumb.img.secret", "open-sesame")
                                .file(wars, "closed.war"))
                .start();
    }

    private static HostSite site(Path originals) {
        return HostSite.ofSchema("3.1")
                .with("tomthumb.img.prefix", "/img/")
                .with("tomthumb.img.presets", "stamp=wm:1:ce:0:0:0.5,thumb=rs:fill:30:30/pr:stamp")
                .with("tomthumb.watermark.data", Base64.getEncoder().encodeToString(PICTURE))
                .with("tomthumb.fallback-image.data", Base64.getEncoder().encodeToString(PICTURE))
                .with("tomthumb.fallback-image.for", "original-missing")
                .with("tomthumb.img.client-hints", "true")
                .with("tomthumb.debug-headers", "true")
                .with("tomthumb.max-animation-frames", "100")
                .with("tomthumb.local.root", originals.toString());
    }

    @AfterAll
    static void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
    }

    private static Response send(String method, String rest, String... headers) throws IOException {
        return new RawHttp(tomcat.uri()).send(method, "/open/img/_/" + rest, headers);
    }

    private static Response get(String rest, String... headers) throws IOException {
        Response response = send("GET", rest, headers);
        assertThat(response.status())
                .as(response.status() >= 400 ? response.text() : rest)
                .isLessThan(400);
        return response;
    }

    private static BufferedImage picture(Response response) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(response.body()));
    }

    private static int frames(Response response) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(response.body()))) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            reader.setInput(in);
            return reader.getNumImages(true);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPictureIsCutTurnedAndSigned() throws IOException {
        BufferedImage plain = picture(get("c:60:40:nowe/rot:90/plain/local:///picture.png"));
        BufferedImage signed = picture(
                get("c:60:40:nowe/rot:90/wm:1:ce/wmt:" + base64("Ω & ©") + ":20:ff00ff/plain/local:///picture.png"));

        assertThat(plain.getWidth())
                .as("a crop is of the picture as it is turned")
                .isEqualTo(60);
        assertThat(plain.getHeight()).isEqualTo(40);
        assertThat(plain.getRGB(2, 2)).as("what was at the bottom").isEqualTo(0xff000000 | TestPictures.BOTTOM_LEFT);
        assertThat(pixels(plain, 0xffff00ff)).isZero();
        assertThat(pixels(signed, 0xffff00ff)).as("letters").isPositive();
    }

    private static long pixels(BufferedImage picture, int color) {
        return Arrays.stream(picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
                .filter(pixel -> pixel == color)
                .count();
    }

    @Test
    void anAnimationStaysOneInGifAndWebp() throws IOException {
        Response gif = get("w:60/plain/local:///ball.gif");
        Response webp = get("w:60/plain/local:///ball.gif@webp");
        Response still = get("w:60/da:1/plain/local:///ball.gif");
        Response again = get("da:1/page:3/plain/local:///ball.gif");

        assertThat(gif.get("Content-Type")).isEqualTo("image/gif");
        assertThat(frames(gif)).isEqualTo(12);
        assertThat(picture(gif).getWidth()).isEqualTo(60);
        assertThat(webp.get("Content-Type")).isEqualTo("image/webp");
        assertThat(new String(webp.body(), StandardCharsets.ISO_8859_1))
                .startsWith("RIFF")
                .contains("ANIM", "ANMF");
        assertThat(frames(still)).isEqualTo(1);
        assertThat(frames(again)).isEqualTo(1);
    }

    @Test
    void aDrawingIsPassedOnWithoutItsScriptsOrDrawn() throws IOException {
        Response svg = get("w:20/plain/local:///drawing.svg@svg");
        BufferedImage drawn = picture(get("w:20/plain/local:///drawing.svg@png"));

        assertThat(svg.get("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(svg.get("Content-Security-Policy"))
                .startsWith("default-src 'none';")
                .endsWith("sandbox");
        assertThat(svg.text()).contains("#e02020").doesNotContain("alert");
        assertThat(drawn.getWidth()).isEqualTo(20);
        assertThat(drawn.getRGB(10, 7)).isEqualTo(0xffe02020);
    }

    @Test
    void presetsNestAndPipelinesChain() throws IOException {
        BufferedImage preset = picture(get("pr:thumb/plain/local:///picture.png"));
        BufferedImage plain = picture(get("rs:fill:30:30/plain/local:///picture.png"));
        BufferedImage chained = picture(get("rs:fill:30:30/-/pd:5/bg:0000ff/-/rot:90/plain/local:///picture.png"));

        assertThat(preset.getWidth()).isEqualTo(30);
        assertThat(preset.getRGB(15, 15)).as("watermark").isNotEqualTo(plain.getRGB(15, 15));
        assertThat(chained.getWidth()).isEqualTo(40);
        assertThat(chained.getRGB(2, 20)).isEqualTo(0xff0000ff);
    }

    @Test
    void aMissingOriginalIsStoodInForAndHintsDecideTheWidth() throws IOException {
        Response standIn = get("rs:force:30:20/plain/local:///none.png");
        BufferedImage hinted = picture(get("q:80/plain/local:///picture.png", "Sec-CH-Width: 60"));

        assertThat(standIn.get("X-Tomthumb-Fallback")).isEqualTo("original-missing");
        assertThat(picture(standIn).getWidth()).isEqualTo(30);
        assertThat(hinted.getWidth()).isLessThan(120);
    }

    @Test
    void headRangeAnd304AreAnsweredForAnAnimation() throws IOException {
        String url = "w:50/plain/local:///ball.gif";
        Response whole = get(url);
        Response head = send("HEAD", url);
        Response part = send("GET", url, "Range: bytes=3-5");
        Response same = send("GET", url, "If-None-Match: " + whole.get("ETag"));

        assertThat(head.get("Content-Length")).isEqualTo(Integer.toString(whole.body().length));
        assertThat(head.body()).isEmpty();
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("89a");
        assertThat(same.status()).isEqualTo(304);
    }

    @Test
    void rawIsTheOriginalAndDebugHeadersTellBothSizes() throws IOException {
        assertThat(get("raw:1/w:10/plain/local:///picture.png").body()).isEqualTo(PICTURE);
        Response told = get("w:60/plain/local:///picture.png");
        assertThat(told.get("X-Origin-Width")).isEqualTo("120");
        assertThat(told.get("X-Origin-Height")).isEqualTo("80");
        assertThat(told.get("X-Result-Width")).isEqualTo("60");
        assertThat(told.get("X-Result-Height")).isEqualTo("40");
    }

    @Test
    void aSignatureAndASecretAreWanted() throws Exception {
        String path = "/rs:fit:30:30/bG9jYWw6Ly8vcGljdHVyZS5wbmc.png";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        mac.update(SALT);
        String signature = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal(path.getBytes(StandardCharsets.UTF_8)));
        RawHttp http = new RawHttp(tomcat.uri());

        Response good = http.get("/closed/img/" + signature + path, SECRET);
        Response forged = http.get("/closed/img/" + signature + path.replace("30:30", "31:31"), SECRET);
        Response unsigned = http.get("/closed/img/_" + path, SECRET);
        Response stranger = http.get("/closed/img/" + signature + path);

        assertThat(picture(good).getWidth()).isEqualTo(30);
        assertThat(forged.status()).isEqualTo(403);
        assertThat(unsigned.status()).isEqualTo(403);
        assertThat(stranger.status()).isEqualTo(403);
    }
}
