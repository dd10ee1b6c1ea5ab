package dev.tomthumb.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Eight hexadecimal digits that change when anything changes that decides a rendition's bytes and is not in its
 * request: the renderer's version, the configured qualities, the default background.
 */
public final class CacheFingerprint {
    private static final int DIGITS = 8;

    private CacheFingerprint() {}

    /**
     * The fingerprint of named facts, in whatever order they come.
     *
     * @param facts name and value of everything that decides the bytes, e.g. {@code quality.jpeg} = {@code 80}
     */
    public static String of(Map<String, String> facts) {
        MessageDigest digest = sha256();
        new TreeMap<>(facts).forEach((name, value) -> {
            part(digest, name);
            part(digest, value);
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    /** Length first, so that no two lists of facts run together into one text. */
    private static void part(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
