/** Bytes to pixels and back, by plug-in: what a file is, how large it is, how to read and write it. */
@NullMarked
package dev.tomthumb.codec;

import org.jspecify.annotations.NullMarked;
