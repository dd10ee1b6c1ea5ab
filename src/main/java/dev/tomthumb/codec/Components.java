package dev.tomthumb.codec;

import java.util.List;

/**
 * The planes that a file stores, for a file whose planes can be decoded one by one and at less than full size.
 *
 * @param layout what the planes mean: {@code GREY}, {@code YCBCR} or {@code RGB}
 * @param sampling how finely each plane samples the picture, in the order of the layout
 */
public record Components(Layout layout, List<Sampling> sampling) {
    /** @throws IllegalArgumentException if there is not one sampling for each plane */
    public Components {
        sampling = List.copyOf(sampling);
        if (sampling.size() != layout.planes()) {
            throw new IllegalArgumentException(layout + " has " + layout.planes() + " planes, not " + sampling.size());
        }
    }
}
