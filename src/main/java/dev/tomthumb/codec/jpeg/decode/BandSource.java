package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.model.ImageException;

/** Where the coefficients of bands come from. */
interface BandSource {
    /** Does what has to be done before the first band. */
    void prepare(Checkpoint checkpoint) throws ImageException;

    /**
     * Goes to the next band and, if it is wanted, fills the planes with its coefficients.
     *
     * @param band its number, one more than that of the call before
     */
    void band(int band, boolean wanted) throws ImageException;
}
