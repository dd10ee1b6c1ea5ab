package dev.tomthumb.dialect.imgproxy;

import dev.tomthumb.dialect.UrlText;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * imgproxy's encrypted sources: AES in cipher block chaining mode (NIST SP 800-38A, 6.2) with PKCS #7 padding (RFC 5652,
 * 6.3), the initialisation vector first.
 */
final class SourceCipher {
    private static final int BLOCK = 16;

    private final SecretKeySpec key;

    /** @param key 16, 24 or 32 bytes */
    SourceCipher(byte[] key) {
        requireKey(key);
        this.key = new SecretKeySpec(key, "AES");
    }

    static void requireKey(byte[] key) {
        if (key.length != 16 && key.length != 24 && key.length != 32) {
            throw new IllegalArgumentException("an AES key has 16, 24 or 32 bytes, not " + key.length);
        }
    }

    /**
     * The text in {@code sealed}. Empty whatever is wrong with it: who could tell bad padding from other mistakes could
     * decrypt without the key.
     */
    Optional<String> opened(byte[] sealed) {
        if (sealed.length < 2 * BLOCK || sealed.length % BLOCK != 0) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, BLOCK));
            return UrlText.utf8(cipher.doFinal(sealed, BLOCK, sealed.length - BLOCK));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] vector) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, key, new IvParameterSpec(vector));
        return cipher;
    }
}
