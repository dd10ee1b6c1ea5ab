package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import java.nio.charset.StandardCharsets;

/** Whether a text is an SVG: its first XML element is called so. No parser touches the file. */
final class SvgScan {
    private static final int LOOKED_AT = 32 << 10;
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    private final String text;
    private int at;

    private SvgScan(String text) {
        this.text = text;
    }

    static boolean isSvg(ByteReader bytes) {
        try {
            byte[] head = bytes.bytes(0, Math.min(bytes.length(), LOOKED_AT));
            return new SvgScan(new String(head, StandardCharsets.ISO_8859_1)).isSvg();
        } catch (ImageException impossible) {
            return false;
        }
    }

    private boolean isSvg() {
        skip(BYTE_ORDER_MARK);
        while (true) {
            skipSpace();
            boolean skipped = skipFrom("<?", "?>") || skipFrom("<!--", "-->") || skipDeclaration();
            if (!skipped) {
                return text.startsWith("<", at) && elementName().matches("(?:[A-Za-z_][\\w.-]*:)?svg");
            }
        }
    }

    private void skip(String word) {
        if (text.startsWith(word, at)) {
            at += word.length();
        }
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** Moves behind {@code end} if {@code begin} stands here; to the end of the text if {@code end} is missing. */
    private boolean skipFrom(String begin, String end) {
        if (!text.startsWith(begin, at)) {
            return false;
        }
        int found = text.indexOf(end, at + begin.length());
        at = found < 0 ? text.length() : found + end.length();
        return true;
    }

    /** A document type, with its internal subset if it has one. */
    private boolean skipDeclaration() {
        if (!text.startsWith("<!", at)) {
            return false;
        }
        int end = text.indexOf('>', at);
        int subset = text.indexOf('[', at);
        return subset >= 0 && subset < end ? skipFrom("<!", "]>") : skipFrom("<!", ">");
    }

    private String elementName() {
        int end = at + 1;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && "/>".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(at + 1, end);
    }
}
