package dev.tomthumb.pixel.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPictureTest {
    private static final Color BLACK = new Color(0, 0, 0);

    private static TextPicture text(String text, double pixels) throws ImageException {
        return TextPicture.of(text, Optional.empty(), pixels, BLACK, Fonts.LOGICAL_ONLY);
    }

    private static long ink(Pixels pixels) {
        long sum = 0;
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                sum += pixels.alpha().get(x, y);
            }
        }
        return sum;
    }

    @Test
    void lettersAreOpaqueOnNothing() throws ImageException {
        Pixels drawn = text("HHH", 40).draw();

        assertThat(drawn.layout()).isEqualTo(Layout.GREY_ALPHA);
        assertThat(drawn.alpha().get(0, 0)).isZero();
        assertThat(ink(drawn)).isBetween(drawn.width() * drawn.height() * 30L, drawn.width() * drawn.height() * 200L);
    }

    @Test
    void theColourIsThatAskedFor() throws ImageException {
        Pixels drawn = TextPicture.of("H", Optional.of("Serif"), 20, new Color(1, 2, 3), Fonts.LOGICAL_ONLY)
                .draw();

        assertThat(drawn.layout()).isEqualTo(Layout.RGB_ALPHA);
        assertThat(drawn.planes().get(0).get(drawn.width() - 1, drawn.height() - 1))
                .isEqualTo(1);
        assertThat(drawn.planes().get(2).get(0, 0)).isEqualTo(3);
    }

    @Test
    void twiceTheHeightIsTwiceTheSizeAndTwoLinesAreTwiceAsHigh() throws ImageException {
        Size small = text("Tomthumb", 20).size();
        Size large = text("Tomthumb", 40).size();
        Size two = text("Tomthumb\r\nTom", 20).size();

        assertThat((double) large.width() / small.width()).isBetween(1.85, 2.15);
        assertThat(two.width()).isEqualTo(small.width());
        assertThat((double) two.height() / small.height()).isBetween(1.9, 2.1);
    }

    @Test
    void anEmptyLineTakesUpItsRoom() throws ImageException {
        assertThat(text("a\n\nb", 20).size().height())
                .isBetween(
                        text("a\nb\nc", 20).size().height() - 1,
                        text("a\nb\nc", 20).size().height() + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", "\u0000\u0007", "\ud800"})
    void aTextWithoutLettersIsRefused(String text) {
        assertThatThrownBy(() -> text(text, 20))
                .isInstanceOf(ImageException.class)
                .hasMessage("The watermark's text has no letters; at least one is needed.");
    }

    @Test
    void textsThatAreTooLongAreRefused() {
        assertThatThrownBy(() -> text("a".repeat(501), 20))
                .hasMessage("The watermark's text is 501 characters long; at most 500 are accepted.");
        assertThatThrownBy(() -> text("a\n".repeat(21), 20))
                .hasMessage("The watermark's text has 22 lines; at most 20 are accepted.");
    }

    @Test
    void aLetterThatTheFontLacksIsRefusedAndNotDrawnAsABox() throws ImageException {
        assertThatThrownBy(() -> text("a\n" + Character.toString(0x10fffd) + Character.toString(0x10fffc), 20))
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.BAD_OPTION))
                .hasMessage("The watermark's text has the letter \"" + Character.toString(0x10fffd)
                        + "\" (U+10FFFD), which its font on this server cannot draw; tomthumb.watermark.fonts adds fonts"
                        + " to name.");
        assertThat(text("a\u200d\ufe0f\u00a0\u2009b", 20).size().width())
                .isGreaterThan(text("a", 20).size().width());
    }

    @Test
    void anUnknownFontIsRefusedWithThoseThatAreKnown() {
        assertThatThrownBy(() -> TextPicture.of("a", Optional.of("/etc/passwd"), 20, BLACK, Fonts.LOGICAL_ONLY))
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.BAD_OPTION))
                .hasMessageContaining("accepted are sans, serif, mono");
    }

    /** Pango's markup, and whatever else might mean something elsewhere, is drawn as it stands. */
    @Test
    void markupIsLettersLikeAnyOther() throws ImageException {
        assertThat(text("<b>a</b>", 20).size().width())
                .isGreaterThan(2 * text("a", 20).size().width());
        assertThat(text("<html><img src='file:///etc/passwd'>", 20).size().height())
                .isEqualTo(text("a", 20).size().height());
    }

    @Property(tries = 200)
    void anyTextIsLaidOutOrRefused(@ForAll String text) {
        try {
            Size size = text(text, 12).size();
            assertThat(size.pixels()).isLessThan(100_000_000);
        } catch (ImageException refused) {
            assertThat(refused.problem()).isEqualTo(Problem.BAD_OPTION);
        }
    }

    @Test
    void fontsOfADirectoryAreKnownByFamilyAndFile(@TempDir Path directory) throws IOException, ImageException {
        Files.writeString(directory.resolve("README.txt"), "not a font");

        assertThat(Fonts.in(directory).named(Optional.of("SANS")).getFamily()).isEqualTo("SansSerif");

        Files.writeString(directory.resolve("broken.ttf"), "not a font");
        assertThatThrownBy(() -> Fonts.in(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken.ttf is no TrueType or OpenType font");
    }

    @Test
    void aFontOfADirectoryDrawsItsOwnLetters(@TempDir Path directory) throws IOException, ImageException {
        Path installed = Path.of("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isRegularFile(installed), "no font to copy here");
        Files.copy(installed, directory.resolve("corporate.ttf"));
        Fonts fonts = Fonts.in(directory);

        Size wide = TextPicture.of("WWWWW", Optional.of("Corporate"), 20, BLACK, fonts)
                .size();
        Size narrow = TextPicture.of("iiiii", Optional.of("dejavu sans mono"), 20, BLACK, fonts)
                .size();

        assertThat(wide.width()).isCloseTo(narrow.width(), org.assertj.core.api.Assertions.within(2));
    }
}
