/** Where originals come from: one interface, one registry in front of all of them, byte ceilings while reading. */
@NullMarked
package dev.tomthumb.source;

import org.jspecify.annotations.NullMarked;
