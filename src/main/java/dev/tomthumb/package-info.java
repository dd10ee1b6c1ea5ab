/** The composition of the product: builds every part once from the settings, in order, and closes them in reverse. */
@NullMarked
package dev.tomthumb;

import org.jspecify.annotations.NullMarked;
