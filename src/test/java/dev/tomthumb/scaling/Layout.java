package dev.tomthumb.scaling;

/**
 * Who answers.
 *
 * @param name for tables
 * @param nodes Tomcats
 * @param balancing how a request finds its node
 * @param heapBytes of each node's heap tier
 * @param diskBytes of each node's disk tier, which holds what its heap holds as well
 * @param sharedBytes of the tier that all nodes share; 0 = there is none, {@link #UNBOUNDED} = a bucket
 * @param edges points of presence of a CDN in front, among which visitors are spread; 0 = there is no CDN
 * @param edgeBytes of each of them
 */
public record Layout(
        String name,
        int nodes,
        Balancing balancing,
        long heapBytes,
        long diskBytes,
        long sharedBytes,
        int edges,
        long edgeBytes) {
    /** Everything fits. */
    public static final long UNBOUNDED = Long.MAX_VALUE;

    /** How a request finds its node. */
    public enum Balancing {
        /** Any node, as round robin does with requests that are independent. */
        RANDOM,
        /** The node of the original, by a hash of its path. */
        HASH
    }

    /** Nodes without anything shared, and no CDN. */
    public Layout(String name, int nodes, Balancing balancing, long heapBytes, long diskBytes) {
        this(name, nodes, balancing, heapBytes, diskBytes, 0, 0, 0);
    }

    /** The same with a tier that all nodes share. */
    public Layout sharing(String newName, long bytes) {
        return new Layout(newName, nodes, balancing, heapBytes, diskBytes, bytes, edges, edgeBytes);
    }

    /** The same behind a CDN. */
    public Layout behind(String newName, int points, long bytes) {
        return new Layout(newName, nodes, balancing, heapBytes, diskBytes, sharedBytes, points, bytes);
    }
}
