package dev.tomthumb;

import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.pipeline.FileRules;
import dev.tomthumb.pipeline.Qualities;
import java.util.OptionalInt;

/**
 * Takes a quality out of a request where saying it changes nothing: {@code q=80} on a JPEG where 80 is the default is the
 * same picture, and must be the same key.
 *
 * @param qualities what is taken where none is said
 * @param files how files are written
 */
record DefaultQuality(Qualities qualities, FileRules files) {
    /** The same without a quality that says nothing. */
    OutputSpec without(OutputSpec output) {
        if (output.format().isEmpty() || output.quality().isEmpty() || !isFinal(output)) {
            return output;
        }
        ImageFormat format = output.format().get();
        boolean idle = !format.usesQuality()
                || qualities.quality(OptionalInt.empty(), format)
                        == output.quality().getAsInt();
        return idle ? output.withQuality(OptionalInt.empty()) : output;
    }

    /**
     * Whether the quality counts for that one format. The best of several may be another one, and so may what stands in
     * for a small AVIF; and a quality that is said, be it the usual one, keeps the server from searching for one.
     */
    private boolean isFinal(OutputSpec output) {
        ImageFormat format = output.format().orElseThrow();
        return !output.options().best()
                && output.options().formatQuality().isEmpty()
                && format != ImageFormat.AVIF
                && files.search().standard().isEmpty();
    }
}
