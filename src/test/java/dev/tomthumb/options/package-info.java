/** An example of every option: for the matrix of formats, for the pictures of {@code docs/options.md}, and for a peer. */
@NullMarked
package dev.tomthumb.options;

import org.jspecify.annotations.NullMarked;
