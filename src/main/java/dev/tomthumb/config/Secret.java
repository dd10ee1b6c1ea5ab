package dev.tomthumb.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Bytes that never show: neither in a log line nor in an exception's text. */
public final class Secret {
    /** What stands wherever a secret would. */
    public static final String MASK = "****";

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The UTF-8 bytes of {@code text}. */
    public static Secret ofText(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of {@code bytes}. */
    public static Secret ofBytes(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes as UTF-8 text. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Whether {@code text} is this secret, in a time that does not tell how much of it was right. */
    public boolean matches(String text) {
        return MessageDigest.isEqual(bytes, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(bytes);
    }

    /** {@value #MASK}. */
    @Override
    public String toString() {
        return MASK;
    }
}
