/** The words of the product: immutable values that every other package speaks in. JDK only, no I/O. */
@NullMarked
package dev.tomthumb.model;

import org.jspecify.annotations.NullMarked;
