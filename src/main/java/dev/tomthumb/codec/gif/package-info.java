/** Animated GIF by ourselves, from its specification (GIF89a, to whose sections comments here refer). */
@NullMarked
package dev.tomthumb.codec.gif;

import org.jspecify.annotations.NullMarked;
