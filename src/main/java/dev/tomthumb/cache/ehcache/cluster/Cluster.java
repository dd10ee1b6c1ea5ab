package dev.tomthumb.cache.ehcache.cluster;

/** A server that is connected. */
interface Cluster extends AutoCloseable {
    /** Renditions, and notes of who is making one; the server forgets some when it has no more room. */
    ClusterMap renditions();

    /** The log of purges; it has room of its own. */
    ClusterMap purges();

    /** May take as long as the network does; never throws. */
    @Override
    void close();

    /** Makes connections. */
    @FunctionalInterface
    interface Opener {
        /** @throws ClusterException if there is none to be had */
        Cluster open();
    }
}
