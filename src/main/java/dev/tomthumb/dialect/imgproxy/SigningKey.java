package dev.tomthumb.dialect.imgproxy;

import dev.tomthumb.config.Secret;
import java.util.List;
import java.util.stream.IntStream;

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
     * Keys with their salts, first with first, second with second.
     *
     * @throws IllegalArgumentException if they do not pair up
     */
    public static List<SigningKey> pairs(List<Secret> keys, List<Secret> salts) {
        if (keys.size() != salts.size()) {
            throw new IllegalArgumentException(
                    "there are " + keys.size() + " keys and " + salts.size() + " salts; they go in pairs");
        }
        return IntStream.range(0, keys.size())
                .mapToObj(i -> new SigningKey(keys.get(i).bytes(), salts.get(i).bytes()))
                .toList();
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
