/** BMP by ourselves, writing only. */
@NullMarked
package dev.tomthumb.codec.bmp;

import org.jspecify.annotations.NullMarked;
