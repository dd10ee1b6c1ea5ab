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
}
