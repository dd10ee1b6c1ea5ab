/** The old shop of {@code src/test/shop}: how it is assembled, visited and changed. */
@NullMarked
package dev.tomthumb.shop;

import org.jspecify.annotations.NullMarked;
