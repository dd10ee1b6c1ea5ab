/** What can be done to decoded pixels, as plain functions: they know no request, no plan and no file. */
@NullMarked
package dev.tomthumb.pixel;

import org.jspecify.annotations.NullMarked;
