package dev.tomthumb.codec;

/**
 * The samples that one plane is decoded to, and where they lie over the picture. Sample {@code i} of a row covers the
 * stretch from {@code i / spanX} to {@code (i + 1) / spanX} of the picture's width, whatever was subsampled or scaled.
 *
 * @param width samples in a row
 * @param height rows
 * @param spanX how many samples the picture's width would take up exactly: more than {@code width - 1}, at most
 *     {@code width}. A picture 17 pixels wide whose chroma is halved spans 8.5 of 9 samples
 * @param spanY the same for its height
 * @param phases over how many arrays a row is spread: sample {@code i} is in array {@code i % phases}, place
 *     {@code i / phases}. A decoder of 8x8 blocks has one array for each column of a block, so that its loops run along
 *     whole rows of blocks
 * @param places room each of those arrays needs, at least {@code width / phases} rounded up
 * @param band the most rows that are filled before they are reported as complete
 */
public record Grid(int width, int height, double spanX, double spanY, int phases, int places, int band) {
    /** @throws IllegalArgumentException for numbers that contradict each other */
    public Grid {
        if (width < 1 || height < 1 || phases < 1 || band < 1 || (long) places * phases < width) {
            throw new IllegalArgumentException("a grid of " + width + "x" + height + " needs more room");
        }
        if (!(spanX > width - 1 && spanX <= width && spanY > height - 1 && spanY <= height)) {
            throw new IllegalArgumentException(width + "x" + height + " samples do not span " + spanX + "x" + spanY);
        }
    }

    /** A grid with one sample for each pixel, row by row. */
    public static Grid ofPixels(int width, int height) {
        return new Grid(width, height, width, height, 1, width, 1);
    }
}
