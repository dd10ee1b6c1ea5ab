package dev.tomthumb.codec;

/**
 * How JPEG is written.
 *
 * @param fullChroma whether colour differences are not subsampled, whatever the quality
 * @param trellis whether each coefficient's level is chosen by what it costs in bits, not only by what is nearest: files
 *     are smaller, and take longer to make
 * @param deringing whether light may be lighter than white where a viewer clips it, so that edges beside white ring less
 * @param searchScans whether the scans of a progressive file are chosen for the picture
 * @param table 0..8: which example the quantisation tables are scaled from, numbered as mozjpeg does
 */
public record JpegCoding(boolean fullChroma, boolean trellis, boolean deringing, boolean searchScans, int table) {
    /** As libjpeg writes. */
    public static final JpegCoding DEFAULT = new JpegCoding(false, false, false, false, 0);

    /** How many quantisation tables there are to choose from. */
    public static final int TABLES = 9;

    /** @throws IllegalArgumentException for a table that there is not */
    public JpegCoding {
        if (table < 0 || table >= TABLES) {
            throw new IllegalArgumentException("quantisation tables are 0 to " + (TABLES - 1) + ", not " + table);
        }
    }

    /** The same with or without subsampled colour differences. */
    public JpegCoding withFullChroma(boolean changed) {
        return new JpegCoding(changed, trellis, deringing, searchScans, table);
    }

    /** Whether coefficients are looked at once more before they become levels. */
    public boolean careful() {
        return trellis || deringing;
    }
}
