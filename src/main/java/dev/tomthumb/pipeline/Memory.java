package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.Size;

/** What a render needs at its peak, from numbers alone, in bytes and rather too much than too little. */
final class Memory {
    private static final int PLANES = 4;
    /** Rows of floats that scaling holds: the kernel's reach and some working rows. */
    private static final int FLOAT_ROWS = 40;

    private Memory() {}

    static long of(RenderPlan plan, Decoder decoder, Encoder encoder) {
        ImageHeader original = plan.original();
        Size made = plan.window().size();
        // A step holds the picture it reads and the one it writes; decoding and scaling never hold more than that.
        long steps = 2L * PLANES * made.pixels() + scaling(original.size()) + weights(made);
        long encoding = (long) PLANES * made.pixels() + encoder.memory(plan.result());
        return decoder.memory(original) + Math.max(steps, encoding);
    }

    private static long scaling(Size source) {
        return (long) FLOAT_ROWS * Float.BYTES * source.width();
    }

    private static long weights(Size made) {
        return (long) FLOAT_ROWS * Float.BYTES * ((long) made.width() + made.height());
    }
}
