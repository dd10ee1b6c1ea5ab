package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;

/** Reads the text of a source, decoded once; the same guards wherever a URL names one. */
@FunctionalInterface
public interface SourceReader {
    /** For languages whose URLs name their original by their own path. */
    SourceReader NONE = text -> {
        throw new ImageException(Problem.SOURCE_FORBIDDEN, "No other source can be named here.");
    };

    /** @throws ImageException it is not a source, or none that may be named */
    SourceRef read(String text) throws ImageException;
}
