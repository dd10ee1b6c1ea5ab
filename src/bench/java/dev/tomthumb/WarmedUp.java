package dev.tomthumb;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.pipeline.Renderer;
import java.time.InstantSource;

/** Lets the benchmark run the server's own warm-up and wait for its end. */
public final class WarmedUp {
    private static final long ENOUGH_MEMORY = 1L << 30;

    private WarmedUp() {}

    /** Warms up, in the calling thread. */
    public static void now(Codecs codecs, Renderer renderer) throws ImageException, InterruptedException {
        RenderPermits permits = new RenderPermits(ENOUGH_MEMORY, 1);
        try (WarmUp warmUp = new WarmUp(codecs, renderer, permits, InstantSource.system())) {
            warmUp.run();
        }
    }
}
