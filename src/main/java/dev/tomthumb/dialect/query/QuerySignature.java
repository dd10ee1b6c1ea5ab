package dev.tomthumb.dialect.query;

import dev.tomthumb.dialect.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The parameter {@code s}: base64url without padding of HMAC-SHA256(key, path + "?" + query). The path is relative to the
 * context, both are percent-encoded as sent, and the query is without {@code s}.
 */
final class QuerySignature {
    /** The parameter's name. */
    static final String PARAMETER = "s";

    private final byte[] key;

    QuerySignature(byte[] key) {
        this.key = key;
    }

    String of(String rawPath, String rawQuery) {
        return Hmac.text(Hmac.sha256(key, (rawPath + "?" + rawQuery).getBytes(StandardCharsets.UTF_8)));
    }

    boolean matches(String given, String rawPath, String rawQuery) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), of(rawPath, rawQuery).getBytes(StandardCharsets.UTF_8));
    }
}
