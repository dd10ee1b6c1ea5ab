package dev.tomthumb.bench.eviction;

import java.util.Arrays;

/** Records in the order in which they were appended; some are dead because a later one took their place. */
final class Segment {
    private static final int FIRST_ROOM = 16;

    private int[] objects = new int[FIRST_ROOM];
    private int records;
    private int bytes;
    private int deadBytes;

    int records() {
        return records;
    }

    int object(int index) {
        return objects[index];
    }

    int bytes() {
        return bytes;
    }

    int deadBytes() {
        return deadBytes;
    }

    /** Returns the index of the record. */
    int append(int object) {
        if (records == objects.length) {
            objects = Arrays.copyOf(objects, records * 2);
        }
        objects[records] = object;
        bytes += Objects.bytes(object);
        return records++;
    }

    /** One of the records is of no use any more. */
    void bury(int object) {
        deadBytes += Objects.bytes(object);
    }
}
