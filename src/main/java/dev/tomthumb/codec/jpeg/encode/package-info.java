/** JPEG (ITU-T T.81, T.871) in Java alone: no library, no native code. */
@NullMarked
package dev.tomthumb.codec.jpeg.encode;

import org.jspecify.annotations.NullMarked;
