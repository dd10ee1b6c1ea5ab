/** Originals in a directory of this machine: {@code local:///path}. */
@NullMarked
package dev.tomthumb.source.directory;

import org.jspecify.annotations.NullMarked;
