package dev.tomthumb.source;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import java.util.Map;

/** Originals that were read at the start. */
public final class MemorySource implements Source {
    private final Map<SourceRef, byte[]> originals;

    /** @param originals by where they lie; the arrays are not copied, nobody may change them */
    public MemorySource(Map<SourceRef, byte[]> originals) {
        this.originals = Map.copyOf(originals);
    }

    @Override
    public Fetched fetch(SourceRef ref, Validators known, Room room) throws ImageException {
        byte[] bytes = originals.get(ref);
        if (bytes == null) {
            throw new ImageException(Problem.ORIGINAL_MISSING, "There is no such original in this server's memory.");
        }
        return new Fetched.Original(bytes, Validators.NONE, Visibility.PUBLIC);
    }
}
