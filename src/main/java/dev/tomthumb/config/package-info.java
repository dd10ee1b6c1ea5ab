/** Where settings come from: one table of keys, all mistakes reported at once. */
@NullMarked
package dev.tomthumb.config;

import org.jspecify.annotations.NullMarked;
