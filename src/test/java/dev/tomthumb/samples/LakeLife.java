package dev.tomthumb.samples;

import java.awt.Graphics2D;

final class LakeLife {
    LakeLife(View view, Mood mood) {}

    void paint(Graphics2D g) {}
}
