package dev.tomthumb.samples;

/**
 * How a pot is coloured.
 *
 * @param clay colour below the glaze, 0xRRGGBB
 * @param coat colour of the glaze
 * @param edge how far up the wall the glaze runs down to: 0 covers everything
 * @param runs how far its drips run from there
 * @param speckles share of dark specks
 * @param gloss strength of the window's reflection, 0 to 1
 * @param table colour of the backdrop
 */
record Glaze(int clay, int coat, double edge, double runs, double speckles, double gloss, int table) {

    /**
     * @param angle around the pot in radians
     * @param up along the wall, 0 at the foot to 1 at the rim
     */
    int colour(Noise noise, double angle, double up) {
        float run = noise.smooth((float) (angle * 5.5), 0.5f) * 0.7f + noise.smooth((float) (angle * 17), 7.5f) * 0.3f;
        double below = up - edge + (run - 0.35) * runs;
        float share = Noise.step(-0.008f, 0.014f, (float) below);
        double tone = 0.93 + 0.14 * noise.fractal((float) angle * 4 + 11, (float) up * 9, 4);
        // Where it ends, a glaze is thick.
        double thick = 1 - 0.22 * Math.max(0, 1 - Math.abs(below - 0.02) * 30) * (edge > 0 ? 1 : 0);
        int colour = scaled(Rgb.blend(clay, coat, share), tone * (share > 0.5f ? thick : 1));
        float speck = noise.smooth((float) angle * 70, (float) up * 120);
        return speck > 1 - speckles * 0.3 ? scaled(colour, 0.55) : colour;
    }

    static int scaled(int rgb, double factor) {
        return channel(rgb >> 16 & 255, factor) << 16
                | channel(rgb >> 8 & 255, factor) << 8
                | channel(rgb & 255, factor);
    }

    private static int channel(int value, double factor) {
        return (int) Math.min(255, Math.round(value * factor));
    }
}
