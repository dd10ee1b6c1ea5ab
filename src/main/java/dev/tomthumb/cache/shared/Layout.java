package dev.tomthumb.cache.shared;

import dev.tomthumb.cache.CacheKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names of objects. What kind of object it is stands first, so that each kind can have a lifecycle rule of its own; then
 * the version of its layout, so that another one can live beside it.
 *
 * <pre>
 * renditions/v1/[fingerprint]/[SHA-256 of the cache key]
 * leases/v1/[fingerprint]/[SHA-256 of the cache key]
 * purges/v1/[milliseconds]-[node]-[number]
 * </pre>
 */
final class Layout {
    static final String PURGES = "purges/v1/";

    /** What is read or written to see whether that works; a lease's rule removes it. */
    static final String PROBE = "leases/v1/probe";

    private static final String RENDITIONS = "renditions/v1/";
    private static final String LEASES = "leases/v1/";

    private Layout() {}

    static String rendition(CacheKey key) {
        return RENDITIONS + name(key);
    }

    static String lease(CacheKey key) {
        return LEASES + name(key);
    }

    /**
     * The fingerprint, with the application's name where the rendition is its own, is a part of the name so that an operator
     * sees, and can remove, what an upgrade has left behind.
     */
    private static String name(CacheKey key) {
        int blank = key.text().indexOf(' ');
        String fingerprint =
                blank <= 0 ? "none" : key.text().substring(0, blank).replaceAll("[^0-9A-Za-z@.-]", "_");
        return fingerprint + '/' + digest(key);
    }

    /** What a key is, in 64 hexadecimal digits. */
    static String digest(CacheKey key) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(key.text().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
