package dev.tomthumb.codec;

/** Turns pixels of an embedded colour profile into sRGB. Stateless; one instance serves all threads. */
public interface ColorManagement {
    /** Leaves everything as it is. */
    ColorManagement NONE = (pixels, profile) -> pixels;

    /**
     * The same picture in sRGB, of the same layout: grey stays grey, alpha is not touched. The planes handed in may
     * have been overwritten.
     *
     * @param pixels samples in the space of {@code profile}
     * @param profile an ICC profile as found in a file; one that cannot be used leaves the pixels unchanged
     */
    Pixels toSrgb(Pixels pixels, byte[] profile);

    /**
     * The same picture in another space, its alpha not touched; of three colours, and {@link Layout#RGB} or {@link
     * Layout#RGB_ALPHA} by name, whatever it was before.
     *
     * @param pixels samples in sRGB; the planes handed in are not changed
     * @param profile an ICC profile of RGB pixels; one that cannot be used leaves the samples unchanged
     */
    default Pixels fromSrgb(Pixels pixels, byte[] profile) {
        return pixels;
    }
}
