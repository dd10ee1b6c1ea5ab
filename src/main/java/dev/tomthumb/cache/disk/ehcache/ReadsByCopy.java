package dev.tomthumb.cache.disk.ehcache;

/**
 * Marks a serializer whose {@code read} keeps nothing of the buffer it is given. It may then be given memory that is used
 * again when it returns, which saves a copy of each value.
 */
public interface ReadsByCopy {}
