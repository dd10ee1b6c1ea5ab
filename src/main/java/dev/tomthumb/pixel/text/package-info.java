/** Texts as pixels, drawn by Java2D: with {@code codec.imageio} the only place that knows {@code java.awt}. */
@NullMarked
package dev.tomthumb.pixel.text;

import org.jspecify.annotations.NullMarked;
