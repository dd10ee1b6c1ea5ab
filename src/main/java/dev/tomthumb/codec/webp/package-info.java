/**
 * Animated WebP: taking apart and putting together is ours (RFC 9649, to whose sections comments here refer), the
 * pictures in it are read and written by what reads and writes still ones.
 */
@NullMarked
package dev.tomthumb.codec.webp;

import org.jspecify.annotations.NullMarked;
