package dev.tomthumb.dialect.imgproxy;

import dev.tomthumb.dialect.Hmac;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * imgproxy's signatures (features, section 3): base64url without padding of the first bytes of HMAC-SHA256(key, salt +
 * "/" + path).
 *
 * <p>Besides the path as it arrived, a signature may have been made over the path as its author wrote it: imgproxy's own
 * npm client signs a Korean name in raw UTF-8, which an HTTP client then sends percent-encoded. Only the escapes that an
 * HTTP client makes by itself are undone for that: of octets that no URL may hold raw (RFC 3986, section 2). Undoing
 * others ({@code %25}, {@code %40}) would let a signature for one source pass for another.
 */
final class Signatures {
    private static final String NEVER_RAW = " \"<>\\^`{|}";
    private static final byte[] SLASH = {'/'};

    private final ImgproxyConfig config;

    Signatures(ImgproxyConfig config) {
        this.config = config;
    }

    /**
     * @param path what follows the signature and its slash, repaired
     * @return whether somebody with a key, or whom the operator trusts, has written the URL; false = anybody, as there is
     *     no key
     */
    boolean check(String signature, String path) throws ImageException {
        if (config.trustedSignatures().stream().anyMatch(trusted -> trusted.matches(signature))) {
            return true;
        }
        boolean matches = config.keys().isEmpty() || isSigned(signature, path);
        if (signature.contains(":") || signature.contains("%3A")) {
            throw new ImageException(
                    Problem.BAD_SIGNATURE,
                    "The signature appears to be a processing option. The signature section should always be present"
                            + " in the URL.");
        }
        if (!matches) {
            throw new ImageException(Problem.BAD_SIGNATURE, "The signature does not belong to this path.");
        }
        return !config.keys().isEmpty();
    }

    private boolean isSigned(String signature, String path) {
        byte[] given = signature.getBytes(StandardCharsets.UTF_8);
        byte[] arrived = path.getBytes(StandardCharsets.UTF_8);
        byte[] written = asWritten(path);
        boolean escaped = !Arrays.equals(arrived, written);
        boolean found = false;
        for (SigningKey key : config.keys()) {
            found |= isEqual(given, key, arrived) || escaped && isEqual(given, key, written);
        }
        return found;
    }

    private boolean isEqual(byte[] given, SigningKey key, byte[] path) {
        return MessageDigest.isEqual(given, signature(key, path).getBytes(StandardCharsets.UTF_8));
    }

    /** The signature of {@code path} by the first key; {@code unsafe} when there is none. */
    String sign(String path) {
        return config.keys().stream()
                .findFirst()
                .map(key -> signature(key, path.getBytes(StandardCharsets.UTF_8)))
                .orElse("unsafe");
    }

    private String signature(SigningKey key, byte[] path) {
        byte[] code = Hmac.sha256(key.key(), key.salt(), SLASH, path);
        return Hmac.text(Arrays.copyOf(code, config.signatureSize()));
    }

    private static byte[] asWritten(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
        int copied = 0;
        for (int at = path.indexOf('%'); at >= 0; at = path.indexOf('%', at + 1)) {
            int octet = UrlText.escapeAt(path, at);
            if (octet >= 128 || octet >= 0 && NEVER_RAW.indexOf(octet) >= 0) {
                bytes.writeBytes(path.substring(copied, at).getBytes(StandardCharsets.UTF_8));
                bytes.write(octet);
                copied = at + 3;
            }
        }
        bytes.writeBytes(path.substring(copied).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
