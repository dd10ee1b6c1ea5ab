/** Files without anything but their picture: nothing of a pixel changes, everything that a stranger may have hidden goes. */
@NullMarked
package dev.tomthumb.codec.clean;

import org.jspecify.annotations.NullMarked;
