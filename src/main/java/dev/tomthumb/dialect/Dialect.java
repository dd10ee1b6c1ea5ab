package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageException;
import java.util.Optional;

/** A URL language. Pure: the same text always gives the same answer (but for an expiry that has passed). */
public interface Dialect {
    /** The word used in metrics and {@code Delivery.dialect}. */
    String name();

    /** Whether {@code url} is written in this language, as far as its path tells; parsing may still refuse it. */
    boolean claims(RequestUrl url);

    /**
     * What the URL means.
     *
     * @return empty if the URL is not this dialect's after all (no recognised parameter and no mount): the request
     *     goes on untouched
     * @throws ImageException the URL is in this language and wrong
     */
    Optional<ParsedUrl> parse(RequestUrl url) throws ImageException;
}
