package dev.tomthumb.model;

import java.util.List;
import java.util.Optional;

/**
 * What a URL of any dialect means: this original, changed so, written so.
 *
 * <p>Two URLs with one meaning give equal requests and one {@link #canonical()} text, which is what the cache key is
 * made of. Signature, expiry, file name, attachment and unknown parameters are not part of it.
 *
 * @param source where the original lies
 * @param reading how it is taken in
 * @param transform what happens to its pixels
 * @param then what happens to the result of {@code transform}, one after the other (imgproxy Pro's chained pipelines)
 * @param output the file made of them; its format has been negotiated before a key is made
 * @param version a text that changes nothing but the key (imgproxy's cachebuster, the query dialect's {@code v})
 */
public record ImageRequest(
        SourceRef source,
        Reading reading,
        Transform transform,
        List<Transform> then,
        OutputSpec output,
        Optional<String> version) {
    public ImageRequest {
        then = List.copyOf(then);
    }

    /** A request for one pass over an original that is taken in as usual. */
    public ImageRequest(SourceRef source, Transform transform, OutputSpec output, Optional<String> version) {
        this(source, Reading.PLAIN, transform, List.of(), output, version);
    }

    /** The same request for another output; used when a format has been negotiated. */
    public ImageRequest withOutput(OutputSpec changed) {
        return new ImageRequest(source, reading, transform, then, changed, version);
    }

    /** The same request with its original taken in another way. */
    public ImageRequest withReading(Reading changed) {
        return new ImageRequest(source, changed, transform, then, output, version);
    }

    /** The same request with another first pass. */
    public ImageRequest withTransform(Transform changed) {
        return new ImageRequest(source, reading, changed, then, output, version);
    }

    /** The same request for another original. */
    public ImageRequest withSource(SourceRef changed) {
        return new ImageRequest(changed, reading, transform, then, output, version);
    }

    /**
     * The request as one line: fields in a fixed order, defaults left out, the source last because it is the only
     * field of arbitrary text. Example: {@code rs:fill/w:320/h:200/dpr:2/q:70/f:webp/s3://originals/cat.jpg}.
     */
    public String canonical() {
        return CanonicalText.of(this);
    }
}
