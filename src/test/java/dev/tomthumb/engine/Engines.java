package dev.tomthumb.engine;

import dev.tomthumb.cache.RenditionCache;
import dev.tomthumb.cache.SharedRenditions;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.pipeline.Renderer;
import java.time.InstantSource;

/** Engines of one node. */
final class Engines {
    private Engines() {}

    /** With the usual policies; nobody listens, and originals are not kept. */
    static ImageEngine plain(
            Renderer renderer,
            RenderPermits permits,
            RenditionCache cache,
            ImageEngine.Bounds bounds,
            InstantSource clock) {
        return new ImageEngine(
                renderer,
                permits,
                cache,
                SharedRenditions.NONE,
                ImageEngine.OriginalsKept.NOWHERE,
                new Keys("test"),
                bounds,
                Policies.DEFAULT,
                ImageEvents.NONE,
                clock);
    }
}
