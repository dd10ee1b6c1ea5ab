package dev.tomthumb.dialect;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Percent-encoding (RFC 3986, section 2.1) with strict UTF-8 in both directions. */
public final class UrlText {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    /** As much of somebody's text as a refusal repeats. */
    private static final int QUOTED_CHARACTERS = 40;

    private UrlText() {}

    /**
     * Decodes every escape exactly once; {@code +} stays a plus.
     *
     * @return empty for a bad escape or for bytes that are not UTF-8 (overlong forms and surrogates included)
     */
    public static Optional<String> decoded(String text) {
        return decoded(text, false);
    }

    /** As {@link #decoded(String)} for a query's names and values, where {@code +} is a space. */
    public static Optional<String> decodedQuery(String text) {
        return decoded(text.replace('+', ' '), false);
    }

    /**
     * @param keepPercent leave {@code %25} as it is, as Tomcat does when {@code encodedSolidusHandling} is
     *     {@code passthrough}
     */
    static Optional<String> decoded(String text, boolean keepPercent) {
        if (text.indexOf('%') < 0 && isAscii(text)) {
            return Optional.of(text);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int at = 0;
        while (at < text.length()) {
            int percent = text.indexOf('%', at);
            int end = percent < 0 ? text.length() : percent;
            Optional<byte[]> plain = utf8(text.substring(at, end));
            if (plain.isEmpty()) {
                return Optional.empty();
            }
            bytes.writeBytes(plain.get());
            if (percent < 0) {
                break;
            }
            int value = escapeAt(text, percent);
            if (value < 0) {
                return Optional.empty();
            }
            if (value == '%' && keepPercent) {
                bytes.writeBytes(text.substring(percent, percent + 3).getBytes(StandardCharsets.US_ASCII));
            } else {
                bytes.write(value);
            }
            at = percent + 3;
        }
        return utf8(bytes.toByteArray());
    }

    /** The octet that the escape at {@code index} stands for, or -1 when there is no complete escape. */
    public static int escapeAt(String text, int index) {
        if (index + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(index + 1), 16);
        int low = Character.digit(text.charAt(index + 2), 16);
        // Character.digit also knows full-width and other digits, which are no part of an escape.
        boolean ascii = text.charAt(index + 1) < 128 && text.charAt(index + 2) < 128;
        return high < 0 || low < 0 || !ascii ? -1 : high * 16 + low;
    }

    /** The text of UTF-8 bytes; empty when they are not UTF-8. */
    public static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The bytes of base64url (RFC 4648, section 5), padded or not; empty when it is not. */
    public static Optional<byte[]> base64(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        try {
            return Optional.of(
                    Base64.getUrlDecoder().decode(text.substring(0, end).getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> utf8(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return Optional.of(copy);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /**
     * Encodes every octet but the unreserved ones (RFC 3986, section 2.3) and those in {@code kept}.
     *
     * @param kept ASCII characters that may stand as they are
     */
    public static String encoded(String text, String kept) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xFF);
            if (isUnreserved(character) || character < 128 && kept.indexOf(character) >= 0) {
                out.append(character);
            } else {
                out.append('%').append(HEX[character >> 4]).append(HEX[character & 15]);
            }
        }
        return out.toString();
    }

    /** Whether {@code text} holds a control character: none belongs into a path, a name or a header. */
    public static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    /** {@code text} for a refusal: in quotes, cut short, and without anything that could forge a second line. */
    public static String quoted(String text) {
        String shown = text.length() <= QUOTED_CHARACTERS ? text : text.substring(0, QUOTED_CHARACTERS) + "…";
        StringBuilder out = new StringBuilder(shown.length() + 2).append('"');
        shown.codePoints().forEach(point -> out.appendCodePoint(isPrintable(point) ? point : '?'));
        return out.append('"').toString();
    }

    private static boolean isPrintable(int point) {
        int type = Character.getType(point);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && point != '"';
    }

    private static boolean isUnreserved(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }
}
