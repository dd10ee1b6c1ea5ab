package dev.tomthumb.pipeline;

import dev.tomthumb.model.Box;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Size;

/**
 * What {@link Resample} makes of a picture.
 *
 * @param source size of the picture as stored
 * @param part what is scaled of it; beyond its edges they are repeated, whatever the picture shows there
 * @param scaled size of the whole scaled part, turned as stored
 * @param window what is made of that
 * @param orientation how the window will be turned; decides where its colour differences lie
 * @param transfer the proportion in which pixels are weighed
 * @param kernel how they are weighed
 */
record Scaling(
        Size source,
        Box part,
        Size scaled,
        Box window,
        Orientation orientation,
        Transfer transfer,
        Resize.Kernel kernel) {
    /** What weighs samples where nothing else is asked for. */
    static final Resize.Kernel STANDARD = Resize.Kernel.LANCZOS3;

    /** A window of a whole picture, as it is stored. */
    static Scaling of(Size source, Size scaled, Box window) {
        return new Scaling(source, Box.whole(source), scaled, window, Orientation.UPRIGHT, Transfer.STORED, STANDARD);
    }
}
