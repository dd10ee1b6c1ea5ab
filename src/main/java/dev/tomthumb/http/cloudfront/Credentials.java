package dev.tomthumb.http.cloudfront;

import dev.tomthumb.model.ImageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request brings along to be let in.
 *
 * @param statement what is signed
 * @param signature in CloudFront's base64
 * @param keyPairId whose key it was signed with
 * @param hash by which algorithm
 * @param byCookies whether cookies brought it, so that the URL alone opens nothing
 */
public record Credentials(
        Statement statement, String signature, String keyPairId, SigningHash hash, boolean byCookies) {
    /** What is signed. */
    public sealed interface Statement {
        /**
         * A canned policy, which is not sent: it is rebuilt from the URL.
         *
         * @param expires Unix time in seconds, as sent
         */
        record Canned(String expires) implements Statement {}

        /**
         * A policy that is sent.
         *
         * @param encoded in CloudFront's base64
         */
        record Custom(String encoded) implements Statement {}
    }

    /**
     * A request's credentials, and its query without them.
     *
     * @param credentials empty = it brings none
     * @param query percent-encoded, as sent but for the parameters that sign; empty = there is no question mark
     */
    public record Read(Optional<Credentials> credentials, Optional<String> query) {}

    /**
     * Reads a request's credentials. A URL with any parameter of CloudFront's is a signed URL, and its cookies are not
     * looked at.
     *
     * @param rawQuery percent-encoded; empty = there is no question mark
     * @param cookies names and values, whosoever they are
     * @throws ImageException {@code ACCESS_DENIED} if something is missing, given twice or contradicts
     */
    public static Read of(Optional<String> rawQuery, List<Map.Entry<String, String>> cookies) throws ImageException {
        SigningFields.Query query = SigningFields.ofQuery(rawQuery);
        if (!query.fields().isEmpty()) {
            return new Read(Optional.of(of(query.fields(), false)), query.rest());
        }
        SigningFields brought = SigningFields.ofCookies(cookies);
        Optional<Credentials> credentials = brought.isEmpty() ? Optional.empty() : Optional.of(of(brought, true));
        return new Read(credentials, query.rest());
    }

    private static Credentials of(SigningFields fields, boolean byCookies) throws ImageException {
        return new Credentials(
                statement(fields),
                required(fields, SigningFields.SIGNATURE),
                required(fields, SigningFields.KEY_PAIR_ID),
                SigningHash.named(fields.get(SigningFields.HASH_ALGORITHM)),
                byCookies);
    }

    private static Statement statement(SigningFields fields) throws ImageException {
        Optional<String> expires = fields.get(SigningFields.EXPIRES);
        Optional<String> policy = fields.get(SigningFields.POLICY);
        if (expires.isPresent() == policy.isPresent()) {
            throw Refusals.denied("A signature belongs to either Expires or Policy; this request has "
                    + (expires.isPresent() ? "both." : "neither."));
        }
        return policy.<Statement>map(Statement.Custom::new)
                .orElseGet(() -> new Statement.Canned(expires.orElseThrow()));
    }

    private static String required(SigningFields fields, String name) throws ImageException {
        return fields.get(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> Refusals.denied("A signed request needs " + name + ", which is missing."));
    }
}
