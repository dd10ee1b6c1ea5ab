package dev.tomthumb.source;

import dev.tomthumb.model.ImageException;

/**
 * The memory one original may take. Many originals are read at once and each may be large: whoever hands out room knows
 * them all, so that their sum stays within what the JVM has.
 */
public interface Room {
    /** The largest original that is accepted, in bytes. */
    long ceiling();

    /**
     * Asked for before more than a small first buffer is allocated. May wait a short while. Asked again, it gives back
     * what was taken before and takes anew: readers that held some and waited for more would wait for each other.
     *
     * @param bytes what will be allocated at most, in all
     * @throws ImageException {@code OVERLOADED} if others hold the room for too long
     */
    void take(long bytes) throws ImageException;

    /** Room for one original of up to {@code ceiling} bytes that nobody counts. */
    static Room upTo(long ceiling) {
        return new Room() {
            @Override
            public long ceiling() {
                return ceiling;
            }

            @Override
            public void take(long bytes) {
                // Nobody counts.
            }
        };
    }
}
