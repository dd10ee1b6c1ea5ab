package dev.tomthumb.source;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import java.util.Map;

/** A place originals come from. Serves all threads; blocks the calling one. */
public interface Source {
    /**
     * Reads an original whole.
     *
     * @param ref where it lies; the scheme is one this source was registered for
     * @param known validators of a copy already held; {@link Validators#NONE} = none is held
     * @param room how much may be read: reading stops with {@code ORIGINAL_TOO_LARGE} as soon as its ceiling is passed
     * @return {@link Fetched.NotModified} only if {@code known} is not empty
     * @throws ImageException {@code ORIGINAL_MISSING}, {@code ORIGIN_DENIED}, {@code SOURCE_FORBIDDEN},
     *     {@code ORIGIN_UNREACHABLE}, {@code ORIGIN_FAILED}, {@code ORIGIN_TIMEOUT}, {@code ORIGINAL_INCOMPLETE},
     *     {@code ORIGINAL_TOO_LARGE}, and {@code OVERLOADED} where there is no room
     */
    Fetched fetch(SourceRef ref, Validators known, Room room) throws ImageException;

    /**
     * Reads an original as it is, to be passed on to whoever asks. Where the origin has no answer of its own with status
     * and header fields it is the whole original.
     *
     * @throws ImageException as {@link #fetch(SourceRef, Validators, Room)}
     */
    default Passed pass(SourceRef ref, Asked asked, Room room) throws ImageException {
        Fetched fetched = fetch(ref, Validators.NONE, room);
        if (!(fetched instanceof Fetched.Original original)) {
            throw new ImageException(
                    Problem.ORIGIN_FAILED, "The origin answered \"not modified\" to a question that was not asked.");
        }
        return new Passed(200, Map.of(), original.bytes(), original.visibility());
    }

    /**
     * Whether originals come over a network, and are the same for everybody who asks: then a copy of them is worth keeping
     * and may be kept, as far as the origin lets it.
     */
    default boolean isRemote() {
        return false;
    }

    /** As {@link #fetch(SourceRef, Validators, Room)}, with {@link Room#upTo} the ceiling. */
    default Fetched fetch(SourceRef ref, Validators known, long maxBytes) throws ImageException {
        return fetch(ref, known, Room.upTo(maxBytes));
    }
}
