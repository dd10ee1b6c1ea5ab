package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import java.util.List;

/** A picture about to be decoded, band by band. Used once, by one thread. */
public interface Bands {
    /** What the planes mean. */
    Layout layout();

    /** Whether the samples are finer than 8 bits, so that what is made of them is worth 16. */
    default boolean isDeep() {
        return false;
    }

    /** The grid of each plane, in the order of the layout. */
    List<Grid> grids();

    /**
     * Decodes: asks the sinks for rows, fills them and reports them as complete, plane by plane and from the top. Stops
     * when all that the demand's region needs is complete.
     *
     * @param sinks one for each plane
     * @param checkpoint asked at least once per band, and in each pass over the file
     * @throws ImageException {@code BROKEN_IMAGE} or {@code UNSUPPORTED_INPUT}, or what a sink or the checkpoint throws;
     *     nothing else escapes, whatever the bytes are
     */
    void decode(List<RowSink> sinks, Checkpoint checkpoint) throws ImageException;
}
