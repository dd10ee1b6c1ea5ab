package dev.tomthumb;

import dev.tomthumb.model.SourceRef;

/** A source of files beside which the application answers for paths itself, with a servlet or a filter. */
public interface MaybeMade {
    /** Whether the application may answer for an original that this source does not have. */
    boolean mayBeMade(SourceRef original);
}
