package dev.tomthumb.cache.disk;

/**
 * Where a record lies, as one number: the segment's in the upper half, the offset in it in the lower. A record written
 * later has a greater one.
 */
final class Position {
    private Position() {}

    static long of(int segment, int offset) {
        return (long) segment << 32 | offset & 0xffffffffL;
    }
}
