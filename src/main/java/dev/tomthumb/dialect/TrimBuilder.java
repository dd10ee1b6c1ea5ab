package dev.tomthumb.dialect;

import dev.tomthumb.model.Color;
import dev.tomthumb.model.Trim;
import java.util.Optional;
import java.util.OptionalDouble;

/** Collects what is trimmed. */
final class TrimBuilder {
    OptionalDouble threshold = OptionalDouble.empty();
    Optional<Color> color = Optional.empty();
    boolean equalHorizontal;
    boolean equalVertical;

    Optional<Trim> trim() {
        return threshold.isPresent()
                ? Optional.of(new Trim(threshold.getAsDouble(), color, equalHorizontal, equalVertical))
                : Optional.empty();
    }
}
