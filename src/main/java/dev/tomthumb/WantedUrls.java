package dev.tomthumb;

import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.http.ClientHints;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** URLs read as visitors' are, and what they may end in, without a visitor. */
final class WantedUrls {
    private final List<Dialect> dialects;
    private final Negotiator negotiator;

    WantedUrls(List<Dialect> dialects, Negotiator negotiator) {
        this.dialects = List.copyOf(dialects);
        this.negotiator = negotiator;
    }

    /** The part of the product that knows visitors' wishes. */
    interface Negotiator {
        ImageRequest negotiated(ParsedUrl url, Optional<String> accept, ClientHints hints);

        boolean hearsHints(ParsedUrl url);
    }

    /**
     * What the first dialect that recognises it says it means.
     *
     * @throws ImageException it is in a language of ours, and wrong
     */
    Optional<ParsedUrl> parsed(RequestUrl url) throws ImageException {
        for (Dialect dialect : dialects) {
            Optional<ParsedUrl> parsed = dialect.claims(url) ? dialect.parse(url) : Optional.empty();
            if (parsed.isPresent()) {
                return parsed;
            }
        }
        return Optional.empty();
    }

    /** Whether the visitor's screen decides as well, so that its outcomes cannot be listed. */
    boolean dependsOnHints(ParsedUrl url) {
        return negotiator.hearsHints(url);
    }

    /** Every picture it may end in, whatever a visitor's {@code Accept} says. */
    Set<ImageRequest> outcomes(ParsedUrl url) {
        Set<ImageRequest> outcomes = new LinkedHashSet<>();
        outcomes.add(negotiator.negotiated(url, Optional.empty(), ClientHints.NONE));
        for (ImageFormat candidate : url.delivery().candidates()) {
            outcomes.add(negotiator.negotiated(url, Optional.of(candidate.mediaType()), ClientHints.NONE));
        }
        return outcomes;
    }

    /** The picture for one {@code Accept}, of a visitor who gives no hints. */
    ImageRequest outcome(ParsedUrl url, String accept) {
        return negotiator.negotiated(url, accept.isEmpty() ? Optional.empty() : Optional.of(accept), ClientHints.NONE);
    }
}
