package dev.tomthumb.source;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;

/**
 * Stands for a scheme that exists but cannot be used here, and says why: a setting that is missing, or a library.
 *
 * @param sentence public text: what is missing and which setting or file mends it
 */
public record RefusingSource(String sentence) implements Source {
    /** @throws ImageException always, {@code SOURCE_UNKNOWN} with this source's sentence */
    @Override
    public Fetched fetch(SourceRef ref, Validators known, Room room) throws ImageException {
        throw new ImageException(Problem.SOURCE_UNKNOWN, sentence);
    }
}
