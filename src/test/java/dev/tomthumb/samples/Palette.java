package dev.tomthumb.samples;

import java.awt.Color;

/** The colours of painted things in the light of a mood (display colours, after the tone curve). */
record Palette(Mood.Light light, float dim) {

    static Palette of(Mood mood) {
        Mood.Light sun = mood.sunlight();
        float strongest = Math.max(sun.r(), Math.max(sun.g(), sun.b()));
        return new Palette(
                new Mood.Light(soft(sun.r() / strongest), soft(sun.g() / strongest), soft(sun.b() / strongest)),
                mood.exposure());
    }

    private static float soft(float share) {
        return 0.45f + 0.55f * share;
    }

    Color trees() {
        return tinted(0x1C2B1E);
    }

    Color bank() {
        return tinted(0x3C4428);
    }

    Color stone() {
        return tinted(0x77716A);
    }

    Color wall() {
        return tinted(0x7E5233);
    }

    Color wallShade() {
        return tinted(0x4A2E1D);
    }

    Color roof() {
        return tinted(0x4B3A37);
    }

    Color frame() {
        return tinted(0x2E211B);
    }

    Color window() {
        return new Color(0xFFD27A);
    }

    Color smoke() {
        return new Color(235, 235, 240, 60);
    }

    Color sail() {
        return tinted(0xFFFBF2);
    }

    Color sailShade() {
        return tinted(0xD9D6DC);
    }

    Color hull() {
        return tinted(0x8C1F22);
    }

    Color pennant() {
        return tinted(0xE2552B);
    }

    Color bird() {
        return new Color(0xB0202430, true);
    }

    Color grass() {
        return tinted(0x55702A);
    }

    /** The colour under this light. */
    Color tinted(int rgb) {
        return new Color((int) ((rgb >> 16 & 255) * light.r()), (int) ((rgb >> 8 & 255) * light.g()), (int)
                ((rgb & 255) * light.b()));
    }

    /** Brighter or darker, and within range. */
    static Color scaled(Color colour, float factor) {
        return new Color(
                Math.min(255, (int) (colour.getRed() * factor)),
                Math.min(255, (int) (colour.getGreen() * factor)),
                Math.min(255, (int) (colour.getBlue() * factor)));
    }
}
