package dev.tomthumb.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What tells two versions of an original apart (RFC 9110, section 8.8).
 *
 * @param entityTag the entity tag exactly as the origin wrote it, quotes included
 * @param lastModified when the original last changed, in whole seconds
 */
public record Validators(Optional<String> entityTag, Optional<Instant> lastModified) {
    /** Nothing is known: every fetch is a full one. */
    public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

    /** Whether there is anything to ask a conditional question with. */
    public boolean isEmpty() {
        return entityTag.isEmpty() && lastModified.isEmpty();
    }
}
