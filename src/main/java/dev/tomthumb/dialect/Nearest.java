package dev.tomthumb.dialect;

import dev.tomthumb.config.NearestName;
import java.util.Collection;

/** The end of a sentence about a name that is not known. */
final class Nearest {
    private Nearest() {}

    /** {@code ; did you mean "width"?}, or all names there are. */
    static String advice(String written, Collection<String> known) {
        return advice(written, known, known);
    }

    /** @param listed what stands there when no name is near */
    static String advice(String written, Collection<String> known, Collection<String> listed) {
        return NearestName.of(written, known)
                .map(nearest -> "; did you mean " + UrlText.quoted(nearest) + "?")
                .orElseGet(() -> "; there are " + (listed.isEmpty() ? "none" : String.join(", ", listed)) + ".");
    }
}
