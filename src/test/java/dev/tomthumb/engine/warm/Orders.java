package dev.tomthumb.engine.warm;

import dev.tomthumb.engine.Order;
import dev.tomthumb.engine.Partition;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.source.Sources;
import java.util.Map;
import java.util.Optional;

/** Orders that differ in their original alone. */
final class Orders {
    private static final Sources SOURCES = new Sources(Map.of(), ImageEvents.NONE);

    private Orders() {}

    static Order of(String name) {
        return new Order(
                new ImageRequest(
                        new SourceRef("s3", "//bucket/" + name),
                        Transform.NONE,
                        OutputSpec.LIKE_ORIGINAL,
                        Optional.empty()),
                Partition.SHARED,
                SOURCES);
    }
}
