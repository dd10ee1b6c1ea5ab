package dev.tomthumb.codec.metadata;

import java.util.Set;

/** Numbers of tags (TIFF 6.0; EXIF 2.32, section 4.6). */
final class ExifTags {
    static final int ORIENTATION = 0x0112;
    static final int X_RESOLUTION = 0x011a;
    static final int Y_RESOLUTION = 0x011b;
    static final int RESOLUTION_UNIT = 0x0128;
    static final int ARTIST = 0x013b;
    static final int COPYRIGHT_NOTICE = 0x8298;
    static final int XMP = 0x02bc;
    static final int IPTC = 0x83bb;
    /** Where the camera's directory is. */
    static final int CAMERA = 0x8769;
    /** Where the place's directory is. */
    static final int PLACE = 0x8825;
    /** In the camera's directory, where that of interoperability is. */
    static final int INTEROPERABILITY = 0xa005;

    /** Author and copyright, all that is kept of metadata that are stripped. */
    static final Set<Integer> COPYRIGHT = Set.of(ARTIST, COPYRIGHT_NOTICE);
    /** Dots per what. */
    static final Set<Integer> RESOLUTION = Set.of(X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT);
    /** In the camera's directory, the size of the original. */
    static final Set<Integer> SIZE = Set.of(0xa002, 0xa003);

    /**
     * In the picture's directory, what describes it and not how its pixels are stored: names, description, maker, model,
     * orientation, resolution, software, date, author, computer, rating, Windows' texts, copyright.
     */
    static final Set<Integer> DESCRIBING = Set.of(
            0x010d,
            0x010e,
            0x010f,
            0x0110,
            ORIENTATION,
            X_RESOLUTION,
            Y_RESOLUTION,
            0x011d,
            RESOLUTION_UNIT,
            0x0131,
            0x0132,
            ARTIST,
            0x013c,
            0x0213,
            0x4746,
            0x4749,
            COPYRIGHT_NOTICE,
            0x9c9b,
            0x9c9c,
            0x9c9d,
            0x9c9e,
            0x9c9f);

    private ExifTags() {}
}
