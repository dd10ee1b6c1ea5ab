package dev.tomthumb.http;

import dev.tomthumb.model.ImageFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The choice of a format by what a browser says it can show. */
public final class Negotiation {
    private Negotiation() {}

    /**
     * The best of {@code candidates} the asker names.
     *
     * <p>Only a format named in full counts: every browser, and every program that never heard of WebP, also sends the
     * wildcard for everything. A format named with {@code q=0}, or with less weight than JPEG gets, is not wanted. Equal
     * weights leave the choice to the order of the candidates. So the {@code Accept} fields of all browsers together
     * lead to one outcome per candidate and one for "none", which keeps the cache small.
     *
     * @param candidates best first
     * @param writable what this installation can encode
     * @param accept the field value; blank when there is none
     * @return empty = nothing was chosen, and the format follows from URL and original
     */
    public static Optional<ImageFormat> choose(List<ImageFormat> candidates, Set<ImageFormat> writable, String accept) {
        if (candidates.isEmpty() || accept.isBlank()) {
            return Optional.empty();
        }
        AcceptHeader header = AcceptHeader.parse(accept);
        double needed = header.covering(ImageFormat.JPEG.mediaType());
        Optional<ImageFormat> best = Optional.empty();
        double bestWeight = 0;
        for (ImageFormat candidate : candidates) {
            OptionalDouble named = header.named(candidate.mediaType());
            double weight = writable.contains(candidate) ? named.orElse(0) : 0;
            if (weight >= needed && weight > bestWeight) {
                best = Optional.of(candidate);
                bestWeight = weight;
            }
        }
        return best;
    }
}
