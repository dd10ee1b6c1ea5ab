/** The rendition cache on Ehcache 3, built from an operator's {@code ehcache.xml}; Ehcache is named nowhere else. */
@NullMarked
package dev.tomthumb.cache.ehcache;

import org.jspecify.annotations.NullMarked;
