package dev.tomthumb.dialect.imgproxy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A key and its salt. Never printed. */
public final class SigningKey {
    private final byte[] key;
    private final byte[] salt;

    /**
     * @param key at least one byte
     * @param salt may be empty
     */
    public SigningKey(byte[] key, byte[] salt) {
        if (key.length == 0) {
            throw new IllegalArgumentException("a signing key has at least one byte");
        }
        this.key = key.clone();
        this.salt = salt.clone();
    }

    /**
     * Pairs of comma-separated hexadecimal texts, first with first, second with second.
     *
     * @return as many keys as the texts name; none for two blank texts
     * @throws IllegalArgumentException for a text that is not hexadecimal, or lists of different length; the message
     *     names no part of a secret
     */
    public static List<SigningKey> pairs(String hexKeys, String hexSalts) {
        List<byte[]> keys = bytes("key", hexKeys);
        List<byte[]> salts = bytes("salt", hexSalts);
        if (keys.size() != salts.size()) {
            throw new IllegalArgumentException(
                    "there are " + keys.size() + " keys and " + salts.size() + " salts; they go in pairs");
        }
        List<SigningKey> pairs = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            pairs.add(new SigningKey(keys.get(i), salts.get(i)));
        }
        return List.copyOf(pairs);
    }

    private static List<byte[]> bytes(String what, String list) {
        List<byte[]> all = new ArrayList<>();
        if (list.isBlank()) {
            return all;
        }
        for (String hex : list.split(",", -1)) {
            all.add(bytesOf(what, hex.strip()));
        }
        return all;
    }

    private static byte[] bytesOf(String what, String hex) {
        try {
            byte[] bytes = HexFormat.of().parseHex(hex);
            if (bytes.length > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // The message of the exception repeats characters of the secret.
        }
        throw new IllegalArgumentException("a " + what + " is an even number of hexadecimal digits");
    }

    byte[] key() {
        return key;
    }

    byte[] salt() {
        return salt;
    }

    @Override
    public String toString() {
        return "SigningKey[secret]";
    }
}
