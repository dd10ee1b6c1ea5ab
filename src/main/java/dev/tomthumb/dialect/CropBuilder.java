package dev.tomthumb.dialect;

import dev.tomthumb.model.Crop;
import dev.tomthumb.model.Gravity;
import java.util.Optional;
import java.util.OptionalDouble;

/** Collects the part of the original that is used. */
final class CropBuilder {
    double width;
    double height;
    OptionalDouble ratio = OptionalDouble.empty();
    boolean enlarge;
    private final GravityBuilder own = new GravityBuilder();
    private boolean hasOwn;

    /** Its own gravity, which it has from now on. */
    GravityBuilder gravity() {
        hasOwn = true;
        return own;
    }

    /** Back to the general gravity. */
    void withoutGravity() {
        hasOwn = false;
    }

    /**
     * @param asked the general gravity
     * @param kept what of it stands in the transform
     * @return empty when the whole original is used; the crop names its gravity exactly when the transform's is another
     */
    Optional<Crop> crop(Gravity asked, Gravity kept) {
        if (width == 0 && height == 0 && ratio.isEmpty()) {
            return Optional.empty();
        }
        Gravity effective = hasOwn ? own.gravity() : asked;
        Optional<Crop.Aspect> aspect =
                ratio.isPresent() ? Optional.of(new Crop.Aspect(ratio.getAsDouble(), enlarge)) : Optional.empty();
        return Optional.of(
                new Crop(width, height, Optional.of(effective).filter(gravity -> !gravity.equals(kept)), aspect));
    }
}
