/** A cache of the host application's own answers: what is found, kept, freshened and forgotten, by RFC 9111. */
@NullMarked
package dev.tomthumb.engine.responses;

import org.jspecify.annotations.NullMarked;
