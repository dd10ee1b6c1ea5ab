/**
 * A store of keys and values in a directory that survives whatever ends its process. It knows nothing of images and
 * nothing of Ehcache: keys and values are bytes.
 *
 * <p>Everything is appended to segments, files of records that describe
 * themselves; an index in memory says where the record of a key lies. Nothing is ever changed in place, so that a process
 * that dies leaves behind at most one record that is cut off. See {@code docs/cache.md} for what survives what.
 */
@NullMarked
package dev.tomthumb.cache.disk;

import org.jspecify.annotations.NullMarked;
