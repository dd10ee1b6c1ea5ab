package dev.tomthumb.model;

import java.util.Optional;

/**
 * What a URL of any dialect means: this original, changed so, written so.
 *
 * <p>Two URLs with one meaning give equal requests and one {@link #canonical()} text, which is what the cache key is
 * made of. Signature, expiry, file name, attachment and unknown parameters are not part of it.
 *
 * @param source where the original lies
 * @param transform what happens to its pixels
 * @param output the file made of them; its format has been negotiated before a key is made
 * @param version a text that changes nothing but the key (imgproxy's cachebuster, the query dialect's {@code v})
 */
public record ImageRequest(SourceRef source, Transform transform, OutputSpec output, Optional<String> version) {

    /** The same request for another output; used when a format has been negotiated. */
    public ImageRequest withOutput(OutputSpec changed) {
        return new ImageRequest(source, transform, changed, version);
    }

    /**
     * The request as one line: fields in a fixed order, defaults left out, the source last because it is the only
     * field of arbitrary text. Example: {@code rs:fill/w:320/h:200/dpr:2/q:70/f:webp/s3://originals/cat.jpg}.
     */
    public String canonical() {
        return CanonicalText.of(this);
    }
}
