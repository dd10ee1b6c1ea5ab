/** TIFF by ourselves, writing only (TIFF 6.0, to whose sections comments here refer). */
@NullMarked
package dev.tomthumb.codec.tiff;

import org.jspecify.annotations.NullMarked;
