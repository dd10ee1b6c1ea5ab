package dev.tomthumb.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of the host application as it is kept (RFC 9111, section 3.1).
 *
 * <p>{@code body} is not copied on the way in or out; nobody may change it after construction.
 *
 * @param status 200 or another final status
 * @param error present if the application called {@code sendError}: the container then makes the page, every time
 * @param fields what is kept of its header fields
 * @param body whole, without a transfer coding
 * @param selecting the request's fields that {@code Vary} names, in lower case, with the values the answer was made for,
 *     normalised; empty = it is for everybody
 * @param requestedAt when the application was asked, for the age (section 4.2.3)
 * @param receivedAt when it had answered
 * @param tags words it can be purged by
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoredResponse(
        int status,
        Optional<String> error,
        Fields fields,
        byte[] body,
        Map<String, String> selecting,
        Instant requestedAt,
        Instant receivedAt,
        List<String> tags) {
    public StoredResponse {
        selecting = Map.copyOf(selecting);
        tags = List.copyOf(tags);
    }

    /** With other header fields and another time of receipt: what a successful validation leaves (section 4.3.4). */
    public StoredResponse freshened(Fields newer, Instant asked, Instant received, List<String> newTags) {
        return new StoredResponse(status, error, newer, body, selecting, asked, received, newTags);
    }
}
