package dev.tomthumb.pipeline;

import dev.tomthumb.codec.BandDecoder;
import dev.tomthumb.codec.Decoder;

/** How an original is taken in. */
enum Route {
    /** Band by band, at the scale that is needed. */
    BANDS,
    /** Decoded whole, then scaled. */
    PIXELS,
    /** Decoded whole, and only cut and turned, or trimmed before all else. */
    WHOLE;

    static Route of(RenderPlan plan, Decoder decoder) {
        if (plan.transform().trim().isPresent()) {
            return WHOLE;
        }
        boolean bands = decoder instanceof BandDecoder banded && banded.hasBands(plan.original());
        if (bands && plan.original().components().isPresent()) {
            return BANDS;
        }
        if (!plan.scales()) {
            return WHOLE;
        }
        return bands ? BANDS : PIXELS;
    }
}
