package dev.tomthumb.codec.svg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Mutations;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SvgSanitizerTest {
    private static final String ROOT =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

    private static String sanitized(String file) throws ImageException {
        return new String(
                SvgSanitizer.sanitized(file.getBytes(StandardCharsets.UTF_8), Optional.empty(), Checkpoint.NONE),
                StandardCharsets.UTF_8);
    }

    /** What is left of the content of a root element. */
    private static String inside(String content) throws ImageException {
        String all = sanitized(ROOT + ">" + content + "</svg>");
        assertThat(all).startsWith(ROOT);
        return all.equals(ROOT + "/>") ? "" : all.substring(ROOT.length() + 1, all.length() - "</svg>".length());
    }

    @Test
    void aDrawingStaysWhatItIs() throws ImageException {
        String drawing =
                "<defs><linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"#f00\"/></linearGradient></defs>"
                        + "<style>.b{fill:url(#a)}</style><g class=\"b\" style=\"opacity:.5\"><rect width=\"5\" height=\"6\"/>"
                        + "<use xlink:href=\"#a\"/><text x=\"1\">a &lt; b &amp; c</text>"
                        + "<image href=\"data:image/png;base64,AAAA\"/><a href=\"https://example.com/\"><path d=\"M0 0\"/></a>"
                        + "<animate attributeName=\"x\" to=\"5\"/></g>";
        assertThat(inside(drawing)).isEqualTo(drawing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<SCRIPT>alert(1)</SCRIPT>",
                "<s:script xmlns:s=\"http://www.w3.org/2000/svg\">alert(1)</s:script>",
                "<script href=\"https://evil.example/x.js\"/>",
                "<script><![CDATA[alert(1)]]></script>",
                "<iframe src=\"https://evil.example\"/>",
                "<foreignObject><div xmlns=\"http://www.w3.org/1999/xhtml\"><img src=\"x\" onerror=\"alert(1)\"/></div>"
                        + "</foreignObject>",
                "<h:img xmlns:h=\"http://www.w3.org/1999/xhtml\" src=\"x\"/>",
                "<form><input/></form>",
                "<handler type=\"text/javascript\">alert(1)</handler>",
                "<set attributeName=\"href\" to=\"javascript:alert(1)\"/>",
                "<animate attributeName=\"xlink:href\" values=\"javascript:alert(1)\"/>",
                "<animate attributeName=\" HREF \" values=\"javascript:alert(1)\"/>",
                "<set attributeName=\"onclick\" to=\"alert(1)\"/>",
                "<!-- comment -->",
                "<?xml-stylesheet href=\"https://evil.example/x.css\"?>"
            })
    void elementsThatRunOrLoadAreDropped(String element) throws ImageException {
        assertThat(inside(element)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "onclick=\"alert(1)\"",
                "ONLOAD=\"alert(1)\"",
                "onanythingtocome=\"alert(1)\"",
                "xml:base=\"https://evil.example/\"",
                "href=\"javascript:alert(1)\"",
                "href=\"  JaVaScript:alert(1)\"",
                "href=\"java&#10;script:alert(1)\"",
                "href=\"java&#x200b;script:alert(1)\"",
                "href=\"&#1;javascript:alert(1)\"",
                "xlink:href=\"javascript:alert(1)\"",
                "href=\"vbscript:x\"",
                "href=\"data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;\"",
                "href=\"file:///etc/passwd\""
            })
    void attributesThatRunOrLeadAstrayAreDropped(String attribute) throws ImageException {
        String file = attribute.contains("&#1;") ? attribute.replace("&#1;", "") : attribute;
        assertThat(inside("<a " + file + "><path/></a>")).isEqualTo("<a><path/></a>");
    }

    @ParameterizedTest
    @CsvSource({
        "use,   #a,                          true",
        "use,   other.svg#a,                 false",
        "use,   https://example.com/x.svg#a, false",
        "use,   'data:image/svg+xml,a',      false",
        "image, https://example.com/x.png,   true",
        "image, //example.com/x.png,         true",
        "image, x.png,                       true",
        "image, 'data:image/png;base64,AA',  true",
        "image, 'data:text/html,AA',         false",
        "a,     'data:image/png;base64,AA',  false",
        "a,     #b,                          true"
    })
    void linksLeadWhereTheyMay(String element, String link, boolean stays) {
        assertThat(SvgRules.allowsLink(element, link)).isEqualTo(stays);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fill:url(https://evil.example/x.svg#a)",
                "fill:url( 'https://evil.example/x' )",
                "fill:URL(//evil.example/x)",
                "@import url(https://evil.example/x.css);",
                "@import 'https://evil.example/x.css'",
                "@im\\port 'https://evil.example/x.css'",
                "fill:u\\72 l(https://evil.example/x)",
                "fill:ur/**/l(https://evil.example/x)",
                "background:image-set('https://evil.example/x' 1x)",
                "behavior:url(x.htc)",
                "-moz-binding:url(https://evil.example/x)",
                "fill:url(//evil.example/t.png",
                "mask:url(https://evil.example/m.svg#a",
                "mask:url( \"https://evil.example/m.svg#a",
                "mask:url( 'https://evil.example/m.svg",
                "mask:u\\72 l(//evil.example/x",
                "mask:u\\72&#13;&#10;l(//evil.example/x)",
                "mask:url(\"'//evil.example/x\")",
                "fill:url(#a);mask:url(//evil.example/x",
                "@import \"https://evil.example/x",
                "@import url(https://evil.example/x",
                "background:image-set('https://evil.example/x' 1x",
                "background:-webkit-image-set('https://evil.example/x",
                "background:src('https://evil.example/x",
                "fill:red;/* } */mask:url(//evil.example/x/* */",
                "width:expression(alert(1))"
            })
    void styleSheetsLoadNothing(String css) throws ImageException {
        for (String left : new String[] {
            inside("<style>" + css + "</style>"), inside("<g style=\"" + css.replace("\"", "&quot;") + "\"/>")
        }) {
            assertThat(left.toLowerCase(Locale.ROOT))
                    .doesNotContain("evil.example")
                    .doesNotContain("expression(")
                    .doesNotContain("url(x.htc");
        }
    }

    @Test
    void harmlessStylesStay() throws ImageException {
        String css = "<style>.a:hover{fill:url(#b);mask:url(\"#c\")} @media print{.d{fill:rgb(1,2,3)}}</style>";
        assertThat(inside(css)).isEqualTo(css.replace("\"", "&quot;"));
        for (String style : new String[] {
            "fill:url( #a )",
            "fill:url(  '#a' )",
            "fill:url( #a",
            "fill:url(\n#a\n)",
            "fill:url( data:image/png;base64,AAAA )"
        }) {
            assertThat(inside("<style>" + style + "</style>")).isEqualTo("<style>" + style + "</style>");
        }
        assertThat(inside("<g fill=\"url(#a)\" transform=\"rotate(5)\"/>"))
                .isEqualTo("<g fill=\"url(#a)\" transform=\"rotate(5)\"/>");
    }

    @Test
    void entitiesOfTheFileItselfAreReadAndNoOthers() throws ImageException {
        assertThat(sanitized("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://127.0.0.1:1/svg11.dtd\" ["
                        + "<!ENTITY ns \"http://www.w3.org/2000/svg\">]><svg xmlns=\"&ns;\"/>"))
                .isEqualTo("<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        String outside =
                "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" + ROOT + "><text>&x;</text></svg>";
        try {
            assertThat(sanitized(outside)).endsWith("<text/></svg>");
        } catch (ImageException refusal) {
            assertThat(refusal.problem()).isEqualTo(Problem.BROKEN_IMAGE);
        }
    }

    @Test
    void entitiesThatMultiplyAreRefused() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE svg [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            laughs.append("<!ENTITY a").append(i).append(" \"");
            laughs.append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
        }
        laughs.append("]>").append(ROOT).append("><text>&a29;</text></svg>");
        long start = System.nanoTime();
        assertRefused(laughs.toString(), "The original is a damaged SVG: its XML cannot be read.");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void deepNestingIsRefused() {
        String deep = ROOT + ">" + "<g>".repeat(100_000) + "</g>".repeat(100_000) + "</svg>";
        assertRefused(deep, "The SVG is damaged: its elements lie more than 200 deep in each other.");
        String hidden = ROOT + "><script>" + "<g>".repeat(50_000) + "</g>".repeat(50_000) + "</script></svg>";
        try {
            assertThat(sanitized(hidden)).isEqualTo(ROOT + "/>");
        } catch (ImageException refusal) {
            assertThat(refusal.problem()).isEqualTo(Problem.BROKEN_IMAGE);
        }
    }

    @Test
    void whatIsNotXmlIsRefused() {
        assertRefused(ROOT + "><g></svg>", "The original is a damaged SVG: its XML cannot be read.");
        assertRefused("<html/>", "The SVG is damaged: its root element is not svg.");
    }

    private static void assertRefused(String file, String sentence) {
        assertThatThrownBy(() -> sanitized(file))
                .isInstanceOf(ImageException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<g/>", "<script><g/></script>"})
    void aLongFileIsGivenUpWhenItsTimeIsOver(String content) {
        byte[] file = (ROOT + ">" + content.repeat(20_000) + "</svg>").getBytes(StandardCharsets.UTF_8);
        ImageException late = new ImageException(Problem.TIMEOUT, "late");

        assertThatThrownBy(() -> SvgSanitizer.sanitized(file, Optional.empty(), () -> {
                    throw late;
                }))
                .isSameAs(late);
    }

    @Test
    void aStyleIsPutBeforeEverythingElse() throws ImageException {
        byte[] file = (ROOT + "><g/></svg>").getBytes(StandardCharsets.UTF_8);
        assertThat(new String(
                        SvgSanitizer.sanitized(file, Optional.of("g{fill:red}</style><script>"), Checkpoint.NONE),
                        StandardCharsets.UTF_8))
                .isEqualTo(ROOT + "><style>g{fill:red}&lt;/style&gt;&lt;script&gt;</style><g/></svg>");
    }

    @Property(tries = 300)
    void whateverComesOutIsXmlWithoutScript(@ForAll Random random) {
        String file = ROOT + " onload=\"a\"><script>b</script><g><style>@import 'c';</style><use xlink:href=\"#d\"/>"
                + "<a xlink:href=\"javascript:e\"/></g></svg>";
        try {
            String once = sanitized(new String(
                    Mutations.of(file.getBytes(StandardCharsets.ISO_8859_1), random), StandardCharsets.ISO_8859_1));
            assertThat(sanitized(once)).isEqualTo(once);
            assertThat(once)
                    .doesNotContain("<script")
                    .doesNotContain("onload=")
                    // A name that only ends like that is another name.
                    .doesNotContainPattern("[\\s:]href=\"javascript:");
        } catch (ImageException refusal) {
            assertThat(refusal.problem()).isEqualTo(Problem.BROKEN_IMAGE);
        }
    }

    /** No style sheet is read again from each of its characters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "url(",
                "url( ",
                "url(' ",
                "url(#",
                "@import ",
                "/*",
                "/**",
                "u\\72 ",
                "\\72 ",
                "\n",
                "(",
                "'"
            })
    void aLongStyleSheetIsReadInNoTime(String piece) {
        String sheet = "<style>a:b(" + piece.repeat(300_000) + "</style>";

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> inside(sheet));
    }

    /** What a browser reads as one style sheet is judged as one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<style>@imp<!-- -->ort \"https://evil.example/a.css\";</style>",
                "<style>@imp<?x y?>ort \"https://evil.example/a.css\";</style>",
                "<style>@imp<script>1</script>ort \"https://evil.example/a.css\";</style>",
                "<style>@imp<g/>ort \"https://evil.example/a.css\";</style>",
                "<style>a{fill:u<!-- -->rl(https://evil.example/a)}</style>",
                "<style><g/>@import \"https://evil.example/a.css\";</style>"
            })
    void styleSheetsAreJudgedWhole(String style) throws ImageException {
        assertThat(inside(style)).doesNotContain("evil");
    }
}
