package dev.tomthumb.scaling;

/**
 * Who answered how many of the requests that were counted.
 *
 * @param requests all of them
 * @param edge by the CDN
 * @param heap by a node's heap
 * @param disk by a node's disk
 * @param shared by what the nodes share
 * @param rendered by nobody: they were made
 * @param bytes sent to visitors
 * @param nodeBytes sent by nodes
 * @param sharedBytes that nodes got from what they share
 * @param busiest requests of the node that had most of them
 */
public record Counted(
        long requests,
        long edge,
        long heap,
        long disk,
        long shared,
        long rendered,
        long bytes,
        long nodeBytes,
        long sharedBytes,
        long busiest) {

    /** The share of all requests. */
    public double share(long number) {
        return (double) number / requests;
    }

    /** Requests that nodes answered. */
    public long atNodes() {
        return requests - edge;
    }
}
