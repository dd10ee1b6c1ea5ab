package dev.tomthumb.http.cloudfront;

import dev.tomthumb.model.ImageException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * What a signature grants.
 *
 * @param resource which URLs
 * @param end until when, itself excluded
 * @param start from when on, itself excluded; empty = always so
 * @param from which visitors; empty = all
 */
record Policy(ResourcePattern resource, Instant end, Optional<Instant> start, Optional<AddressRange> from) {

    /** The text of the canned policy of {@code url}: without white space, to be compared by its signature. */
    static String canned(String url, Instant end) {
        return "{\"Statement\":[{\"Resource\":\"" + url + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"
                + end.getEpochSecond() + "}}}]}";
    }

    /**
     * A custom policy.
     *
     * @param text UTF-8
     * @throws ImageException it is not in the form of CloudFront's
     */
    static Policy read(byte[] text) throws ImageException {
        try {
            return PolicyReader.read(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(text))
                    .toString());
        } catch (CharacterCodingException notText) {
            throw Refusals.policy("is not UTF-8 text");
        }
    }

    /** @throws ImageException it does not admit a visitor with this URL and address now */
    void admit(String url, String address, Instant now) throws ImageException {
        if (!resource.matches(url)) {
            throw Refusals.denied("The policy is about other URLs than this one.");
        }
        requireTime(start, end, now);
        if (from.isPresent() && !from.get().contains(address)) {
            throw Refusals.denied("The policy is for other addresses than the one this request comes from.");
        }
    }

    /** @throws ImageException now is outside */
    static void requireTime(Optional<Instant> start, Instant end, Instant now) throws ImageException {
        if (!now.isBefore(end)) {
            throw Refusals.denied("The signature has expired.");
        }
        if (start.isPresent() && !now.isAfter(start.get())) {
            throw Refusals.denied("The signature is not valid yet.");
        }
    }
}
