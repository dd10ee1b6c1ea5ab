package dev.tomthumb.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A finished picture, or a document about one: what is cached and what is sent.
 *
 * <p>{@code body} is not copied on the way in or out; nobody may change it after construction.
 *
 * @param format what {@code body} is
 * @param size its size; empty for a document, and for a verbatim original of a format whose header nobody here reads
 * @param body the encoded picture or document, at least one byte
 * @param entityTag a strong entity tag of this rendition, quotes included
 * @param madeAt when it was rendered; {@code Date} and {@code Age} are counted from here
 * @param original the original's validators at that moment
 * @param visibility PRIVATE if the origin said that nobody but the asking browser may keep the original
 * @param originalBytes how large the original was, for the bytes-saved counters
 * @param originalSize the original's size as stored, not turned; empty if its header was not read
 * @param originalLifetime how long the origin says that the original may be kept
 * @param tags words it can be purged by
 * @param confirmation when its original was last known to be the same
 */
@SuppressWarnings("ArrayRecordComponent")
public record Rendition(
        BodyType format,
        Optional<Size> size,
        byte[] body,
        String entityTag,
        Instant madeAt,
        Validators original,
        Visibility visibility,
        long originalBytes,
        Optional<Size> originalSize,
        Lifetime originalLifetime,
        List<String> tags,
        Confirmation confirmation) {
    public Rendition {
        tags = List.copyOf(tags);
    }

    /** A rendition that was made when its original came. */
    public Rendition(
            BodyType format,
            Optional<Size> size,
            byte[] body,
            String entityTag,
            Instant madeAt,
            Validators original,
            Visibility visibility,
            long originalBytes,
            Optional<Size> originalSize,
            Lifetime originalLifetime,
            List<String> tags) {
        this(
                format,
                size,
                body,
                entityTag,
                madeAt,
                original,
                visibility,
                originalBytes,
                originalSize,
                originalLifetime,
                tags,
                new Confirmation(madeAt, Optional.empty()));
    }

    /** A rendition of an original of which no more is known. */
    public Rendition(
            BodyType format,
            Optional<Size> size,
            byte[] body,
            String entityTag,
            Instant madeAt,
            Validators original,
            Visibility visibility,
            long originalBytes) {
        this(
                format,
                size,
                body,
                entityTag,
                madeAt,
                original,
                visibility,
                originalBytes,
                Optional.empty(),
                Lifetime.UNKNOWN,
                List.of());
    }

    /** The same picture, which can be purged by these words. */
    public Rendition tagged(List<String> words) {
        return new Rendition(
                format,
                size,
                body,
                entityTag,
                madeAt,
                original,
                visibility,
                originalBytes,
                originalSize,
                originalLifetime,
                words,
                confirmation);
    }

    /** The same picture, whose origin has said this of its original at {@code at}, and that it has not changed. */
    public Rendition confirmed(Instant at, Validators validators, Visibility whose, Lifetime lifetime) {
        return new Rendition(
                format,
                size,
                body,
                entityTag,
                madeAt,
                validators,
                whose,
                originalBytes,
                originalSize,
                lifetime,
                tags,
                new Confirmation(at, confirmation.digest()));
    }
}
