/**
 * A store of keys and values in a directory that survives whatever ends its process. It knows nothing of images and
 * nothing of Ehcache: keys and values are bytes.
 *
 * <p>Everything is appended to segments, files of records that describe
 * themselves; an index in memory says where the record of a key lies. Nothing is ever changed in place, so that a process
 * that dies leaves behind at most one record that is cut off. See {@code docs/cache.md} for what survives what.
 *
 * <p>{@link dev.tomthumb.cache.disk.DiskStore} is what others use. Behind it, each using only what stands above it:
 *
 * <ul>
 *   <li>{@code Segment}, {@code Log}, {@code EntryTable}, {@code Space}, {@code Health}: the files, the index in memory, how
 *       much room there is, and whether the disk serves. {@code Recovery} makes them from a directory, and {@code
 *       StoreState} holds them, with the lock under which they change.
 *   <li>{@code Removals}: what has gone does not come back.
 *   <li>{@code Reclaimer} and {@code RoomMaker}: segments are given up to make room.
 *   <li>{@code CatchUp}: what the disk did not take is written later.
 *   <li>{@code EntryReader}, {@code EntryWriter} and {@code Purger}: what others ask for.
 *   <li>{@code VolumeWatch} and {@code Maintenance}: what is due from time to time.
 * </ul>
 */
@NullMarked
package dev.tomthumb.cache.disk;

import org.jspecify.annotations.NullMarked;
