package dev.tomthumb.bench.eviction;

/** A cache of numbered objects that decides by itself what it evicts. Not safe for threads. */
interface Policy {
    /** Looks an object up, as a use of it. */
    boolean get(int object);

    /** Stores an object in place of what there is of it. */
    void put(int object, int bytes);

    /** Bytes written so far, copies included; 0 if the policy is no log. */
    long written();
}
