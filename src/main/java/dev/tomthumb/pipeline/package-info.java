/** Meaning and header to plan, plan and pixels to pixels: arithmetic first, then short steps. */
@NullMarked
package dev.tomthumb.pipeline;

import org.jspecify.annotations.NullMarked;
