package dev.tomthumb.http.cloudfront;

import dev.tomthumb.http.cloudfront.Credentials.Statement;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The keys that may sign for some paths. Immutable; serves all threads. */
public final class KeyGroup {
    /** Far more than any policy has, and less than a request's head may hold. */
    private static final int MOST_POLICY_CHARACTERS = 8192;
    /** The signature of an RSA key of 4096 bits has 684. */
    private static final int MOST_SIGNATURE_CHARACTERS = 684;

    private final Map<String, PublicKey> keys;

    /**
     * @param keys by the id that CloudFront gave them
     * @throws IllegalArgumentException this Java runtime cannot verify with one of them; as the end of a sentence
     */
    public KeyGroup(Map<String, PublicKey> keys) {
        this.keys = Map.copyOf(keys);
        for (PublicKey key : this.keys.values()) {
            for (SigningHash hash : SigningHash.values()) {
                tried(key, hash);
            }
        }
    }

    private static void tried(PublicKey key, SigningHash hash) {
        try {
            verifier(key, hash);
        } catch (GeneralSecurityException forbidden) {
            throw new IllegalArgumentException(
                    "is a key that this Java runtime does not verify with "
                            + hash.signatureAlgorithm(key.getAlgorithm()),
                    forbidden);
        }
    }

    private static Signature verifier(PublicKey key, SigningHash hash) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(hash.signatureAlgorithm(key.getAlgorithm()));
        verifier.initVerify(key);
        return verifier;
    }

    /**
     * What was granted.
     *
     * @param end when the grant ends
     * @param personal whether the URL alone opens nothing, so that no shared cache may hand the answer to the next one
     */
    public record Grant(Instant end, boolean personal) {}

    /**
     * Lets a request in. Nothing of a policy is read before its signature is known to be right.
     *
     * @param url absolute and percent-encoded, as the visitor asked for it, without the parameters that sign
     * @param address the visitor's, IPv4 or IPv6
     * @throws ImageException {@code BAD_SIGNATURE}; or {@code ACCESS_DENIED}, for whatever else is wrong
     */
    public Grant admit(Credentials credentials, String url, String address, Instant now) throws ImageException {
        PublicKey key = Optional.ofNullable(keys.get(credentials.keyPairId()))
                .orElseThrow(() -> Refusals.denied("Key-Pair-Id " + Refusals.quoted(credentials.keyPairId())
                        + " is none of those that sign for this path."));
        refuseUnwritable(url);
        if (credentials.statement() instanceof Statement.Custom custom) {
            byte[] text = policyText(custom);
            requireSignature(credentials, key, text);
            Policy policy = Policy.read(text);
            policy.admit(url, address, now);
            return new Grant(
                    policy.end(), credentials.byCookies() || policy.from().isPresent());
        }
        Instant end = end((Statement.Canned) credentials.statement());
        requireSignature(credentials, key, Policy.canned(url, end).getBytes(StandardCharsets.UTF_8));
        Policy.requireTime(Optional.empty(), end, now);
        return new Grant(end, credentials.byCookies());
    }

    /** A URL that would end its own string in the policy's JSON is none that anybody has signed. */
    private static void refuseUnwritable(String url) throws ImageException {
        if (url.chars().anyMatch(c -> c <= ' ' || c == '"' || c == '\\' || c == 0x7f)) {
            throw Refusals.denied("The URL has a character that must be percent-encoded.");
        }
    }

    private static Instant end(Statement.Canned canned) throws ImageException {
        return EpochTime.read(canned.expires())
                .orElseThrow(() -> Refusals.denied("Expires is " + Refusals.quoted(canned.expires())
                        + "; Unix time in whole seconds is accepted."));
    }

    private static byte[] policyText(Statement.Custom custom) throws ImageException {
        refuseLong("Policy", custom.encoded(), MOST_POLICY_CHARACTERS);
        return UrlSafeBase64.decoded(custom.encoded()).orElseThrow(() -> notBase64("Policy"));
    }

    private static void requireSignature(Credentials credentials, PublicKey key, byte[] signed) throws ImageException {
        refuseLong("Signature", credentials.signature(), MOST_SIGNATURE_CHARACTERS);
        byte[] signature = UrlSafeBase64.decoded(credentials.signature()).orElseThrow(() -> notBase64("Signature"));
        if (!isRight(signature, key, credentials.hash(), signed)) {
            throw new ImageException(Problem.BAD_SIGNATURE, "The signature does not belong to this URL and policy.");
        }
    }

    private static boolean isRight(byte[] signature, PublicKey key, SigningHash hash, byte[] signed) {
        try {
            Signature verifier = verifier(key, hash);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the key was tried when it was read", impossible);
        }
    }

    private static void refuseLong(String name, String text, int most) throws ImageException {
        if (text.length() > most) {
            throw Refusals.denied(name + " has " + text.length() + " characters; at most " + most + " are accepted.");
        }
    }

    private static ImageException notBase64(String name) {
        return Refusals.denied(name + " is not base64 with -, _ and ~ in place of +, = and /.");
    }
}
