package dev.tomthumb.bench.eviction;

import java.util.Arrays;

/** A doubly linked list of numbers below a limit, each at most once. */
final class Linked {
    /** Where there is no number. */
    static final int NONE = -1;

    private final int[] older;
    private final int[] newer;
    private final boolean[] present;
    private int oldest = NONE;
    private int newest = NONE;

    Linked(int limit) {
        older = new int[limit];
        newer = new int[limit];
        present = new boolean[limit];
        Arrays.fill(older, NONE);
        Arrays.fill(newer, NONE);
    }

    boolean contains(int number) {
        return present[number];
    }

    int oldest() {
        return oldest;
    }

    int newer(int number) {
        return newer[number];
    }

    void addNewest(int number) {
        older[number] = newest;
        newer[number] = NONE;
        if (newest == NONE) {
            oldest = number;
        } else {
            newer[newest] = number;
        }
        newest = number;
        present[number] = true;
    }

    void remove(int number) {
        if (older[number] == NONE) {
            oldest = newer[number];
        } else {
            newer[older[number]] = newer[number];
        }
        if (newer[number] == NONE) {
            newest = older[number];
        } else {
            older[newer[number]] = older[number];
        }
        present[number] = false;
    }
}
