/** Icons of Windows by ourselves: a directory of pictures, each a PNG or a BMP without its file header. */
@NullMarked
package dev.tomthumb.codec.ico;

import org.jspecify.annotations.NullMarked;
