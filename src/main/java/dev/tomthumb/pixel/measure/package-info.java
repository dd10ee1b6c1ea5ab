/** Numbers that say how a picture is, and how near another comes to it. */
@NullMarked
package dev.tomthumb.pixel.measure;

import org.jspecify.annotations.NullMarked;
