package dev.tomthumb.pixel.text;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.font.TextLayout;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A text as a picture: letters of one colour on nothing, lines below each other, their beginnings aligned. The text is
 * only ever letters: no markup, no file names.
 */
public final class TextPicture {
    /** Of a text, line ends included. */
    public static final int MOST_CHARACTERS = 500;

    public static final int MOST_LINES = 20;
    /** Height of a font in pixels. */
    public static final int MOST_PIXELS_HIGH = 2000;

    private static final FontRenderContext SMOOTH = new FontRenderContext(null, true, true);

    private final Color color;
    private final List<Line> lines = new ArrayList<>();
    private double left;
    private double right = 1;
    private double bottom;

    /** A line's letters, and where their base lies. */
    private record Line(TextLayout letters, float base) {}

    private TextPicture(Color color) {
        this.color = color;
    }

    /**
     * Lays a text out.
     *
     * @param text lines parted by line feeds; other control characters are left out
     * @param font a name that {@code fonts} knows; empty = sans-serif
     * @param pixels the font's height, above 0; more than {@link #MOST_PIXELS_HIGH} counts as that
     * @throws ImageException {@code BAD_OPTION} for a text that is too long, has no letters or one that the font lacks, or
     *     for an unknown font;
     *     {@code INTERNAL} on a machine without any fonts
     */
    public static TextPicture of(String text, Optional<String> font, double pixels, Color color, Fonts fonts)
            throws ImageException {
        List<String> lines = lines(text);
        TextPicture picture = new TextPicture(color);
        try {
            Font sized = fonts.named(font).deriveFont((float) Math.max(1, Math.min(MOST_PIXELS_HIGH, pixels)));
            for (String line : lines) {
                requireLetters(line, sized);
                picture.add(line, sized);
            }
            return picture;
        } catch (Error failure) {
            throw noFonts(failure);
        }
    }

    private static List<String> lines(String text) throws ImageException {
        if (text.length() > MOST_CHARACTERS) {
            throw refusal("is " + text.length() + " characters long; at most " + MOST_CHARACTERS + " are accepted.");
        }
        List<String> lines = Arrays.stream(text.split("\\R", -1))
                .map(line -> line.replaceAll("[\\p{Cntrl}\\p{Cn}\\p{Cs}]", ""))
                .collect(Collectors.toList());
        if (lines.size() > MOST_LINES) {
            throw refusal("has " + lines.size() + " lines; at most " + MOST_LINES + " are accepted.");
        }
        if (lines.stream().allMatch(String::isBlank)) {
            throw refusal("has no letters; at least one is needed.");
        }
        return lines;
    }

    /** Boxes in the place of letters would be kept and shown for as long as any picture. */
    private static void requireLetters(String line, Font font) throws ImageException {
        OptionalInt lacking = line.codePoints()
                .filter(letter -> !isInvisible(letter) && !font.canDisplay(letter))
                .findFirst();
        if (lacking.isPresent()) {
            int letter = lacking.getAsInt();
            throw refusal("has the letter \"" + Character.toString(letter) + "\" ("
                    + String.format(Locale.ROOT, "U+%04X", letter)
                    + "), which its font on this server cannot draw; tomthumb.watermark.fonts adds fonts to name.");
        }
    }

    /** Spaces, joiners and selectors of variants: without them a font draws the letters around them all the same. */
    private static boolean isInvisible(int letter) {
        boolean selector = letter >= 0xfe00 && letter <= 0xfe0f || letter >= 0xe0100 && letter <= 0xe01ef;
        return selector || Character.isSpaceChar(letter) || Character.getType(letter) == Character.FORMAT;
    }

    private static ImageException refusal(String rest) {
        return new ImageException(Problem.BAD_OPTION, "The watermark's text " + rest);
    }

    /** Without fontconfig or any font installed the JDK throws errors of several kinds. */
    private static ImageException noFonts(Error failure) {
        if (failure instanceof VirtualMachineError && !(failure instanceof InternalError)) {
            throw failure;
        }
        return new ImageException(
                Problem.INTERNAL,
                "This server has no fonts to draw a text with; installing fontconfig and a font gives it some.",
                failure);
    }

    private void add(String text, Font font) {
        LineMetrics metrics = font.getLineMetrics(text, SMOOTH);
        float base = (float) bottom + metrics.getAscent();
        bottom += metrics.getHeight();
        if (!text.isBlank()) {
            TextLayout letters = new TextLayout(text, font, SMOOTH);
            Rectangle2D ink = letters.getBounds();
            left = Math.min(left, ink.getMinX());
            right = Math.max(right, Math.max(ink.getMaxX(), letters.getAdvance()));
            lines.add(new Line(letters, base));
        }
    }

    /** The size that {@link #draw} will give it. */
    public Size size() {
        return new Size(side(right - left), side(bottom));
    }

    private static int side(double exact) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.ceil(exact)));
    }

    /**
     * Draws it.
     *
     * @return one colour with alpha; grey if the colour is
     * @throws ImageException {@code INTERNAL} on a machine without any fonts
     */
    public Pixels draw() throws ImageException {
        Size size = size();
        byte[] opacity = mask(size);
        Plane alpha = new Plane(size.width(), size.height(), opacity, 0, 1, size.width());
        if (color.isGrey()) {
            return new Pixels(Layout.GREY_ALPHA, List.of(all(color.red(), size), alpha));
        }
        return new Pixels(
                Layout.RGB_ALPHA,
                List.of(all(color.red(), size), all(color.green(), size), all(color.blue(), size), alpha));
    }

    /** A plane of one sample, stored as one row. */
    private static Plane all(int sample, Size size) {
        byte[] row = new byte[size.width()];
        Arrays.fill(row, (byte) sample);
        return new Plane(size.width(), size.height(), row, 0, 1, 0);
    }

    private byte[] mask(Size size) throws ImageException {
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_4BYTE_ABGR);
        try {
            Graphics2D graphics = image.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setColor(java.awt.Color.WHITE);
            for (Line line : lines) {
                line.letters().draw(graphics, (float) -left, line.base());
            }
            graphics.dispose();
        } catch (Error failure) {
            throw noFonts(failure);
        }
        byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] opacity = new byte[size.width() * size.height()];
        for (int i = 0; i < opacity.length; i++) {
            opacity[i] = samples[4 * i];
        }
        return opacity;
    }
}
