/** URL text to meaning and back: strings only, no servlet, no source, no pixels. */
@NullMarked
package dev.tomthumb.dialect;

import org.jspecify.annotations.NullMarked;
