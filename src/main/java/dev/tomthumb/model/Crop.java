package dev.tomthumb.model;

import java.util.Optional;

/**
 * The part of an upright original that is used (imgproxy pipeline, section 3, "Crop size").
 *
 * @param width from 1 on pixels, below 1 a share of the width, 0 = the whole width; finite and &ge; 0
 * @param height the same for the height
 * @param gravity where the part lies; empty = as {@link Transform#gravity} says
 * @param aspect proportions that the part is brought to; empty = as given
 */
public record Crop(double width, double height, Optional<Gravity> gravity, Optional<Aspect> aspect) {
    /** @throws IllegalArgumentException for a size that is negative or not finite */
    public Crop {
        if (!(width >= 0 && height >= 0) || Double.isInfinite(width) || Double.isInfinite(height)) {
            throw new IllegalArgumentException("a crop's size is a number from 0 on");
        }
    }

    /**
     * Proportions of a crop (imgproxy Pro's crop_aspect_ratio).
     *
     * @param ratio width divided by height, finite and &gt; 0
     * @param enlarge whether the part grows to the proportions, instead of shrinking
     */
    public record Aspect(double ratio, boolean enlarge) {
        /** @throws IllegalArgumentException for a ratio that is not a positive number */
        public Aspect {
            if (!(ratio > 0) || Double.isInfinite(ratio)) {
                throw new IllegalArgumentException("an aspect ratio is a number above 0, not " + ratio);
            }
        }
    }
}
