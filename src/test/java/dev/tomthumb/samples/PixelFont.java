package dev.tomthumb.samples;

import java.awt.Graphics2D;
import java.util.Map;

/**
 * Capital letters and digits of five by seven squares. Drawn with rectangles because a JDK on a bare server has no
 * fonts, and because glyphs of an installed font would make the samples differ from machine to machine.
 */
final class PixelFont {
    private static final int COLUMNS = 5;
    private static final int ROWS = 7;
    private static final int ADVANCE = COLUMNS + 1;

    /** Per character five columns as hexadecimal bytes, the lowest bit on top. */
    private static final Map<Character, String> GLYPHS = Map.ofEntries(
            Map.entry('0', "3E5149453E"),
            Map.entry('1', "00427F4000"),
            Map.entry('2', "4261514946"),
            Map.entry('3', "2141454B31"),
            Map.entry('4', "1814127F10"),
            Map.entry('5', "2745454539"),
            Map.entry('6', "3C4A494930"),
            Map.entry('7', "0171090503"),
            Map.entry('8', "3649494936"),
            Map.entry('9', "064949291E"),
            Map.entry('A', "7E1111117E"),
            Map.entry('B', "7F49494936"),
            Map.entry('C', "3E41414122"),
            Map.entry('D', "7F4141221C"),
            Map.entry('E', "7F49494941"),
            Map.entry('F', "7F09090901"),
            Map.entry('G', "3E4149497A"),
            Map.entry('H', "7F0808087F"),
            Map.entry('I', "00417F4100"),
            Map.entry('J', "2040413F01"),
            Map.entry('K', "7F08142241"),
            Map.entry('L', "7F40404040"),
            Map.entry('M', "7F020C027F"),
            Map.entry('N', "7F0408107F"),
            Map.entry('O', "3E4141413E"),
            Map.entry('P', "7F09090906"),
            Map.entry('Q', "3E4151215E"),
            Map.entry('R', "7F09192946"),
            Map.entry('S', "4649494931"),
            Map.entry('T', "01017F0101"),
            Map.entry('U', "3F4040403F"),
            Map.entry('V', "1F2040201F"),
            Map.entry('W', "3F4038403F"),
            Map.entry('X', "6314081463"),
            Map.entry('Y', "0708700807"),
            Map.entry('Z', "6151494543"),
            Map.entry('+', "08083E0808"),
            Map.entry('-', "0808080808"),
            Map.entry('.', "0060600000"),
            Map.entry('/', "2010080402"),
            Map.entry(' ', "0000000000"));

    private PixelFont() {}

    /** The width in pixels of the text when one square of a glyph has {@code square} pixels. */
    static int width(String text, int square) {
        return Math.max(0, text.length() * ADVANCE - 1) * square;
    }

    /** The height in pixels of every text. */
    static int height(int square) {
        return ROWS * square;
    }

    /** Draws with the current colour; {@code x}, {@code y} is the top left corner. Unknown characters stay blank. */
    static void draw(Graphics2D g, String text, int x, int y, int square) {
        for (int i = 0; i < text.length(); i++) {
            drawGlyph(g, GLYPHS.getOrDefault(text.charAt(i), "0000000000"), x + i * ADVANCE * square, y, square);
        }
    }

    /** As {@link #draw}, with {@code centreX}, {@code centreY} in the middle of the text. */
    static void drawCentred(Graphics2D g, String text, int centreX, int centreY, int square) {
        draw(g, text, centreX - width(text, square) / 2, centreY - height(square) / 2, square);
    }

    private static void drawGlyph(Graphics2D g, String columns, int x, int y, int square) {
        for (int column = 0; column < COLUMNS; column++) {
            int bits = Integer.parseInt(columns.substring(2 * column, 2 * column + 2), 16);
            for (int row = 0; row < ROWS; row++) {
                if ((bits >> row & 1) != 0) {
                    g.fillRect(x + column * square, y + row * square, square, square);
                }
            }
        }
    }
}
