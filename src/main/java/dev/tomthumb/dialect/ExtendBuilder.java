package dev.tomthumb.dialect;

import dev.tomthumb.model.Extend;
import java.util.Optional;

/** Collects how a picture is filled up. */
final class ExtendBuilder {
    final GravityBuilder gravity = new GravityBuilder();
    boolean on;

    /** @param possible whether there is something to fill up to */
    Optional<Extend> extend(boolean possible) {
        return on && possible ? Optional.of(new Extend(gravity.gravity())) : Optional.empty();
    }
}
