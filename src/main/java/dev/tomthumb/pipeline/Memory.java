package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.Size;

/**
 * What a render needs at its peak, from numbers alone, in bytes and rather too much than too little: whoever is granted
 * this much memory must not run out of it, not even for a picture of one row and fifty million columns.
 */
final class Memory {
    private static final int PLANES = 4;

    private Memory() {}

    static long of(RenderPlan plan, Decoder decoder, Encoder encoder) {
        ImageHeader original = plan.original();
        Size made = plan.window().size();
        // A step holds the picture it reads and the one it writes.
        long steps = 2L * PLANES * made.pixels() + PlaneScaler.memory(original.size(), made);
        long encoding = (long) PLANES * made.pixels() + encoder.memory(plan.result());
        return decoder.memory(original) + Math.max(steps, encoding);
    }
}
