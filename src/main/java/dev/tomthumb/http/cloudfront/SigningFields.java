package dev.tomthumb.http.cloudfront;

import dev.tomthumb.model.ImageException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a request brings along to be let in, by CloudFront's names.
 *
 * @param byName {@link #NAMES} to values, decoded; each at most once
 */
record SigningFields(Map<String, String> byName) {
    static final String EXPIRES = "Expires";
    static final String POLICY = "Policy";
    static final String SIGNATURE = "Signature";
    static final String KEY_PAIR_ID = "Key-Pair-Id";
    static final String HASH_ALGORITHM = "Hash-Algorithm";

    /** Case matters: {@code expires} is a parameter of the query language. */
    static final Set<String> NAMES = Set.of(EXPIRES, POLICY, SIGNATURE, KEY_PAIR_ID, HASH_ALGORITHM);

    private static final String COOKIE_PREFIX = "CloudFront-";

    SigningFields {
        byName = Map.copyOf(byName);
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * A query taken apart.
     *
     * @param fields those that sign
     * @param rest what is left as it was sent, without the question mark; empty = not even that was there, or all signed
     */
    record Query(SigningFields fields, Optional<String> rest) {}

    /**
     * @param rawQuery percent-encoded; empty = there is no question mark
     * @throws ImageException a field is given twice, or its value is not percent-encoded text
     */
    static Query ofQuery(Optional<String> rawQuery) throws ImageException {
        if (rawQuery.isEmpty()) {
            return new Query(new SigningFields(Map.of()), Optional.empty());
        }
        Map<String, String> fields = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (String pair : rawQuery.get().split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (NAMES.contains(name)) {
                put(fields, name, decoded(name, pair.substring(Math.min(pair.length(), name.length() + 1))));
            } else {
                others.add(pair);
            }
        }
        return new Query(
                new SigningFields(fields), others.isEmpty() ? Optional.empty() : Optional.of(String.join("&", others)));
    }

    /**
     * @param cookies those of the request in the order they came in, whosoever they are
     * @throws ImageException a field is given twice
     */
    static SigningFields ofCookies(List<Map.Entry<String, String>> cookies) throws ImageException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Map.Entry<String, String> cookie : cookies) {
            String name = cookie.getKey();
            if (name.startsWith(COOKIE_PREFIX) && NAMES.contains(name.substring(COOKIE_PREFIX.length()))) {
                put(fields, name.substring(COOKIE_PREFIX.length()), cookie.getValue());
            }
        }
        return new SigningFields(fields);
    }

    private static void put(Map<String, String> fields, String name, String value) throws ImageException {
        if (fields.put(name, value) != null) {
            throw Refusals.denied(name + " is given twice; once is accepted.");
        }
    }

    /** Some signers percent-encode the tilde. A plus is none of the alphabet and stays one. */
    private static String decoded(String name, String value) throws ImageException {
        if (value.indexOf('%') < 0) {
            return value;
        }
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            throw Refusals.denied(name + " is not percent-encoded text.");
        }
    }
}
