/** EXIF, IPTC and XMP: found in files, cut down to what is handed on, and told as names and values. */
@NullMarked
package dev.tomthumb.codec.metadata;

import org.jspecify.annotations.NullMarked;
