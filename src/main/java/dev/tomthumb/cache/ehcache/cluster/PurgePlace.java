package dev.tomthumb.cache.ehcache.cluster;

/**
 * A place in the log of purges.
 *
 * @param generation the random number of the log: another one after the server has lost its memory
 * @param count how many of its entries lie before this place
 */
record PurgePlace(long generation, long count) {
    /** Before any log. */
    static final PurgePlace NOWHERE = new PurgePlace(0, 0);
}
