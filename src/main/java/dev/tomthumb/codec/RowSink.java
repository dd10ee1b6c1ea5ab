package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;

/** Takes the rows of one plane as a decoder makes them, from the top down. */
public interface RowSink {
    /**
     * Where to put a row: as many arrays as the {@link Grid} has phases. A sample is a float, 0..255; what a codec's
     * own rounding or ringing puts a little outside may stay there. Their contents are undefined before.
     *
     * @param y the row. Up to the end of the last band, so beyond the grid's height too; such rows are ignored
     */
    float[][] row(int y);

    /**
     * Says that all rows above {@code end} have been filled, those that the region leaves out excepted.
     *
     * @throws ImageException to end the decoding, for example because the time is over
     */
    void complete(int end) throws ImageException;
}
