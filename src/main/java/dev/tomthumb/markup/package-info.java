/**
 * What stands on pages: URLs of renditions, srcsets and whole img and picture elements, as text. Plain Java without any
 * API of a container, so that the tags jar has it, too.
 */
@NullMarked
package dev.tomthumb.markup;

import org.jspecify.annotations.NullMarked;
