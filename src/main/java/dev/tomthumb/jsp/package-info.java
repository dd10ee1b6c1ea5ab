/** The tag library, and what the product's own page shows. */
@NullMarked
package dev.tomthumb.jsp;

import org.jspecify.annotations.NullMarked;
