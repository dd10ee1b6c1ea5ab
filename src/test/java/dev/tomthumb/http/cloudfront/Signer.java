package dev.tomthumb.http.cloudfront;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Signs as a site does, by nothing but the JDK: keys, policies, URLs and cookies. */
public final class Signer {
    private final String id;
    private final KeyPair keys;

    private Signer(String id, KeyPair keys) {
        this.id = id;
        this.keys = keys;
    }

    /** RSA of so many bits. */
    public static Signer rsa(String id, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return new Signer(id, generator.generateKeyPair());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** ECDSA on a curve of the JDK's, such as {@code secp256r1}. */
    public static Signer ecdsa(String id, String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return new Signer(id, generator.generateKeyPair());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public String id() {
        return id;
    }

    public KeyPair keys() {
        return keys;
    }

    /** The public key as a site gives it to CloudFront. */
    public String pem() {
        return pem("PUBLIC KEY", keys.getPublic().getEncoded());
    }

    static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + kind
                + "-----\n";
    }

    /** What verifies this signer alone. */
    public KeyGroup group() {
        return new KeyGroup(Map.of(id, keys.getPublic()));
    }

    /** The signature's bytes, DER for ECDSA. */
    public byte[] sign(String text, SigningHash hash) {
        try {
            Signature signature = Signature.getInstance(
                    hash.signatureAlgorithm(keys.getPublic().getAlgorithm()));
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** {@code url} signed by a canned policy, hashed with SHA-1. */
    public String canned(String url, long expires) {
        return url + separator(url) + "Expires=" + expires + "&Signature="
                + base64(sign(cannedPolicy(url, expires), SigningHash.SHA1)) + "&Key-Pair-Id=" + id;
    }

    /** {@code url} signed by this policy. */
    public String custom(String url, String policy, SigningHash hash) {
        return url + separator(url) + "Policy=" + base64(policy.getBytes(StandardCharsets.UTF_8)) + "&Signature="
                + base64(sign(policy, hash)) + "&Key-Pair-Id=" + id
                + (hash == SigningHash.SHA1 ? "" : "&Hash-Algorithm=" + hash);
    }

    /** A {@code Cookie} header that brings this policy along. */
    public String cookies(String policy) {
        return String.join(
                "; ",
                List.of(
                        "CloudFront-Policy=" + base64(policy.getBytes(StandardCharsets.UTF_8)),
                        "CloudFront-Signature=" + base64(sign(policy, SigningHash.SHA1)),
                        "CloudFront-Key-Pair-Id=" + id));
    }

    /** Written once more, and not taken from what is tested. */
    public static String cannedPolicy(String url, long expires) {
        return "{\"Statement\":[{\"Resource\":\"" + url + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"
                + expires + "}}}]}";
    }

    /**
     * A custom policy.
     *
     * @param conditions beside the end, e.g. {@code "IpAddress":{"AWS:SourceIp":"192.0.2.0/24"}}
     */
    public static String policy(String resource, long end, String... conditions) {
        List<String> all = new ArrayList<>(List.of("\"DateLessThan\":{\"AWS:EpochTime\":" + end + "}"));
        all.addAll(List.of(conditions));
        return "{\"Statement\":[{\"Resource\":\"" + resource + "\",\"Condition\":{" + String.join(",", all) + "}}]}";
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder()
                .encodeToString(bytes)
                .replace('+', '-')
                .replace('=', '_')
                .replace('/', '~');
    }

    private static String separator(String url) {
        return url.contains("?") ? "&" : "?";
    }
}
