package dev.tomthumb.samples;

import java.awt.Graphics2D;

final class Meadow {
    Meadow(View view, Mood mood) {}

    void paint(int[] pixels, Graphics2D g) {}
}
