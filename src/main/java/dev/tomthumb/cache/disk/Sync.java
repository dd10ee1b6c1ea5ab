package dev.tomthumb.cache.disk;

/**
 * When written data is forced to the device. It decides what a power cut or a crash of the operating system costs; what
 * has been written survives the end of the process, however it ends, with any of them.
 */
public enum Sync {
    /** Whenever the operating system likes: usually within half a minute. Purges are not forced either. */
    NEVER,
    /** Once a second: a power cut costs what was put in the last second or two. */
    SECOND,
    /** When a segment is full, and at close: a power cut costs what lies in the last segment. */
    SEGMENT
}
