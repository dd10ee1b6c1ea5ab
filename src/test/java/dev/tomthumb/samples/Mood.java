package dev.tomthumb.samples;

/**
 * The light of a landscape. Angles in radians (azimuth 0 is straight ahead, positive to the right), colours in linear
 * light.
 *
 * @param seed which mountains, clouds and trees
 * @param sunAzimuth where the sun stands in the picture
 * @param sunElevation how high it stands
 * @param zenith the sky straight up
 * @param horizon the sky above the mountains
 * @param sunlight what the sun pours on the ground
 * @param skylight what the sky adds in the shadows
 * @param haze what distance fades into
 * @param cloudCover from 0, none, to 1, overcast
 * @param exposure multiplies all light before the tone curve
 */
record Mood(
        int seed,
        float sunAzimuth,
        float sunElevation,
        Light zenith,
        Light horizon,
        Light sunlight,
        Light skylight,
        Light haze,
        float cloudCover,
        float exposure) {

    /** Red, green and blue in linear light. */
    record Light(float r, float g, float b) {}

    static final Mood MORNING = new Mood(
            7,
            0.135f,
            0.185f,
            new Light(0.028f, 0.110f, 0.38f),
            new Light(0.50f, 0.58f, 0.68f),
            new Light(2.35f, 1.80f, 1.20f),
            new Light(0.26f, 0.36f, 0.56f),
            new Light(0.36f, 0.46f, 0.60f),
            0.60f,
            0.92f);

    static final Mood EVENING = new Mood(
            21,
            0.24f,
            0.105f,
            new Light(0.035f, 0.060f, 0.20f),
            new Light(0.95f, 0.42f, 0.22f),
            new Light(2.10f, 0.95f, 0.42f),
            new Light(0.20f, 0.20f, 0.34f),
            new Light(0.52f, 0.28f, 0.27f),
            0.56f,
            0.90f);

    static final Mood NOON = new Mood(
            12,
            -0.75f,
            0.36f,
            new Light(0.035f, 0.145f, 0.46f),
            new Light(0.48f, 0.62f, 0.78f),
            new Light(2.30f, 2.10f, 1.80f),
            new Light(0.30f, 0.40f, 0.58f),
            new Light(0.44f, 0.56f, 0.72f),
            0.46f,
            0.86f);

    static final Mood DUSK = new Mood(
            33,
            0.165f,
            0.034f,
            new Light(0.010f, 0.022f, 0.090f),
            new Light(0.46f, 0.17f, 0.10f),
            new Light(1.15f, 0.44f, 0.17f),
            new Light(0.085f, 0.095f, 0.19f),
            new Light(0.30f, 0.16f, 0.15f),
            0.56f,
            0.95f);

    /** The same light over other mountains. */
    Mood over(int otherSeed) {
        return new Mood(
                otherSeed, sunAzimuth, sunElevation, zenith, horizon, sunlight, skylight, haze, cloudCover, exposure);
    }
}
