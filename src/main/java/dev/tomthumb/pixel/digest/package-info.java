/** Short texts and a few colours that stand for a whole picture. Pictures are expected to be small already. */
@NullMarked
package dev.tomthumb.pixel.digest;

import org.jspecify.annotations.NullMarked;
