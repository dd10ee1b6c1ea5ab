package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Reading;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** Sums over the bytes of a file (RFC 1321; FIPS 180-4). */
public final class Hashsums {
    private static final Map<String, String> ALGORITHMS =
            Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");

    private Hashsums() {}

    /**
     * The sum of {@code file} in lower-case hexadecimal digits.
     *
     * @param algorithm {@code md5}, {@code sha1}, {@code sha256} or {@code sha512}
     * @throws IllegalArgumentException for any other algorithm
     */
    public static String of(String algorithm, byte[] file) {
        String name = ALGORITHMS.get(algorithm);
        if (name == null) {
            throw new IllegalArgumentException("sums are " + ALGORITHMS.keySet() + ", not " + algorithm);
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(file));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has " + name, impossible);
        }
    }

    /** @throws ImageException {@code NOT_EXPECTED} if {@code file} is not the one that {@code expected} is the sum of */
    public static void require(Reading.Hashsum expected, byte[] file) throws ImageException {
        String found = of(expected.algorithm(), file);
        boolean same = MessageDigest.isEqual(
                found.getBytes(StandardCharsets.US_ASCII),
                expected.hex().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        if (!same) {
            throw new ImageException(
                    Problem.NOT_EXPECTED,
                    "The original is not the expected file: its " + expected.algorithm()
                            + " sum is another one than the URL names.");
        }
    }
}
