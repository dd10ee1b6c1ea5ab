package dev.tomthumb.http.cloudfront;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Public keys as they are given to CloudFront: PEM of an X.509 SubjectPublicKeyInfo (RFC 7468, section 13). */
public final class PublicKeys {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final String SPKI = "PUBLIC KEY";

    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 4096;
    private static final String CURVE = "secp256r1";

    /** What people have instead, and what makes a public key of it. */
    private static final Map<String, String> INSTEAD = Map.of(
            "RSA PUBLIC KEY",
            "is a key in the older form of PKCS #1; \"openssl rsa -RSAPublicKey_in -in FILE -pubout\" writes it anew",
            "CERTIFICATE",
            "is a certificate; \"openssl x509 -in FILE -noout -pubkey\" writes its public key");

    private static final String PRIVATE =
            "is a private key, which has no business here; \"openssl pkey -in FILE -pubout\" writes its public key";

    private PublicKeys() {}

    /**
     * The one key in {@code pem}: RSA of 2048 to 4096 bits, or ECDSA on P-256.
     *
     * @throws IllegalArgumentException it is not; the message says what is wrong, as the end of a sentence
     */
    public static PublicKey read(String pem) {
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw new IllegalArgumentException("holds no \"-----BEGIN PUBLIC KEY-----\"");
        }
        String kind = block.group(1);
        if (kind.endsWith("PRIVATE KEY")) {
            throw new IllegalArgumentException(PRIVATE);
        }
        if (!kind.equals(SPKI)) {
            throw new IllegalArgumentException(INSTEAD.getOrDefault(kind, "holds a " + kind + " and no public key"));
        }
        byte[] encoded = bytes(block.group(2));
        if (block.find()) {
            throw new IllegalArgumentException("holds several keys; one file holds one");
        }
        return required(decoded(encoded));
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("is damaged: its text is not base64", notBase64);
        }
    }

    private static PublicKey decoded(byte[] encoded) {
        for (String algorithm : new String[] {"RSA", "EC"}) {
            try {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
            } catch (GeneralSecurityException another) {
                // Which algorithm it is of stands within; the right factory takes it.
            }
        }
        throw new IllegalArgumentException("is neither an RSA nor an ECDSA key");
    }

    private static PublicKey required(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            if (bits < LEAST_RSA_BITS || bits > MOST_RSA_BITS) {
                throw new IllegalArgumentException("is an RSA key of " + bits + " bits; " + LEAST_RSA_BITS + " to "
                        + MOST_RSA_BITS + " are accepted");
            }
        } else if (!(key instanceof ECPublicKey ecdsa) || !isP256(ecdsa.getParams())) {
            throw new IllegalArgumentException("is an ECDSA key on another curve than P-256 (prime256v1)");
        }
        return key;
    }

    private static boolean isP256(ECParameterSpec curve) {
        try {
            AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
            named.init(new ECGenParameterSpec(CURVE));
            ECParameterSpec p256 = named.getParameterSpec(ECParameterSpec.class);
            return curve.getCurve().equals(p256.getCurve())
                    && curve.getGenerator().equals(p256.getGenerator())
                    && curve.getOrder().equals(p256.getOrder());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java runtime has no curve " + CURVE, impossible);
        }
    }
}
