/**
 * AVIF, HEIC and JPEG XL by a libvips that is installed on the machine, through JNA; the only package that knows either.
 * Nothing here is loaded unless the operator asks for it (docs/decisions/011-libvips.md).
 */
@NullMarked
package dev.tomthumb.codec.vips;

import org.jspecify.annotations.NullMarked;
