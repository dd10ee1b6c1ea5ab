package dev.tomthumb.dialect;

import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.SourceRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Collects what concerns the response alone. */
final class DeliveryBuilder {
    boolean negotiated;
    Optional<Instant> expires = Optional.empty();
    Optional<String> filename = Optional.empty();
    boolean attachment;
    List<String> tags = List.of();
    boolean bypass;
    boolean raw;
    Optional<SourceRef> fallback = Optional.empty();

    /** @param open whether no format was asked for */
    Delivery delivery(String dialect, boolean open) {
        List<ImageFormat> candidates = negotiated && open ? List.of(ImageFormat.WEBP) : List.of();
        return new Delivery(dialect, expires, candidates, filename, attachment, tags, bypass, raw, fallback);
    }
}
