/** Keeping renditions: the key, the cache's promise to its callers, and one maker per key. */
@NullMarked
package dev.tomthumb.cache;

import org.jspecify.annotations.NullMarked;
