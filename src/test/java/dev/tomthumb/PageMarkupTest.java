package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.markup.Answer;
import dev.tomthumb.markup.PageBudget;
import dev.tomthumb.markup.Picture;
import dev.tomthumb.markup.Place;
import dev.tomthumb.markup.Placeholder;
import dev.tomthumb.markup.Question;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.LogLines;
import dev.tomthumb.web.WholeSite;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages say of pictures, beside the pictures that come. */
class PageMarkupTest {
    private static final Place PATIENT = new Place("/x.jsp", new PageBudget(Duration.ofMinutes(1), System::nanoTime));

    @TempDir
    private static Path dir;

    private static WholeSite signed;
    private static WholeSite unsigned;

    @BeforeAll
    static void start() throws Exception {
        Path originals = Files.createDirectories(dir.resolve("originals"));
        for (int orientation = 1; orientation <= 8; orientation++) {
            Files.write(
                    originals.resolve("o" + orientation + ".jpg"),
                    TestPictures.jpegWithOrientation(TestPictures.geometry(301, 203), orientation, 90));
        }
        Files.write(originals.resolve("alpha.png"), TestPictures.png(TestPictures.alphaRamp(90, 120, 0x3366CC)));
        signed = open("signed", Map.of("tomthumb.query.key", "a key of sixteen"));
        unsigned = open("unsigned", Map.of());
    }

    private static WholeSite open(String name, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "tomthumb.local.root", dir.resolve("originals").toString(), "tomthumb.mounts", "/photos/ = local:///"));
        settings.putAll(more);
        return new WholeSite(dir.resolve(name), settings);
    }

    @AfterAll
    static void close() {
        signed.close();
        unsigned.close();
    }

    private static Size comes(WholeSite site, String url) throws Exception {
        WholeSite.Answer answer = site.answer(url, Map.of());
        assertThat(answer.status()).as(url).isEqualTo(200);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(answer.body()));
        return new Size(picture.getWidth(), picture.getHeight());
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String attribute : text.split(" ")) {
            attributes.put(
                    attribute.substring(0, attribute.indexOf('=')), attribute.substring(attribute.indexOf('=') + 1));
        }
        return attributes;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "width=100",
                "width=77",
                "height=50",
                "width=100 height=100",
                "width=100 height=100 fit=cover",
                "width=100 height=31 fit=scale",
                "width=400 height=400 fit=cover",
                "width=640",
                "width=640 enlarge=1",
                "width=640 height=100 fit=cover enlarge=1",
                "width=100 rot=90",
                "width=100 height=50 fit=cover rot=270",
                "width=100 auto_rotate=0",
                "rect=10,20,100,50 width=80",
                "width=100 pad=7",
                "width=200 height=200 extend=1",
                "resize=fill-down:120:90:1",
                "min-w=500",
                "width=100 zoom=2",
                "width=100 dpr=2"
            })
    void theSizeOnThePageIsThatOfThePicture(String options) throws Exception {
        for (int orientation = 1; orientation <= 8; orientation++) {
            Picture picture = new Picture("/photos/o" + orientation + ".jpg", attributes(options));

            Optional<Size> told = signed.tomthumb().markup().size(picture.with("dpr", "1"), PATIENT);

            String url = signed.tomthumb().markup().url(picture.with("dpr", "1"), PATIENT);
            assertThat(told).as(url).contains(comes(signed, url));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"width=100", "width=100 height=100 fit=cover", "sizes=50vw", "widths=64,128,300"})
    void descriptorsTellTheWidthsOfThePictures(String options) throws Exception {
        for (WholeSite site : new WholeSite[] {signed, unsigned}) {
            for (String file : new String[] {"o1.jpg", "o6.jpg", "alpha.png"}) {
                Picture picture = new Picture("/photos/" + file, attributes(options));
                int shown = site.tomthumb()
                        .markup()
                        .size(picture, PATIENT)
                        .orElseThrow()
                        .width();
                String srcset = site.tomthumb().markup().srcset(picture, PATIENT);
                for (String candidate : srcset.isEmpty() ? new String[0] : srcset.split(", ")) {
                    String[] parts = candidate.split(" ");
                    double said = Double.parseDouble(parts[1].substring(0, parts[1].length() - 1));
                    int width = comes(site, parts[0]).width();
                    if (parts[1].endsWith("w")) {
                        assertThat((double) width).as(candidate).isEqualTo(said);
                    } else {
                        // Unsigned pictures may have a step of the ladder more.
                        assertThat(width / (double) shown).as(candidate).isGreaterThan(said - 0.02);
                    }
                }
            }
        }
    }

    @Test
    void trimmedPicturesHaveNoSizeBeforehand() throws ImageException {
        assertThat(signed.tomthumb()
                        .markup()
                        .size(Picture.of("/photos/o1.jpg").with("width", "50").with("trim", "10"), PATIENT))
                .isEmpty();
    }

    @Test
    void anOriginalByItsAddressIsWrittenInImgproxysLanguage() throws Exception {
        Picture picture = Picture.of("local:///o6.jpg")
                .with("width", "100")
                .with("height", "100")
                .with("resizing_type", "fill");

        String url = unsigned.tomthumb().markup().url(picture, PATIENT);

        assertThat(url).startsWith("/img/").endsWith("/plain/local:///o6.jpg");
        assertThat(unsigned.tomthumb().markup().size(picture, PATIENT)).contains(comes(unsigned, url));
        assertThat(unsigned.tomthumb().markup().img(picture.with("alt", ""), PATIENT))
                .contains("dpr:2");
    }

    @Test
    void aPurgeOfAnOriginalIsAPurgeOfWhatIsKnownOfIt() throws Exception {
        Path file = dir.resolve("originals/changing.png");
        Files.write(file, TestPictures.png(TestPictures.geometry(60, 40)));
        Picture picture = Picture.of("/photos/changing.png").with("width", "30").with("alt", "");
        assertThat(signed.tomthumb().markup().img(picture, PATIENT)).contains("width=\"30\" height=\"20\"");

        Files.write(file, TestPictures.png(TestPictures.geometry(60, 80)));
        assertThat(signed.tomthumb().markup().img(picture, PATIENT)).contains("height=\"20\"");
        signed.tomthumb().purges().original("/photos/changing.png");

        assertThat(signed.tomthumb().markup().img(picture, PATIENT)).contains("width=\"30\" height=\"40\"");
    }

    /** A page's picture is made for each visitor anew, so that its size is told to nobody. */
    @Test
    void whatAPageMakesHasTheSidesThatItsAuthorGives() throws Exception {
        try (WholeSite site = open("made", Map.of("tomthumb.mounts", "/image.jsp = dispatch:/image.jsp"))) {
            Picture picture = Picture.of("/image.jsp?id=7").with("alt", "");

            assertThat(site.tomthumb().markup().img(picture.with("width", "240"), PATIENT))
                    .contains(" width=\"240\" loading")
                    .doesNotContain("object-fit");
            assertThat(site.tomthumb().markup().img(picture.with("width", "240").with("height", "180"), PATIENT))
                    .contains("width=\"240\" height=\"180\"")
                    .contains("style=\"object-fit:contain;aspect-ratio:240/180\"");
            assertThat(site.tomthumb().markup().size(picture.with("width", "240"), PATIENT))
                    .isEmpty();
        }
    }

    /** Of a file that is no picture no later page will know more: nothing jumps, and the log has why. */
    @ParameterizedTest
    @ValueSource(strings = {"empty.jpg", "page.jpg", "cut.jpg"})
    void whatHasNoSizeHasTheSidesThatItsAuthorGives(String file) throws Exception {
        Path originals = dir.resolve("originals");
        Files.write(originals.resolve("empty.jpg"), new byte[0]);
        Files.writeString(originals.resolve("page.jpg"), "<html>Please log in</html>");
        Files.write(originals.resolve("cut.jpg"), Arrays.copyOf(Files.readAllBytes(originals.resolve("o1.jpg")), 60));
        Picture picture = Picture.of("/photos/" + file).with("alt", "").with("width", "240");

        try (LogLines log = new LogLines(PageOriginals.class)) {
            assertThat(unsigned.tomthumb().markup().img(picture, PATIENT)).contains(" width=\"240\" loading");
            assertThat(unsigned.tomthumb().markup().img(picture.with("height", "180"), PATIENT))
                    .contains("width=\"240\" height=\"180\"")
                    .contains("style=\"object-fit:contain;aspect-ratio:240/180\"");

            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .startsWith("The size of the original \"local:")
                    .contains(file)
                    .endsWith("Pages have the width and height that they give themselves.");
        }
    }

    /** A WAR of its own has mounts and no files of a site, whether or not its own files are served. */
    @Test
    void whatNoMountReachesIsNotServed() throws Exception {
        Question other = new Question("/other/o1.jpg", "", Placeholder.NONE);
        Question gone = new Question("/photos/gone.jpg", "", Placeholder.NONE);

        try (WholeSite without = open("mounts-only", Map.of("tomthumb.host-files", "false"))) {
            for (WholeSite site : new WholeSite[] {unsigned, without}) {
                assertThat(settled(site, other)).isEqualTo(new Answer.Unserved());
                assertThat(settled(site, gone)).isEqualTo(new Answer.Missing());
            }
        }
    }

    private static Answer settled(WholeSite site, Question question) {
        return PATIENT.budget().settled(site.tomthumb().markup().about(question));
    }

    @Test
    void aPurgeByATagOfThePageForgetsItsPictures() throws Exception {
        Picture picture = Picture.of("/photos/o1.jpg").with("width", "55").with("tags", "front news");
        String url = signed.tomthumb().markup().url(picture, PATIENT);
        comes(signed, url);

        assertThat(signed.tomthumb().purges().tag("news")).isEqualTo(1);
    }

    @Test
    void placeholdersAreMadeOfTheOriginal() throws ImageException {
        Picture picture = Picture.of("/photos/o1.jpg").with("width", "30").with("alt", "");

        assertThat(signed.tomthumb().markup().img(picture.with("placeholder", "tiny"), PATIENT))
                .contains("style=\"background:url(data:image/webp;base64,");
        assertThat(signed.tomthumb().markup().img(picture.with("placeholder", "color"), PATIENT))
                .containsPattern("style=\"background-color:#[0-9a-f]{6}\"");
        assertThat(signed.tomthumb()
                        .markup()
                        .img(Picture.of("/photos/alpha.png").with("placeholder", "color"), PATIENT))
                .doesNotContain("style");
    }

    /** Whatever a database says, the page is there. */
    @Test
    void anAddressThatFitsIntoNoUrlIsNoPageThatBreaks() throws Exception {
        try (WholeSite site =
                open("long", Map.of("tomthumb.img.key", "0102030405060708", "tomthumb.img.salt", "0a0b"))) {
            for (String letter : new String[] {"x", "\u00e4", "\uac00"}) {
                for (int length : new int[] {100, 1500, 2000, 4000, 5000, 6000, 8100, 20_000}) {
                    Picture picture = Picture.of("local:///" + letter.repeat(length) + ".jpg")
                            .with("alt", "")
                            .with("width", "64");

                    String img = site.tomthumb().markup().img(picture, PATIENT);

                    assertThat(img).as(letter + length).startsWith("<img");
                    if (length > 100) {
                        assertThat(img).contains("data:image/svg+xml,");
                    }
                }
            }
        }
    }
}
