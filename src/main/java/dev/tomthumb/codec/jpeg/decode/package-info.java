/**
 * JPEG by ITU-T T.81, decoded for thumbnails: scaled in the transform domain, band by band, without coefficients and
 * scans that the picture asked for does not need.
 */
@NullMarked
package dev.tomthumb.codec.jpeg.decode;

import org.jspecify.annotations.NullMarked;
