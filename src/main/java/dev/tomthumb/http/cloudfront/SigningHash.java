package dev.tomthumb.http.cloudfront;

import dev.tomthumb.model.ImageException;
import java.util.Optional;

/** How a policy is hashed before it is signed. */
public enum SigningHash {
    SHA1,
    SHA256;

    /** @param name as sent; empty = SHA-1, CloudFront's default */
    static SigningHash named(Optional<String> name) throws ImageException {
        if (name.isEmpty()) {
            return SHA1;
        }
        for (SigningHash hash : values()) {
            if (hash.name().equals(name.get())) {
                return hash;
            }
        }
        throw Refusals.denied("Hash-Algorithm is " + Refusals.quoted(name.get()) + "; SHA1 and SHA256 are accepted.");
    }

    /** The name of the JDK's algorithm, PKCS #1 v1.5 for RSA and DER for ECDSA. */
    String signatureAlgorithm(String keyAlgorithm) {
        return name() + "with" + (keyAlgorithm.equals("EC") ? "ECDSA" : keyAlgorithm);
    }
}
