package dev.tomthumb.http.cloudfront;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * CloudFront's own base64: that of MIME in one line, with {@code -} for {@code +}, {@code _} for {@code =} and {@code ~}
 * for {@code /}. It is not base64url, in which {@code _} is a digit.
 */
final class UrlSafeBase64 {
    private static final char PADDING = '_';

    private UrlSafeBase64() {}

    /**
     * The bytes of {@code text}, with all of its padding or with none.
     *
     * @return empty if it is not base64, or not the one way to write these bytes: with {@code +}, {@code =} or {@code /},
     *     or with a last digit whose spare bits are set, one signature could be written in several ways
     */
    static Optional<byte[]> decoded(String text) {
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(text.replace('-', '+').replace('_', '=').replace('~', '/'));
            String canonical = encoded(bytes);
            boolean isCanonical = text.equals(canonical) || text.equals(withoutPadding(canonical));
            return isCanonical ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The text of {@code bytes}, padded. */
    static String encoded(byte[] bytes) {
        return new String(Base64.getEncoder().encode(bytes), StandardCharsets.ISO_8859_1)
                .replace('+', '-')
                .replace('=', PADDING)
                .replace('/', '~');
    }

    private static String withoutPadding(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == PADDING) {
            end--;
        }
        return text.substring(0, end);
    }
}
